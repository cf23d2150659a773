// A drop-down list, for choices too many for a segmented bar. Real <select>: keyboard, touch and
// screen readers know it.

import { h } from "./dom.js";

/** `choices` is [[value, text], …]; a value that is none of them is shown as `other(value)`. */
export function select(ui, { label, choices, other = String, onChange }) {
  const id = ui.id();
  const values = choices.map(([value]) => value);
  const input = h("select", { id, onchange: () => onChange(values[input.selectedIndex]) });
  const add = (text) => input.append(h("option", {}, text));
  for (const [, text] of choices) add(text);
  return {
    element: h("div", { class: "select" }, h("label", { for: id }, label), input),
    draw(value) {
      if (!values.includes(value)) {
        values.push(value);
        add(other(value));
      }
      input.selectedIndex = values.indexOf(value);
    },
  };
}
