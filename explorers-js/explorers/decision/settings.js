// The controls of decision: a few on the stage, the others in panels. A lesson may choose which of
// them it shows (`controls` of the state); then these stand on the stage, and no others.

import { button, checkboxes, form, h, numberField, segmented, select, slider } from "../../kit.js";
import { ACTIVATIONS, INPUTS, OPTIMIZER_NAMES, SEED, ownData, schema, widthsOf } from "./model.js";

const MAIN = ["data", "layers", "activation", "units", "lr"];
const PANELS = {
  dataPanel: ["n_examples", "noise", "data_seed"],
  networkPanel: ["inputs", "widths", "init", "dropout", "batch_norm", "seed"],
  trainingPanel: ["loss", "optimizer", "batch_size", "weight_decay"],
};
const ALL = [...MAIN, ...Object.values(PANELS).flat()];
const OF_LAYERS = ["units", "widths", "activation", "dropout", "batch_norm"];
const OF_DRAWN = ["n_examples", "noise", "data_seed"];
const WRITTEN = { tanh: "tanh", relu: "ReLU", leaky_relu: "leaky ReLU", elu: "ELU", gelu: "GELU", silu: "SiLU" };

export const activationName = (ui, name) => WRITTEN[name] ?? ui.t(name);

function declarations(ui, run) {
  const at = (...values) => values.map((value) => [value, String(value)]);
  const list = (...values) => ({ as: select, choices: at(...values) });
  return {
    data: { as: segmented, on: (data) => (data === "own" ? ownData(ui.state, run.sets) : { data }) },
    layers: { as: segmented, choices: at(0, 1, 2, 3) },
    activation: { as: select, choices: Object.keys(ACTIVATIONS).map((name) => [name, activationName(ui, name)]) },
    units: { as: slider, ticks: [1, 4, 8], on: (units) => ({ units, widths: [] }) },
    inputs: { as: checkboxes, fewest: 1, choices: Object.entries(INPUTS).map(([name, { label }]) => [name, label]) },
    lr: { as: slider, log: true, ticks: [0.001, 0.1, 10], show: (value) => String(Number(value.toPrecision(2))) },
    n_examples: { as: slider, step: 10, ticks: [10, 100, 200, 300] },
    noise: { as: slider, step: 0.01, ticks: [0, 0.1, 0.3, 0.5] },
    data_seed: { as: numberField, ...SEED },
    init: { as: select, choices: [["xavier", "Xavier"], ["he", "He"], ["small", ui.t("small")], ["zero", ui.t("zero")]] },
    dropout: { as: slider, step: 0.05, ticks: [0, 0.2, 0.5, 0.9] },
    batch_norm: { as: segmented, choices: [[false, ui.t("off")], [true, ui.t("on")]] },
    seed: { as: numberField, ...SEED },
    loss: { as: select, choices: [["cross-entropy", ui.t("crossEntropy")], ["mse", ui.t("mse")]] },
    optimizer: { as: select, choices: OPTIMIZER_NAMES },
    batch_size: list(1, 2, 5, 10, 20, 50, 100, 300),
    weight_decay: list(0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1),
  }; // prettier-ignore
}

/** The width of each hidden layer on its own. */
function widthFields(ui, change) {
  const fields = [1, 2, 3].map((layer) =>
    numberField(ui, {
      label: ui.t("layer", { layer }),
      ...{ min: 1, max: 8, step: 1, digits: 0 },
      onInput: (width) => change({ widths: widthsOf(ui.state).with(layer - 1, width) }),
    }),
  );
  const row = h("div", { class: "row" }, ...fields.map(({ element }) => element));
  return {
    element: h("fieldset", { class: "widths", "data-field": "widths" }, h("legend", {}, ui.t("widths")), row),
    draw(s) {
      const widths = widthsOf(s);
      fields.forEach(({ element, draw }, k) => {
        element.hidden = k >= widths.length;
        if (k < widths.length) draw(widths[k]);
      });
    },
  };
}

export class Settings {
  #controls = null;

  constructor(ui, run, restart) {
    this.form = form(ui, schema, declarations(ui, run), restart);
    this.widths = widthFields(ui, restart);
    this.form.widths = this.widths.element;
    this.wrapped = Object.fromEntries(
      ALL.map((name) => [name, h("div", { class: "control", "data-control": name }, this.form[name])]),
    );
    this.wrapped.data.classList.add("whole");
    for (const name of ["units", "lr"]) this.wrapped[name].classList.add("slim");
    this.stage = h("div", { class: "group" });
    this.panels = Object.entries(PANELS).map(([title, names]) => ({ title: ui.t(title), names, node: h("div", { class: "group" }) }));
    const all = button(ui.t("allControls"), () => ui.set({ controls: [] }), { kind: "quiet" });
    this.all = all.element;
  }

  draw(s) {
    if (String(s.controls) !== this.#controls) this.#place(s.controls);
    const stage = new Set(this.stage.children);
    for (const [name, node] of Object.entries(this.wrapped)) {
      // What has no effect makes way for a while; on the stage, nothing moves.
      const idle = (s.layers === 0 && OF_LAYERS.includes(name)) || (s.data === "own" && OF_DRAWN.includes(name));
      node.hidden = idle && !stage.has(node);
      node.style.visibility = idle ? "hidden" : "";
    }
    this.form.draw(s);
    this.widths.draw(s);
  }

  #place(chosen) {
    this.#controls = String(chosen);
    const main = chosen.length ? chosen.filter((name) => name in this.wrapped) : MAIN;
    this.stage.replaceChildren(...main.map((name) => this.wrapped[name]), ...(chosen.length ? [this.all] : []));
    for (const { names, node } of this.panels)
      node.replaceChildren(...names.filter((name) => !main.includes(name)).map((name) => this.wrapped[name]));
  }
}
