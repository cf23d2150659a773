// Chapter `initialization`: what layers hand on before training, by how their weights were drawn.

import { Plot, attr, drawLayers, explorer, form, h, layerPlayer, seedField, segmented, select, significant, slider, svg, table } from "../../kit.js";
import { drawUnits } from "./draw.js";
import { MOST_LAYERS, Model, question, schema, verdict } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { summary } from "./summary.js";

const ASPECT = (width) => (width < 260 ? 0.8 : 0.86); // flatter on a phone, where both stay in sight
const tag = (kind = "tag") => svg("text", { class: kind, "aria-hidden": "true" });

/** The histograms of one direction, each with the number of its layer and its standard deviation. */
class Direction {
  constructor(ui, way) {
    Object.assign(this, { ui, way });
    this.plot = new Plot(ui, { x: [-1, 1], y: [-5, 0], xLabel: "", yLabel: "", label: ui.t(`${way}Panel`), tickCounts: [2, 0], tickTexts: [significant, String], aspect: ASPECT, fit: true });
    this.tags = Array.from({ length: MOST_LAYERS }, () => [tag(), tag("tag share")]);
    this.plot.marks.append(...this.tags.flat());
    this.element = h("div", { class: "stack", "data-field": "depth std init" }, h("p", { class: "panel-title" }, ui.t(`${way}Title`)), this.plot.element);
  }

  draw({ layers, s, ...now }) {
    const { ui, way, plot } = this;
    const [low, high] = now[`${way}Reach`];
    plot.setDomain([low - 0.04 * (high - low), high + 0.04 * (high - low)], [-s.depth, 0]);
    if (!plot.width) return;
    const forward = way === "forward";
    drawLayers(plot, layers.map((layer) => (forward ? layer.h : layer.d)), ui.colors, { color: forward ? ui.colors.zero : ui.colors.unit2, height: 0.82, bins: 61 });
    this.tags.forEach(([number, std], l) => {
      number.textContent = l < s.depth ? l + 1 : "";
      std.textContent = l < s.depth ? significant(layers[l][way].std) : "";
      const y = Math.min(plot.y(-l) + 14 * ui.rem, plot.y(-l - 0.4));
      attr(number, { x: plot.box.x0 + 5, y });
      attr(std, { x: plot.box.x1 - 5, y, "text-anchor": "end" });
    });
  }
}

/** The units of all layers; twins have one colour. */
class Units {
  constructor(ui) {
    this.ui = ui;
    this.plot = new Plot(ui, { x: [0, 50], y: [-5, 0], xLabel: "", yLabel: "", label: ui.t("unitsPanel"), tickCounts: [0, 0], aspect: (width) => (width < 420 ? 0.24 : 0.15) });
    this.title = h("p", { class: "panel-title" });
    this.element = h("div", { class: "stack units", "data-field": "units" }, this.title, this.plot.element);
  }

  draw(now) {
    const { ui, plot } = this;
    const different = now.layers.map((layer) => layer.different);
    this.title.textContent = ui.t("unitsTitle", { a: Math.min(...different), u: now.s.units });
    plot.setDomain([0, now.s.units], [-now.s.depth, 0]);
    if (plot.width) drawUnits(plot, now, ui.colors);
  }
}

/** What can be read off each layer. */
class Numbers {
  constructor(ui) {
    this.ui = ui;
    this.element = h("div", { class: "numbers" });
  }

  draw({ layers }) {
    const { ui } = this;
    const rows = layers.map(({ forward, backward, flat, different }, l) => [String(l + 1), significant(forward.std), `${Math.round(100 * flat)}%`, significant(backward.std), String(different)]);
    const head = ["layer", "forward", "flat", "backward", "different"].map((key) => ui.t(`col_${key}`));
    this.element.replaceChildren(table({ caption: ui.t("numbersCaption"), head, rows }));
  }
}

function controlsOf(ui) {
  return form(ui, schema, {
    init: { as: select },
    std: { as: slider, log: true, ticks: [0.001, 0.01, 0.1, 1] },
    activation: { as: segmented },
    depth: { as: slider, ticks: [1, 5, 10] },
    units: { as: slider, ticks: [2, 10, 25, 50] },
    seed: { as: seedField },
  });
}

function build(ui) {
  const model = new Model();
  const parts = [new Direction(ui, "forward"), new Direction(ui, "backward"), new Units(ui), new Numbers(ui)];
  const [forward, backward, units, numbers] = parts;
  const controls = controlsOf(ui);
  const play = layerPlayer(ui, MOST_LAYERS);
  const says = h("p", { class: "progress" });
  let now;

  function draw(s) {
    now = model.at(s, ui.budget);
    controls.draw(s);
    controls.std.hidden = s.init !== "normal";
    says.textContent = ui.t(`verdict_${verdict(now)}`);
    for (const part of parts) part.draw(now);
    return ui.pending(now.complete);
  }

  return {
    picture: [forward.element, backward.element],
    controls: [controls.init, controls.std, controls.activation, controls.depth],
    play: [play.element, says],
    below: [units.element],
    more: [
      [ui.t("panelNumbers"), numbers.element],
      [ui.t("panelNetwork"), h("div", { class: "stack" }, controls.units, controls.seed)],
    ],
    style: ".share { font-weight: 400; } .numbers :is(td, th) { padding-inline: 3px; }",
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "init_histograms", strings, schema, build });
