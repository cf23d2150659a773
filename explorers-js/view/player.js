// Play, step, rewind and speed for whatever advances step by step.

import { button, segmented } from "./controls.js";
import { h } from "./dom.js";

const CALM_INTERVAL = 500; // ms between pictures when the reader asked for less motion

/**
 * Where a run is already over when play is pressed (an opening, a link, "show me"), it is played again
 * from its start and stops where it stood; pressed once more it goes on.
 *
 * @param count     count() is where the run stands
 * @param advance   advance(n) takes n steps; returns false when there is nothing left to do
 * @param rewind    back to the start
 * @param speeds    the choices of speed, in steps per picture; fractions add up over several
 * @param interval  ms between two pictures; 0 for one in every frame
 * @param playName, stepName  what the buttons say
 * @param before    called when playing begins, to end what else is moving
 */
export function player(
  ui,
  { count, advance, rewind, speeds = [1, 10, 100], interval = 0, playName = ui.t("play"), stepName = ui.t("step"), before = () => {} },
) {
  let playing = false;
  let speed = speeds[0];
  let last = 0;
  let reached = null; // the count that playing has brought about
  let goal = Infinity; // where a replay ends

  const set = (value) => {
    playing = value;
    toggle.say(playing ? ui.t("pause") : playName, playing ? "pause" : "play");
    ui.animate(playing ? frame : null);
    if (!playing) ui.invalidate(); // the summary is read aloud
  };
  /** Play from the start to where the run stands, or was to end. */
  const replay = () => {
    const end = playing ? goal : count() || Infinity;
    before();
    rewind();
    goal = end;
    reached = count();
    set(true);
  };
  const start = () => {
    before();
    const stands = count();
    goal = Infinity;
    if (stands !== reached) {
      rewind();
      if (count() !== stands) goal = stands;
    }
    reached = count();
    set(true);
  };
  const take = (n) => {
    const left = advance(Math.min(n, goal - count())) !== false;
    reached = count();
    return left && reached < goal;
  };
  const frame = (now) => {
    if (count() !== reached) goal = Infinity; // the reader has changed something meanwhile
    const calm = ui.reducedMotion && interval < CALM_INTERVAL;
    const wait = calm ? CALM_INTERVAL : interval;
    if (now - last < wait) return;
    last = now;
    if (!take(calm && !interval ? speed * 30 : speed)) set(false);
  };

  const toggle = button(playName, () => (playing ? set(false) : start()), { icon: "play", kind: "primary" });
  const once = button(stepName, () => {
    set(false);
    goal = Infinity;
    take(1);
  }, { icon: "step" }); // prettier-ignore
  const back = button(ui.t("reset"), () => {
    set(false);
    rewind();
  }, { icon: "reset", iconOnly: true }); // prettier-ignore
  const speedChoice = segmented(ui, {
    label: ui.t("speed"),
    hideLabel: true,
    choices: speeds.map((n) => [n, `×${Number((n / speeds[0]).toFixed(2))}`]),
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
    /** Whether this is the button to press first. */
    emphasize: (first) => toggle.element.classList.toggle("primary", first),
    replay,
    stop: () => playing && set(false),
  };
}
