// Chapter `preprocessing`: the unit of a feature, the valley of the weights, and the steps it costs.

import { Plot, explorer, form, h, player, segmented, short, slider } from "../../kit.js";
import { drawCloud, drawValley } from "./draw.js";
import { MAX_STEPS, facts, question, schema } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { price, progress, summary } from "./summary.js";

const panel = (title, ...nodes) => h("div", { class: "stack" }, h("p", { class: "panel-title" }, title), ...nodes);

function build(ui) {
  const controls = form(ui, schema, {
    prepared: { as: segmented },
    unit: { as: segmented },
    mean: { as: slider, step: 0.05, ticks: [0, 0.5, 1], show: (v) => `${Math.round(100 * v)}%` },
    correlation: { as: slider, step: 0.05, ticks: [-0.9, 0, 0.9], show: (v) => `r = ${short(v)}` },
  });
  const aspect = (w) => (w < 340 && ui.host.clientWidth < 500 ? 0.55 : 0.95);
  const [height, weight] = [ui.t("height"), ui.t("weight")];
  const cloud = new Plot(ui, { x: [-1, 1], y: [-1, 1], xLabel: height, yLabel: weight, label: ui.t("cloud"), aspect, left: 38 });
  const reach = [-1.2, 1.2];
  const valley = new Plot(ui, { x: reach, y: reach, xLabel: "w₁", yLabel: "w₂", label: ui.t("valley"), aspect, tickCounts: [0, 0] });
  const play = player(ui, {
    speeds: [1, 5],
    interval: 120,
    playName: ui.t("descend"),
    count: () => ui.state.steps,
    advance(n) {
      const steps = Math.min(ui.state.steps + n, MAX_STEPS);
      ui.set({ steps });
      return steps < MAX_STEPS;
    },
    rewind: () => ui.set({ steps: 0 }),
  });
  const [cost, how] = [h("p", { class: "count" }), h("p", { class: "progress", "data-field": "steps" })];
  let now;

  function draw(s) {
    now = facts(s);
    controls.draw(s);
    drawCloud(cloud, now, ui.colors);
    drawValley(valley, now, ui.colors);
    cost.textContent = price(ui, now);
    how.textContent = progress(ui, now);
  }

  return {
    picture: [panel(ui.t("cloud"), cloud.element), panel(ui.t("valley"), valley.element)],
    controls: [controls.prepared, controls.unit, controls.mean, controls.correlation],
    play: [cost, play.element, how],
    more: [[ui.t("how"), h("p", {}, ui.t("formulas"))]],
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "scaling", strings, schema, build });
