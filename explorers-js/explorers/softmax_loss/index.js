// Chapter `losses`: logits become probabilities, and two losses pull at them from the same bad start.

import { Plot, drawCurves, explorer, form, h, legendLine, legendMark, mark, player, segmented, short, slider, svg } from "../../kit.js";
import { drawPairs } from "./draw.js";
import { LOGITS, MAX_STEPS, Model, question, schema } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { progress, summary } from "./summary.js";

const [WIDE, REACH] = [[0.5, 3.65], 1.4]; // classes 1 to 3, and gradients from −1 to 1 with their numbers

const panel = (title, ...nodes) => h("div", { class: "stack" }, h("p", { class: "panel-title" }, title), ...nodes);

/** A plot of three classes; on a phone it leaves room for its neighbour. */
const classes = (ui, label, y) =>
  new Plot(ui, { x: WIDE, y, xLabel: "", yLabel: "", label, tickCounts: [4, 3], aspect: (w) => (w < 340 && ui.host.clientWidth < 500 ? 0.5 : 0.95) });

function build(ui) {
  const model = new Model();
  const restart = (patch) => ui.set({ ...patch, steps: 0 });
  const logit = { as: slider, step: 0.1, show: (v) => short(v) };
  const controls = form(
    ui,
    schema,
    {
      ...Object.fromEntries(LOGITS.map((name) => [name, logit])),
      label: { as: segmented },
      temperature: { as: slider, log: true, ticks: [0.2, 1, 5], show: (v) => `T = ${short(v)}` },
      lr: { as: slider, log: true, ticks: [0.1, 1, 10], show: (v) => `η = ${short(v)}` },
    },
    restart,
  );
  const outputs = classes(ui, ui.t("outputs"), [0, 1.15]);
  const gradients = classes(ui, ui.t("gradients"), [-REACH, REACH]);
  const targets = [1, 2, 3].map(() => svg("g", { "aria-hidden": "true" }, mark(1)));
  outputs.marks.append(...targets);
  const curve = new Plot(ui, { x: [0, 50], y: [0, 1], xLabel: ui.t("steps"), yLabel: "ŷ", label: ui.t("curve"), aspect: (w) => (w < 450 ? 0.4 : 0.24) });
  const legend = h("div", { class: "legend" }, legendLine("", ui.t("ce")), legendLine("test", ui.t("mse")), legendMark("square one", ui.t("target")));
  const play = player(ui, {
    speeds: [1, 5, 25],
    interval: 80,
    playName: ui.t("learn"),
    count: () => ui.state.steps,
    advance(n) {
      const steps = Math.min(ui.state.steps + n, MAX_STEPS);
      ui.set({ steps });
      return steps < MAX_STEPS;
    },
    rewind: () => restart({}),
  });
  const how = h("p", { class: "progress", "data-field": "steps" });
  let now;

  function draw(s) {
    now = model.at(s);
    controls.draw(s);
    const { ce, mse } = now;
    const reach = REACH * Math.max(1, 1 / s.temperature);
    gradients.setDomain(WIDE, [-reach, reach]);
    drawPairs(outputs, { ce: ce.p, mse: mse.p }, ui.colors);
    drawPairs(gradients, { ce: ce.gradient, mse: mse.gradient }, ui.colors);
    if (outputs.width) targets.forEach((node, k) => node.setAttribute("transform", `translate(${outputs.x(k + 1.48)},${outputs.y(now.target[k])})`));
    drawCurves(curve, [{ values: ce.right, color: ui.colors.ink }, { values: mse.right, color: ui.colors.accent, dash: [5, 4] }], { top: 1, least: 50 });
    how.textContent = progress(ui, now);
  }

  return {
    picture: [panel(ui.t("outputs"), outputs.element, legend), panel(ui.t("gradients"), gradients.element)],
    controls: [controls.z1, controls.z2, controls.z3, controls.label, controls.temperature],
    play: [play.element, how],
    below: [h("p", { class: "panel-title" }, ui.t("curve")), curve.element],
    more: [[ui.t("lr"), controls.lr, h("p", {}, ui.t("formulas"))]],
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "softmax_loss", strings, schema, build });
