// Chapter `xor`: two hidden units carry the plane to a place where one line separates XOR.

import { Plot, drawCurves, explorer, fmt, form, h, player, seedField, segmented, slider, sweep } from "../../kit.js";
import { BY_HAND, MAX_STEPS, Model, schema } from "./model.js";
import { Numbers } from "./numbers.js";
import { Planes } from "./planes.js";
import strings from "./strings.json" with { type: "json" };
import { summary } from "./summary.js";

function build(ui) {
  const model = new Model();
  const restart = (patch) => ui.set({ ...patch, steps: 0 });
  const own = (row, change) => ui.set(model.own(ui.state, row, change));
  const planes = new Planes(ui, { own, move: (k, at) => ui.set(model.move(ui.state, k, at)) });
  const numbers = new Numbers(ui, own);

  const controls = form(
    ui,
    schema,
    {
      activation: { as: segmented },
      start: { as: segmented, on: (start) => (start === "hand" ? { start, weights: BY_HAND } : { start }) },
      seed: { as: seedField, on: (seed) => ({ start: "seed", seed }) },
      lr: { as: slider, log: true, ticks: [0.01, 0.1, 1, 10], show: (v) => `η = ${Number(v.toPrecision(2))}` },
    },
    restart,
  );
  const blend = form(ui, schema, {
    blend: { as: slider, step: 0.01, ticks: [[0, ui.t("inputSpace")], [1, ui.t("hiddenSpace")]], show: (v) => fmt(v) },
  });
  const carry = sweep(ui, { name: ui.t("carry"), slider: blend.blend, write: (value) => ui.set({ blend: value }), before: () => train.stop() });
  const train = player(ui, {
    playName: ui.t("train"),
    count: () => ui.state.steps,
    advance(n) {
      const steps = Math.min(ui.state.steps + n, MAX_STEPS);
      const run = model.at({ ...ui.state, steps });
      ui.set({ steps: run.steps });
      return !run.diverged && steps < MAX_STEPS;
    },
    rewind: () => restart({}),
    before: () => carry.stop(),
  });
  const progress = h("p", { class: "progress", "data-field": "steps" });
  const curve = new Plot(ui, { x: [0, 50], y: [0, 1], xLabel: ui.t("steps"), yLabel: ui.t("loss"), label: ui.t("lossCurve"), xLabelTop: true, aspect: (w) => (w < 450 ? 0.34 : 0.2) });

  let now;

  function draw(s) {
    now = model.at(s);
    controls.draw(s);
    blend.draw(s);
    carry.emphasize(s.start === "hand" && s.steps === 0);
    train.emphasize(s.start === "seed" || s.steps > 0);
    numbers.draw(now);
    const stuck = s.activation === "step" && s.steps > 0;
    progress.textContent = stuck ? ui.t("stuck", { n: now.steps }) : ui.t("progress", { n: now.steps, loss: fmt(now.losses.at(-1), 4) });
    const level = s.activation === "step" ? null : { y: Math.LN2, color: ui.colors.muted, text: ui.t("guess") };
    drawCurves(curve, [{ values: now.losses, color: ui.colors.accent }], { top: 1, least: 50, level });
    planes.draw(now);
  }

  return {
    picture: planes.elements,
    controls: [
      carry.element,
      controls.activation,
      h("div", { class: "stack" }, controls.start, controls.seed),
    ],
    play: [train.element, progress],
    below: [curve.element],
    more: [
      [ui.t("numbers"), ...numbers.elements],
      [ui.t("lr"), controls.lr],
    ],
    question: (s) => (s.steps > 0 ? null : s.start === "hand" ? "lines" : "learn"),
    draw,
    summary: () => summary(ui, now),
    stop: () => (carry.stop(), train.stop()),
  };
}

export default explorer({ name: "space_warp", strings, schema, build });
