// Chapter `backprop`: how large the gradient is in each layer, and how it hangs on the gain of the weights.

import { DraggableValue, Plot, clamp, decade, explorer, form, h, layerPlayer, legendLine, legendMark, seedField, segmented, select, short, slider, svg, table } from "../../kit.js";
import { drawFactors, drawGradients, powersOf } from "./draw.js";
import { MOST_LAYERS, Model, question, schema, verdict } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { multiplies, size, summary } from "./summary.js";

const ASPECT = (width) => (width < 260 ? 0.7 : 0.9); // flatter on a phone, where both stay in sight with their legends
const style = ".stroke.grad { border-color: var(--zero); } .stroke.slope { border-top: 2.5px dashed var(--unit2); } .stroke.alone { border-top: 2px dotted var(--muted); } .diamond { width: 8px; height: 8px; border-radius: 0; rotate: 45deg; } .numbers :is(td, th) { padding-inline: 3px; }";
const panel = (field, title, ...nodes) => h("div", { class: "stack", "data-field": field }, title, ...nodes);
const whole = (write) => (v) => (Number.isInteger(v) ? write(v) : "");

/** The gradient in each layer. */
class Gradients {
  constructor(ui) {
    this.ui = ui;
    this.plot = new Plot(ui, { x: [0.5, 10.5], y: [-8, 1], xLabel: "", yLabel: "", label: ui.t("gradientPanel"), tickCounts: [5, 6], tickTexts: [whole(String), whole(decade)], left: 40, aspect: ASPECT, fit: true });
    this.title = h("p", { class: "panel-title" });
    const legend = h("div", { class: "legend" }, legendLine("grad", ui.t("byInputs")), legendMark("diamond", ui.t("byWeights")), legendLine("slope", ui.t("slopes")));
    this.element = panel("kind depth batch", this.title, this.plot.element, legend);
  }

  draw(now) {
    const { ui, plot } = this;
    this.title.textContent = ui.t(`gradientTitle_${now.s.kind}`);
    plot.setDomain([0.5, now.s.depth + 0.5], powersOf([...now.inputs, ...now.weights, ...now.slopes]));
    if (plot.width) drawGradients(plot, now, ui.colors);
  }
}

/** By what a layer multiplies the gradient, over the gain, which can be dragged. */
class Factors {
  constructor(ui) {
    this.ui = ui;
    const [low, high] = [schema.gain.min, schema.gain.max].map(Math.log10);
    this.plot = new Plot(ui, { x: [low - 0.04, high + 0.04], y: [-2, 1], xLabel: "", yLabel: "", label: ui.t("factorPanel"), tickCounts: [3, 5], tickTexts: [whole((v) => short(10 ** v)), whole(decade)], left: 40, aspect: ASPECT, fit: true });
    this.grip = new DraggableValue(this.plot, {
      label: ui.t("dragGain"),
      kind: "mover zero",
      cue: true,
      shape: svg("circle", { class: "knob", r: 7 }),
      range: [low, high],
      show: (v) => short(10 ** v),
      onChange: (v) => ui.set({ gain: Number((10 ** v).toPrecision(3)) }),
    });
    this.title = h("p", { class: "panel-title" });
    const legend = h("div", { class: "legend" }, legendLine("grad", ui.t("measured")), legendLine("alone", ui.t("weightsAlone")));
    this.element = panel("gain activation init", this.title, this.plot.element, legend);
  }

  /** What is drawn may still be of a state before; the grip is where the reader's hand is. */
  draw(now, { gain }) {
    const { ui, plot, grip } = this;
    const { s, curve, alone, factor } = now;
    this.title.textContent = ui.t(`factorTitle_${s.kind}`);
    const straight = [schema.gain.min, schema.gain.max].map((g) => (g * alone) / s.gain);
    plot.setDomain(plot.domain.x, powersOf([...curve, ...straight]));
    if (!plot.width) return;
    drawFactors(plot, now, ui.colors);
    grip.draw(Math.log10(gain), clamp(factor ? Math.log10(factor) : 0, ...plot.domain.y));
  }
}

/** What can be read off each layer. */
class Numbers {
  constructor(ui) {
    this.ui = ui;
    this.element = h("div", { class: "numbers" });
  }

  draw({ s, inputs, weights, slopes }) {
    const { ui } = this;
    const rows = inputs.map((v, l) => [String(l + 1), size(v), size(weights[l]), size(slopes[l])]);
    const head = [s.kind, "inputs", "weights", "slopes"].map((key) => ui.t(`col_${key}`));
    this.element.replaceChildren(table({ caption: ui.t(`numbersCaption_${s.kind}`), head, rows }));
  }
}

/** The same two sliders under the names that they have in layers and in time. */
const slidersOf = (ui, kind) =>
  form(ui, schema, {
    depth: { as: slider, label: ui.t(`depth_${kind}`), ticks: [1, 10, 20, 50] },
    gain: { as: slider, label: ui.t(`gain_${kind}`), log: true, ticks: kind === "time" ? [0.1, 0.5, 1, 2, 10] : [0.1, 1, 2, 4, 10] },
  });

function build(ui) {
  const model = new Model();
  const parts = [new Gradients(ui), new Factors(ui), new Numbers(ui)];
  const [gradients, factors, numbers] = parts;
  const sliders = { layers: slidersOf(ui, "layers"), time: slidersOf(ui, "time") };
  const both = (field) => h("div", {}, sliders.layers[field], sliders.time[field]);
  const controls = form(ui, schema, {
    kind: { as: segmented },
    activation: { as: segmented },
    init: { as: select },
    batch: { as: slider, log: true, ticks: [1, 16, 256], show: String, on: (v) => ({ batch: Math.round(v) }) },
    precision: { as: segmented },
    seed: { as: seedField },
  });
  const play = layerPlayer(ui, MOST_LAYERS);
  const says = h("p", { class: "progress" });
  let now;

  function draw(s) {
    now = model.at(s, ui.budget);
    controls.draw(s);
    for (const [kind, some] of Object.entries(sliders)) {
      some.draw(s);
      some.depth.hidden = some.gain.hidden = kind !== s.kind;
    }
    controls.init.hidden = controls.batch.hidden = controls.seed.hidden = s.kind === "time";
    says.textContent = `${multiplies(ui, now)} ${ui.t(`verdict_${verdict(now)}`)}`;
    for (const part of parts) part.draw(now, s);
    return ui.pending(now.complete);
  }

  return {
    picture: [gradients.element, factors.element],
    controls: [controls.kind, controls.activation, both("depth"), both("gain"), controls.init],
    play: [play.element, says],
    more: [
      [ui.t("panelNumbers"), numbers.element],
      [ui.t("panelNetwork"), h("div", { class: "stack" }, controls.batch, controls.precision, controls.seed)],
    ],
    style,
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "depth_gradient", strings, schema, build });
