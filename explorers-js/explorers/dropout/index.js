// Chapter `dropout`: six units, one mask after another, and what remains of them at test time.

import { Plot, checkboxes, explorer, form, h, legendLine, legendMark, player, seedField, segmented, select, short, slider } from "../../kit.js";
import { drawNetwork, drawOutputs, unitAt } from "./draw.js";
import { MOST_DRAWS, UNITS, chosen, facts, on, question, schema, switched } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { summary, verdict } from "./summary.js";

const panel = (title, ...nodes) => h("div", { class: "stack" }, h("p", { class: "panel-title" }, title), ...nodes);
const style = ".swatch.drawn { width: 12px; height: 11px; border-radius: 0; clip-path: polygon(0 0, 100% 0, 50% 100%); color: var(--unit2); } .progress { min-height: 3em; }";
const plain = { yLabel: "", left: 10, fit: true };

function controlsOf(ui) {
  return form(ui, schema, {
    p: { as: slider, step: 0.05, ticks: [0, 0.15, 0.5, 0.8] },
    mode: { as: segmented },
    scale: { as: select },
    kept: { as: checkboxes, choices: UNITS.map((name) => [name, name]), on: chosen },
    gain: { as: slider, step: 0.1, ticks: [0.2, 1, 2, 3], show: (v) => `×${short(v)}` },
    seed: { as: seedField },
  });
}

function build(ui) {
  const controls = controlsOf(ui);
  const network = new Plot(ui, { x: [0.3, 2.8], y: [0.4, 6.6], xLabel: "", label: ui.t("network"), tickCounts: [0, 0], aspect: (w) => (w < 260 ? 0.8 : 0.92), ...plain });
  const outputs = new Plot(ui, { x: [0, 1], y: [0, 1], xLabel: "ŷ", label: ui.t("outputs"), tickCounts: [4, 0], aspect: (w) => (w < 260 ? 0.62 : 0.78), xLabelTop: true, ...plain });
  const legend = h("div", { class: "legend" }, legendLine("", ui.t("exact")), legendLine("test", ui.t("test")), legendMark("square one", ui.t("now")), legendMark("drawn", ui.t("drawn")));
  const play = player(ui, {
    speeds: [1, 5, 25],
    interval: 250,
    playName: ui.t("draw"),
    count: () => ui.state.draws,
    advance(n) {
      const draws = Math.min(ui.state.draws + n, MOST_DRAWS);
      ui.set({ draws, mode: "train" });
      return draws < MOST_DRAWS;
    },
    rewind: () => ui.set({ draws: 0 }),
  });
  const said = h("p", { class: "progress", "data-field": "draws" });
  let now;
  network.svg.style.cursor = "pointer";
  network.svg.addEventListener("click", (event) => ui.set(switched(now.mask, unitAt(network.locate(event)[1]))));

  function draw(s) {
    now = facts(s);
    controls.draw({ ...s, kept: on(now.mask) });
    drawNetwork(network, now, ui.colors);
    drawOutputs(outputs, now, ui.colors);
    said.textContent = verdict(ui, now);
  }

  return {
    picture: [panel(ui.t("network"), network.element), panel(ui.t("outputs"), outputs.element, legend)],
    controls: [controls.mode, controls.p, controls.kept, controls.scale],
    play: [play.element, said],
    more: [[ui.t("panelMore"), controls.gain, controls.seed, h("p", { class: "whole" }, ui.t("formulas"))]],
    style,
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "dropout", strings, schema, build });
