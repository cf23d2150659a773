// Controls: real form elements, so that keyboard, touch and screen readers know them already.

import { h, svg } from "./dom.js";
import { clamp, linear, logarithmic, nudge, short } from "./scale.js";

const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

const ICONS = {
  play: "M4 2.5v11l9-5.5z",
  pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z",
  step: "M3 2.5v11l7-5.5zM11 2.5h2v11h-2z",
  reset: "M8 2.6a5.4 5.4 0 1 1-5.2 4l1.6.4A3.8 3.8 0 1 0 8 4.2V7L3.8 3.4 8 0z",
  back: "M6.5 3 2 7.5 6.5 12V9.2c3.2-.2 5.4.8 7.5 3.3-.6-4-3-6.3-7.5-6.6z",
  link: "M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.4-2.4a2.6 2.6 0 0 0-3.7-3.7L8 4.3l1 1 1-1a1.2 1.2 0 0 1 1.7 1.7L9.3 8.4a1.2 1.2 0 0 1-1.7 0zM9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l1-1-1-1-1 1A1.2 1.2 0 0 1 4.3 10l2.4-2.4a1.2 1.2 0 0 1 1.7 0z",
};

const icon = (name) =>
  svg("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));

/** `iconOnly` leaves the words to screen readers and to the pointer that rests there. */
export function button(text, onclick, { icon: name, kind = "", iconOnly = false } = {}) {
  const label = h("span", { class: iconOnly ? "visually-hidden" : null }, text);
  const title = iconOnly ? text : null;
  const element = h("button", { type: "button", class: kind, title, onclick }, name ? icon(name) : null, label);
  return {
    element,
    /** Change what the button says and shows. */
    say(newText, newIcon) {
      label.textContent = newText;
      if (newIcon) element.querySelector("path").setAttribute("d", ICONS[newIcon]);
    },
  };
}

/** One of a few: radio buttons that look like a segmented bar. `choices` is [[value, text], …]. */
export function segmented(ui, { label, choices, onChange, hideLabel = false }) {
  const name = ui.id();
  const inputs = new Map();
  const bar = h("div", { class: "bar" });
  for (const [value, text] of choices) {
    const input = h("input", { type: "radio", name, onchange: () => onChange(value) });
    inputs.set(value, input);
    bar.append(h("label", {}, input, h("span", {}, text)));
  }
  const element = h(
    "fieldset",
    { class: "segmented" },
    h("legend", { class: hideLabel ? "visually-hidden" : "" }, label),
    bar,
  );
  return {
    element,
    draw(value) {
      for (const [key, input] of inputs) input.checked = key === value;
    },
  };
}

/**
 * Any of a few, but at least `fewest`: check boxes in a row. `choices` is [[value, text], …];
 * `onChange` gets those that are on.
 */
export function checkboxes(ui, { label, choices, fewest = 0, onChange }) {
  const values = choices.map(([value]) => value);
  const inputs = choices.map(() => h("input", { type: "checkbox" }));
  for (const input of inputs)
    input.addEventListener("change", () => {
      const on = values.filter((_, k) => inputs[k].checked);
      if (on.length < fewest) input.checked = true;
      else onChange(on);
    });
  const row = h("div", { class: "row" }, ...choices.map(([, text], k) => h("label", {}, inputs[k], text)));
  return {
    element: h("fieldset", { class: "checkboxes" }, h("legend", {}, label), row),
    draw: (on) => inputs.forEach((input, k) => (input.checked = on.includes(values[k]))),
  };
}

/**
 * A slider with labelled ticks that can be pressed. `log` gives equal steps for equal ratios.
 * `ticks` is [[value, text], …]; `show(value)` is what stands beside the label, or, with `digits`, a
 * number to type with at most so many decimals.
 */
export function slider(ui, { label, min, max, step, log = false, ticks = [], show = short, digits, onInput }) {
  const id = ui.id();
  const positions = log ? [0, 1000] : [min, max];
  const scale = (log ? logarithmic : linear)([min, max], positions);
  const output = h("output", { for: id });
  const input = h("input", {
    type: "range",
    id,
    min: positions[0],
    max: positions[1],
    step: log ? 1 : step,
    oninput: () => onInput(fromPlace(Number(input.value))),
    onkeydown: (event) => {
      // Equal steps of a logarithmic scale would be smaller than what is shown: go to round numbers.
      if (!log || !(event.key in KEYS)) return;
      event.preventDefault();
      onInput(clamp(nudge(current, KEYS[event.key]), min, max));
    },
  });
  let current = min;
  const fromPlace = (place) => {
    const value = scale.invert(place);
    if (!log) return Number(value.toFixed(6));
    const near = ticks.find(([tick]) => Math.abs(scale(tick) - place) < 12);
    return near ? near[0] : Number(value.toPrecision(2));
  };
  const row = h("div", { class: "ticks" });
  for (const [value, text] of ticks) {
    const place = (scale(value) - positions[0]) / (positions[1] - positions[0]);
    // A short cut for the pointer; the keyboard has the slider itself.
    const tick = h("button", { type: "button", tabindex: -1, onclick: () => onInput(value) }, text);
    const edge = place < 0.02 ? "start" : place > 0.98 ? "end" : "middle";
    tick.className = `tick ${edge}`;
    tick.style.setProperty("--at", place);
    row.append(tick);
  }
  const name = h("label", { for: id }, label);
  const field = digits && numberField(ui, { label, hideLabel: true, min, max, digits, onInput });
  if (field) output.className = "visually-hidden";
  const bad = h("span", { class: "zone", hidden: true, "aria-hidden": "true" });
  const element = h(
    "div",
    { class: "slider" },
    h("div", { class: "slider-head" }, name, output, field ? field.element : null),
    input,
    h("div", { class: "zones" }, bad),
    ticks.length ? row : null,
  );
  return {
    element,
    rename(text, fieldName) {
      name.textContent = text;
      field?.element.setAttribute("aria-label", fieldName);
    },
    /** Mark what lies above a value, null for nothing. */
    warn(value) {
      bad.hidden = value === null;
      if (value !== null) bad.style.setProperty("--at", clamp((scale(value) - positions[0]) / (positions[1] - positions[0]), 0, 1));
    },
    draw(value) {
      field?.draw(value);
      current = value;
      input.value = scale(value);
      const text = show(value);
      output.textContent = text;
      input.setAttribute("aria-valuetext", text);
    },
  };
}

/** A number to type, shown with at most `digits` decimals. What is not a number in [min, max] is marked and changes nothing. */
export function numberField(ui, { label, hideLabel = false, min, max, step = "any", digits = 3, onInput }) {
  const id = ui.id();
  const input = h("input", { type: "number", id, min, max, step, "aria-label": hideLabel ? label : null });
  input.addEventListener("input", () => {
    const good = input.value !== "" && input.validity.valid;
    input.setAttribute("aria-invalid", String(!good));
    if (good) onInput(input.valueAsNumber);
  });
  let shown = null;
  input.addEventListener("blur", () => {
    input.setAttribute("aria-invalid", "false");
    if (shown !== null) input.value = shown;
  });
  const element = hideLabel
    ? input
    : h("div", { class: "number" }, h("label", { for: id }, label), input);
  return {
    element,
    draw(value) {
      shown = String(Number(value.toFixed(digits)) + 0);
      const typing = input.getRootNode().activeElement === input;
      if (!typing && input.value !== shown) input.value = shown;
    },
  };
}
