// Chapter `activations`: a function, its slope, and what ten layers of it make of their inputs.

import { Plot, attr, drawLayers, explorer, fmt, form, h, layerPlayer, legendMark, seedField, select, significant, slider, svg, table } from "../../kit.js";
import { CURVES, drawCurve } from "./draw.js";
import { MOST_LAYERS, Model, parameterOf, question, schema, zReach } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { summary } from "./summary.js";

const ASPECT = (width) => (width < 260 ? 0.85 : 1); // flatter on a phone, where both stay in sight
const percent = (share) => `${share > 0 && share < 0.005 ? "<1" : Math.round(100 * share)}%`;
const tag = (kind = "tag") => svg("text", { class: kind, "aria-hidden": "true" });

/** The curve of the function, with names beside its curves. */
class Curve {
  constructor(ui) {
    this.ui = ui;
    this.plot = new Plot(ui, { x: [-6, 6], y: CURVES, xLabel: "z", yLabel: "", label: ui.t("curvePanel"), tickCounts: [4, 4], aspect: ASPECT, fit: true });
    this.title = h("p", { class: "panel-title" });
    const legend = h("div", { class: "legend wordy" }, legendMark("zero", "φ(z)"), legendMark("unit2 slope", "φ′(z)"), legendMark("square flat", ui.t("flatZone")));
    this.element = h("div", { class: "stack", "data-field": "activation slope alpha" }, this.title, this.plot.element, legend);
  }

  draw(now) {
    const { ui, plot } = this;
    this.title.textContent = ui.t("curveTitle", { d: now.s.depth });
    const reach = zReach(now.last);
    plot.setDomain([-reach, reach], CURVES);
    if (plot.width) drawCurve(plot, now, ui.colors);
  }
}

/** The histograms, each with its number and its shares. */
class Layers {
  constructor(ui) {
    this.ui = ui;
    this.plot = new Plot(ui, { x: [0, 1], y: [-8, 0], xLabel: "", yLabel: "", label: ui.t("layersPanel"), tickCounts: [3, 0], aspect: ASPECT, fit: true });
    this.tags = Array.from({ length: MOST_LAYERS }, () => [tag(), tag("tag share")]);
    this.plot.marks.append(...this.tags.flat());
    this.element = h("div", { class: "stack", "data-field": "depth" }, h("p", { class: "panel-title" }, ui.t("layersTitle")), this.plot.element);
  }

  draw(now) {
    const { ui, plot, tags } = this;
    const { layers, reach, s } = now;
    plot.setDomain(reach, [-s.depth, 0]);
    if (!plot.width) return;
    drawLayers(plot, layers.map(({ h: values }) => values), ui.colors, { color: ui.colors.zero, height: 0.85 });
    tags.forEach(([number, share], l) => {
      number.textContent = share.textContent = "";
      if (l >= s.depth) return;
      const y = Math.min(plot.y(-l) + 14 * ui.rem, plot.y(-l - 0.4));
      number.textContent = l + 1;
      share.textContent = layers[l].dead ? ui.t("tagDead", { f: percent(layers[l].flat), d: percent(layers[l].dead) }) : percent(layers[l].flat);
      attr(number, { x: plot.box.x0 + 5, y });
      attr(share, { x: plot.box.x1 - 5, y, "text-anchor": "end" });
    });
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
    const rows = layers.map(({ std, own, flat, dead, factor }, l) => [String(l + 1), significant(std), significant(own), percent(flat), percent(dead), `×${fmt(factor)}`]);
    const head = ["layer", "std", "own", "flat", "dead", "factor"].map((key) => ui.t(`col_${key}`));
    this.element.replaceChildren(table({ caption: ui.t("numbersCaption"), head, rows }));
  }
}

/** A slider whose ticks a phone has no room for. */
const slim = (control) => h("div", { class: "slim" }, control);

function controlsOf(ui) {
  const log = (ticks) => ({ as: slider, log: true, ticks });
  return form(ui, schema, {
    activation: { as: select },
    slope: { as: slider, step: 0.01, ticks: [0.1, 0.25, 1], show: (v) => fmt(v) },
    alpha: { as: slider, step: 0.05, ticks: [0.1, 1, 2], show: (v) => fmt(v) },
    scale: log([0.1, 1, 10]),
    gain: log([0.1, 1, [1.41, "√2"], 5]),
    bias: { as: slider, step: 0.05, ticks: [-3, 0, 3], show: (v) => fmt(v) },
    depth: { as: slider, ticks: [1, 4, 8, 10] },
    seed: { as: seedField },
  });
}

function build(ui) {
  const model = new Model();
  const curve = new Curve(ui);
  const histograms = new Layers(ui);
  const numbers = new Numbers(ui);
  const controls = controlsOf(ui);
  const play = layerPlayer(ui, MOST_LAYERS);
  const kept = h("p", { class: "progress" });
  let now;

  function draw(s) {
    now = model.at(s);
    controls.draw(s);
    for (const name of ["slope", "alpha"]) controls[name].hidden = parameterOf(s.activation) !== name;
    kept.textContent = ui.t("kept", { k: significant(now.kept), d: s.depth });
    curve.draw(now);
    histograms.draw(now);
    numbers.draw(now);
  }

  return {
    picture: [curve.element, histograms.element],
    controls: [h("div", { class: "stack" }, controls.activation, controls.slope, controls.alpha), slim(controls.depth), controls.scale, controls.gain, slim(controls.bias)],
    play: [play.element, kept],
    more: [
      [ui.t("panelNumbers"), numbers.element],
      [ui.t("seed"), controls.seed],
    ],
    style: ".swatch.slope { height: 0; background: none; border-top: 3px dashed currentColor; border-radius: 0; } .swatch.flat { background: var(--faint); border: 1px solid var(--line); } .share { font-weight: 400; } .numbers :is(td, th) { padding-inline: 3px; }",
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "activation_zoo", strings, schema, build });
