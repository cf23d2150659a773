// The controls of a figure by declaration. What a field may hold comes from the schema, its words
// from the strings: { lr: { as: slider, log: true, ticks: [0.1, 1] } } is labelled t("lr"), and its
// choices are t("lr_…") where the strings have them.

import { button, checkboxes, numberField, segmented, slider } from "./controls.js";
import { h } from "./dom.js";
import { select } from "./select.js";

const CHOOSE = new Set([segmented, select, checkboxes]);

/** Ticks as values, or as [value, text] pairs. */
const pairs = (ticks = []) => ticks.map((tick) => (Array.isArray(tick) ? tick : [tick, String(tick).replace("-", "−")]));

/**
 * Make a control for each declaration { as, on?, …options of that control }; `on(value)` gives the
 * patch to the state (by default the field itself), which `change` takes over. Gives the elements by
 * field, and draw(state).
 */
export function form(ui, schema, declarations, change = (patch) => ui.set(patch)) {
  const drawers = [];
  const elements = {};
  for (const [name, { as, on = (value) => ({ [name]: value }), ...options }] of Object.entries(declarations)) {
    const { choices, min, max, step } = schema[name];
    const act = (value) => change(on(value));
    const given = CHOOSE.has(as)
      ? { choices: choices?.map((value) => [value, ui.strings[`${name}_${value}`] ?? String(value)]), onChange: act }
      : { min, max, step, onInput: act };
    const control = as(ui, { label: ui.strings[name], ...given, ...options, ticks: pairs(options.ticks) });
    control.element.dataset.field = name;
    elements[name] = control.element;
    drawers.push((state) => control.draw(state[name]));
  }
  return { ...elements, draw: (state) => drawers.forEach((draw) => draw(state)) };
}

/** A seed to type, and a button for the next one. */
export function seedField(ui, options) {
  const field = numberField(ui, options);
  const next = button(ui.t("nextSeed"), () => options.onInput((ui.state.seed + 1) % 2 ** 32));
  return { element: h("div", { class: "pair" }, field.element, next.element), draw: field.draw };
}
