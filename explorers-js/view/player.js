// Play, step, reset and speed for whatever advances step by step.

import { button, segmented } from "./controls.js";
import { h } from "./dom.js";

const CALM_INTERVAL = 500; // ms between pictures when the reader asked for less motion

/**
 * @param speeds    the choices of speed, in steps per picture; fractions add up over several
 * @param interval  ms between two pictures; 0 for one in every frame
 * @param stepName  what the button for one step says
 * @param advance  advance(n) takes n steps; returns false when there is nothing left to do
 * @param reset    back to step 0
 */
export function player(ui, { speeds = [1, 10, 100], interval = 0, stepName = ui.t("step"), advance, reset }) {
  let playing = false;
  let speed = speeds[0];
  let last = 0;

  const set = (value) => {
    playing = value;
    toggle.say(ui.t(playing ? "pause" : "play"), playing ? "pause" : "play");
    ui.animate(playing ? frame : null);
  };
  const frame = (now) => {
    const calm = ui.reducedMotion && interval < CALM_INTERVAL;
    const wait = calm ? CALM_INTERVAL : interval;
    if (now - last < wait) return;
    last = now;
    if (advance(calm && !interval ? speed * 30 : speed) === false) set(false);
  };

  const toggle = button(ui.t("play"), () => set(!playing), { icon: "play", kind: "primary" });
  const once = button(
    stepName,
    () => {
      set(false);
      advance(1);
    },
    { icon: "step" },
  );
  const back = button(
    ui.t("reset"),
    () => {
      set(false);
      reset();
    },
    { icon: "reset" },
  );
  const speedChoice = segmented(ui, {
    label: ui.t("speed"),
    choices: speeds.map((n) => [n, `×${n / speeds[0]}`]),
    onChange: (n) => (speed = n),
  });
  speedChoice.draw(speed);
  return {
    element: h(
      "div",
      { class: "player" },
      h("div", { class: "buttons" }, toggle.element, once.element, back.element),
      speedChoice.element,
    ),
    stop: () => set(false),
  };
}
