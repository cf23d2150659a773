// Points of the reader's own in a plane: edited there (pointset.js), or pasted as lines "x y label".

import { button, segmented } from "./controls.js";
import { h } from "./dom.js";
import { EditablePoints } from "./pointset.js";

/**
 * The points [x, y, label] that the text holds, or what is wrong with it: { points } or { problem },
 * with the values that its message names.
 */
export function readPoints(text, { reach, fewest, most }) {
  const points = [];
  for (const [i, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (!line) continue;
    const wrong = (problem) => ({ problem, values: { line: i + 1, text: line.slice(0, 60), reach } });
    const parts = line.split(/[\s,;]+/).map((part) => Number(part.replace("−", "-")));
    if (parts.length !== 3 || !parts.every(Number.isFinite)) return wrong("badParts");
    if (![0, 1].includes(parts[2])) return wrong("badLabel");
    if (!parts.every((v) => Math.abs(v) <= reach)) return wrong("badPlace");
    points.push(parts.map((v) => Number(v.toFixed(2)) + 0));
  }
  const values = { n: points.length, fewest, most };
  if (points.length > most) return { problem: "tooMany", values };
  return points.length < fewest ? { problem: "tooFew", values } : { points, values };
}

/** `limits` is { reach, fewest, most }; `change(points)` takes over an edited list. */
export function ownPoints(ui, plot, { change, ...limits }) {
  let newClass = 1;
  const { fewest, most } = limits;
  const keep = (points) => {
    if (points.length < fewest) ui.note(ui.t("tooFew", { fewest }));
    else if (points.length > most) ui.note(ui.t("tooMany", { most, n: points.length }));
    else change(points);
  };
  const editor = new EditablePoints(plot, {
    label: (k, points) => ui.t("pointLabel", { k: k + 1, all: points.length, t: points[k][2] }),
    added: (shift) => (shift ? 1 - newClass : newClass),
    change: keep,
  });
  const classes = segmented(ui, {
    label: ui.t("add"),
    choices: [0, 1].map((value) => [value, ui.t("class", { t: value })]),
    onChange(value) {
      newClass = value;
    },
  });
  classes.draw(newClass);

  const id = ui.id();
  const text = h("textarea", { id, rows: 4, spellcheck: "false", placeholder: "0.5 -1.2 1" });
  const said = h("p", { role: "status" });
  const use = button(ui.t("usePaste"), () => {
    const { points, problem, values } = readPoints(text.value, limits);
    said.textContent = ui.t(problem ?? "pasted", values);
    if (points) change(points);
  });
  const element = h(
    "div",
    { class: "stack" },
    h("p", { class: "hint" }, ui.t("ownHint")),
    h(
      "div",
      { class: "row" },
      classes.element,
      button(ui.t("remove"), () => editor.remove()).element,
      button(ui.t("clear"), () => change([[-1, 0, 0], [1, 0, 1]])).element, // prettier-ignore
    ),
    h(
      "details",
      { class: "fold" },
      h("summary", {}, ui.t("paste")),
      h("div", { class: "stack" }, h("label", { for: id, class: "visually-hidden" }, ui.t("paste")), text, h("div", { class: "row" }, use.element), said),
    ),
  );
  return {
    element,
    /** The points to edit; null: there are none of the reader's own. */
    draw(points) {
      element.hidden = points === null;
      editor.draw(points);
    },
  };
}
