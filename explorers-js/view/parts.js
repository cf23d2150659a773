// Small parts that several figures draw: markers of the two classes, labels beside them, names at the
// ends of lines, tables, the scale of a colour.

import { attr, h, svg } from "./dom.js";
import { isoline } from "./geometry.js";
import { rgb } from "./heatmap.js";
import { clamp } from "./scale.js";

/** Class 0 is a circle, class 1 a square; `kind` is the CSS class of the marker. */
export const mark = (target, kind = "dot") =>
  target === 0
    ? svg("circle", { class: `${kind} zero`, r: 7 })
    : svg("rect", { class: `${kind} one`, x: -6.5, y: -6.5, width: 13, height: 13, rx: 2 });

export const swatch = (kind) => h("span", { class: `swatch ${kind}`, "aria-hidden": "true" });

/** A piece of a curve as it is drawn, for legends and tables; `kind` is the CSS class of the stroke. */
export const lineSwatch = (kind) => h("span", { class: `stroke ${kind}`, "aria-hidden": "true" });

/** A word of a legend beside its line, or beside its mark. */
export const legendLine = (kind, text) => h("span", {}, lineSwatch(kind), text);
export const legendMark = (kind, text) => h("span", {}, swatch(kind), text);

/**
 * Write `text` beside the place [x, y] of a plot, on the side where there is room, above it; `below` if told, or if
 * it would hide a label of `taken`. Gives where it stands.
 */
export function label(node, plot, [a, b], text, { taken = [], below = false } = {}) {
  node.textContent = text;
  const [px, py] = [plot.x(a), plot.y(b)];
  const room = 12 + plot.textWidth(text);
  const end = px + room > plot.box.x1 || (a < 0.25 && px - room > plot.box.x0);
  const width = room - 12;
  const x = px + (end ? -1 : 1) * (11 + width / 2);
  const hides = (other) => Math.abs(other.x - x) < (other.width + width) / 2 && Math.abs(other.y - py + 10) < 14 * plot.ui.rem;
  const y = py + (below || taken.some(hides) || py < plot.box.y0 + 24 ? 20 : -10);
  attr(node, { x: px + (end ? -11 : 11), y, "text-anchor": end ? "end" : "start" });
  return { x, y, width };
}

/**
 * Names at the ends of lines: `ends` is [{ node, text, x, y }, …] in pixels. A name stands on the right
 * of its end or on the left, where there is room, and moves up or down until it hides no other.
 */
export function nameEnds(plot, ends) {
  const { x0, x1, y0, y1 } = plot.box;
  const height = 14 * plot.ui.rem;
  const inside = (y) => clamp(y, y0 + height / 2, y1 - height / 2);
  const taken = [];
  const free = ({ left, width, y }) => taken.every((t) => t.left >= left + width || left >= t.left + t.width || Math.abs(t.y - y) >= height);
  for (const { node, text, x, y } of ends.toSorted((a, b) => a.y - b.y)) {
    node.textContent = text;
    const width = 1.2 * plot.textWidth(text); // it is bold
    const sides = [x + 10, x - 10 - width].filter((left) => left > x0 && left + width <= x1);
    const shifts = Array.from({ length: 24 }, (_, k) => (k % 2 ? 1 : -1) * Math.ceil(k / 2) * (height / 2));
    const places = sides.flatMap((left) => shifts.map((shift) => ({ left, width, y: inside(y + shift) })));
    const place = places.find(free) ?? places[0] ?? { left: x0 + 2, width, y: inside(y) };
    taken.push(place);
    attr(node, { x: place.left, y: place.y + height / 3, "text-anchor": "start" });
  }
}

/** `rows` are [name of the row, …cells]; what stands in a row may be a node or a text. */
export function table({ caption, head, rows, hideCaption = false }) {
  const header = h("tr", {}, ...head.map((name) => h(name === "" ? "td" : "th", { scope: name === "" ? null : "col" }, name)));
  const row = ([name, ...cells]) =>
    h("tr", {}, h("th", { scope: "row" }, ...[name].flat()), ...cells.map((cell) => (cell.tagName === "TD" ? cell : h("td", {}, cell))));
  return h(
    "table",
    {},
    h("caption", { class: hideCaption ? "visually-hidden" : null }, caption),
    h("thead", {}, header),
    h("tbody", {}, ...rows.map(row)),
  );
}

/** The level set 0 of values on an n × n lattice over the (square) domain of a plot. */
export function drawIsoline({ ctx, x, y, domain: { x: [low, high] } }, values, n, color) {
  const at = (i) => low + (i * (high - low)) / (n - 1);
  ctx.beginPath();
  for (const [[a, b], [c, d]] of isoline(values, n, n)) {
    ctx.moveTo(x(at(a)), y(at(b)));
    ctx.lineTo(x(at(c)), y(at(d)));
  }
  ctx.strokeStyle = color;
  ctx.lineWidth = 2;
  ctx.stroke();
}

/**
 * The scale of a colour with its numbers. draw({ low, high, color }): texts at both ends, and
 * color(share) the [red, green, blue, alpha] or "#rrggbb" at a share of the way between them.
 */
export function colorRamp() {
  const canvas = h("canvas", { width: 64, height: 1, "aria-hidden": "true" });
  const [low, high] = [h("span"), h("span")];
  const ctx = canvas.getContext("2d");
  const image = ctx.createImageData(64, 1);
  return {
    element: h("div", { class: "ramp" }, low, canvas, high),
    draw({ low: first, high: last, color }) {
      [low.textContent, high.textContent] = [first, last];
      for (let i = 0; i < 64; i++) {
        const c = color(i / 63);
        image.data.set(typeof c === "string" ? [...rgb(c), 255] : c, 4 * i);
      }
      ctx.putImageData(image, 0, 0);
    },
  };
}
