// One weight or bias at a time, to read and to change: chosen from a list, or by pressing its line.

import { button, fmt, h, numberField } from "../../kit.js";
import { INPUTS, WEIGHT, edited } from "./model.js";

export class Weights {
  #shape = "";
  #places = [];

  constructor(ui, run, { inputs, before }) {
    Object.assign(this, { ui, run, inputs });
    const id = ui.id();
    this.chosen = [0, 0, 0];
    this.marked = null; // the line of the chosen weight, once the reader has chosen
    this.list = h("select", { id, onchange: () => this.choose(this.#places[this.list.selectedIndex]) });
    this.field = numberField(ui, {
      label: ui.t("weightValue"),
      hideLabel: true,
      ...WEIGHT,
      digits: 3,
      onInput: (value) => {
        before();
        const edits = edited(ui.state.edits, run.epochs, this.chosen, value);
        this.full.hidden = edits !== null;
        if (edits) ui.set({ edits, epochs: run.epochs });
      },
    });
    this.undo = button("", () => ui.set({ edits: [] }), { kind: "quiet" });
    this.full = h("p", { class: "bad", hidden: true }, ui.t("tooManyEdits"));
    const name = h("label", { for: id }, ui.t("weight"));
    this.element = h("div", { class: "weights", "data-field": "edits" }, h("div", { class: "select" }, name, this.list), this.field.element, this.undo.element, this.full);
  }

  choose(place) {
    this.chosen = this.marked = place;
    this.ui.invalidate();
  }

  /** "x₁ → unit 2 = 0.53" of a place [layer, from, to]. */
  text(place) {
    const [array, k] = this.run.place(...place);
    return `${this.#name(place)} = ${fmt(array[k], 2)}`;
  }

  #name([layer, from, to]) {
    const t = this.ui.t.bind(this.ui);
    const last = layer === this.run.affine.length - 1;
    const unit = (k) => t("unitShort", { unit: k + 1 });
    const target = last ? "ŷ" : unit(to);
    if (from === this.run.affine[layer].nIn) return t("biasOf", { unit: target });
    return `${layer ? unit(from) : this.inputs()[from]} → ${target}`;
  }

  /** List the weights anew where the network has another shape. */
  #fill() {
    const { affine } = this.run;
    const shape = String([this.inputs(), ...affine.map(({ nOut }) => nOut)]);
    if (shape === this.#shape) return;
    this.#shape = shape;
    this.#places = [];
    const groups = affine.map(({ nIn, nOut }, layer) => {
      const last = layer === affine.length - 1;
      const group = h("optgroup", { label: last ? this.ui.t("outputLayer") : this.ui.t("layer", { layer: layer + 1 }) });
      for (let to = 0; to < nOut; to++)
        for (let from = 0; from <= nIn; from++) {
          this.#places.push([layer, from, to]);
          group.append(h("option", {}, this.#name([layer, from, to])));
        }
      return group;
    });
    this.list.replaceChildren(...groups);
    this.chosen = [0, 0, 0];
    this.marked = null;
  }

  draw({ edits }) {
    this.#fill();
    this.list.selectedIndex = this.#places.findIndex((place) => String(place) === String(this.chosen));
    const [array, k] = this.run.place(...this.chosen);
    this.field.draw(Number.isFinite(array[k]) ? array[k] : 0);
    this.undo.element.hidden = edits.length === 0;
    this.undo.say(this.ui.t("undoEdits", { n: edits.length }));
  }
}

/** The names of the inputs in the order of the network. */
export const inputNames = ({ inputs }) => inputs.map((name) => INPUTS[name].label);
