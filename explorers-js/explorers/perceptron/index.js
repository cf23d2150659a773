// Chapter `perceptron`: one line, set by hand or by the rule, and the mistakes that the rule makes.

import { Plot, button, drawCurves, explorer, form, h, player, segmented, short, slider } from "../../kit.js";
import { MAX_STEPS, Model, ZERO, question, schema } from "./model.js";
import { Numbers } from "./numbers.js";
import { Plane } from "./plane.js";
import strings from "./strings.json" with { type: "json" };
import { boundOf, lastStep, standing, summary } from "./summary.js";

const LEVEL = 4; // the bound is drawn where it is at most so many times the highest mistake, or so
const style = `
.now { min-height: 4.5em; } .looked { fill: none; stroke: var(--accent); stroke-width: 2.5; } .scroll { max-height: 16rem; overflow-y: auto; }
.plane { display: grid; gap: .3rem .8rem; grid-template-columns: minmax(0, 1fr); }
@container (min-width: 34rem) { .plane { grid-template-columns: minmax(0, 26rem) minmax(0, 1fr); } .plane .legend { display: grid; align-content: start; } }
@container (min-width: 52rem) { .now { min-height: 6em; } }
`;

/** Mistakes so far, step by step, under the bound. */
function curveOf(ui) {
  const label = ui.t("curve");
  const plot = new Plot(ui, { x: [0, 40], y: [0, 50], xLabel: ui.t("steps"), yLabel: label, label, aspect: (w) => (w < 450 ? 0.4 : 0.24) });
  return {
    element: plot.element,
    draw({ mistakes, bound, fromZero }) {
      const shown = fromZero && bound <= LEVEL * Math.max(mistakes.at(-1), 20);
      const level = shown ? { y: bound, color: ui.colors.muted, text: `(R/γ)² = ${short(bound)}` } : null;
      drawCurves(plot, [{ values: mistakes, color: ui.colors.accent }], { top: shown ? bound : 1, least: 40, level });
    },
  };
}

function build(ui) {
  const model = new Model();
  const own = (change) => ui.set(model.own(ui.state, change));
  // Other examples: the rule begins anew, from where the reader let it begin.
  const restart = (patch) => ui.set({ ...patch, steps: 0 });
  const weight = (name) => ({ as: slider, min: -5, max: 5, step: 0.1, show: (v) => short(v), on: (v) => model.own(ui.state, { [name]: v }) });
  const examples = form(ui, schema, { data: { as: segmented }, coding: { as: segmented } }, restart);
  const weights = form(ui, schema, { w1: weight("w1"), w2: weight("w2"), b: weight("b") });
  const plane = new Plane(ui, { turn: own, edit: (points) => restart({ points }) });
  const play = player(ui, {
    speeds: [1, 4, 40],
    interval: 220,
    playName: ui.t("learn"),
    count: () => ui.state.steps,
    advance(n) {
      const run = model.at({ ...ui.state, steps: Math.min(ui.state.steps + n, MAX_STEPS) });
      ui.set({ steps: run.steps });
      return !run.settled && run.steps < MAX_STEPS;
    },
    rewind: () => restart({}),
  });
  const zero = button(ui.t("fromZero"), () => (play.stop(), ui.set(ZERO)));
  play.element.append(zero.element);
  const step = h("p", { class: "now", "data-field": "steps" });
  const state = h("p", {});
  const limit = h("p", { class: "legend" });
  const curve = curveOf(ui);
  const numbers = new Numbers(ui);
  let now;

  function draw(s) {
    now = model.at(s);
    const [w1, w2, b] = now.weights;
    examples.draw(s);
    examples.coding.style.visibility = s.data === "own" ? "hidden" : "";
    weights.draw({ w1, w2, b });
    zero.element.style.visibility = now.fromZero ? "hidden" : "";
    step.textContent = lastStep(ui, now);
    step.classList.toggle("bad", now.last?.wrong === true);
    state.textContent = standing(ui, now);
    limit.textContent = boundOf(ui, now);
    plane.draw(now);
    curve.draw(now);
    numbers.draw(now);
  }

  return {
    picture: [plane.element],
    controls: [examples.data, examples.coding, weights.w1, weights.w2, weights.b],
    play: [play.element, step],
    below: [plane.own.element, state, curve.element, limit],
    more: [[ui.t("numbers"), numbers.examples, numbers.bound]],
    style,
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "perceptron", strings, schema, build, keep: ["points"] });
