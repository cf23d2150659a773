// A button that carries one value of the state from one end to the other, as a reader would by hand.

import { button } from "./controls.js";
import { h } from "./dom.js";

const CALM_STEPS = 5; // pictures when the reader asked for less motion

/** `slider` is the value's own; `write(value)` takes over each value between `from` and `to`; `before()` is called at the start. */
export function sweep(ui, { name, slider, from = 0, to = 1, seconds = 2.5, write, before = () => {} }) {
  let playing = false;
  let began = null;
  const set = (value) => {
    if (value === playing) return;
    playing = value;
    began = null;
    toggle.say(playing ? ui.t("pause") : name, playing ? "pause" : "play");
    ui.animate(playing ? frame : null);
    if (!playing) ui.invalidate();
  };
  const frame = (now) => {
    began ??= now;
    const raw = Math.min(1, (now - began) / (1000 * seconds));
    const share = ui.reducedMotion ? Math.floor(raw * CALM_STEPS) / CALM_STEPS : raw * raw * (3 - 2 * raw);
    write(Number((from + share * (to - from)).toFixed(4)));
    if (raw === 1) set(false);
  };
  const toggle = button(
    name,
    () => {
      if (!playing) before();
      set(!playing);
    },
    { icon: "play" },
  );
  return {
    element: h("div", { class: "swept" }, toggle.element, slider),
    /** Whether this is the button to press first. */
    emphasize: (first) => toggle.element.classList.toggle("primary", first),
    stop: () => set(false),
  };
}
