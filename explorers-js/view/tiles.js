// Small pictures in rows, each a button with a line of text: to compare at a glance, to enlarge by
// pointing, to open by pressing.

import { h } from "./dom.js";
import { Roving } from "./roving.js";
import { linear } from "./scale.js";

const SIDE = 144; // pixels of a picture

export class Tiles {
  /** `show(k)` is called when tile k is pointed at, `show(null)` when no longer; `open(k)` when it is pressed. */
  constructor({ n, columns, label, domain, show, open }) {
    const roving = new Roving((place) => show(place && place[0] + columns * place[1]));
    this.tiles = Array.from({ length: n }, (_, k) => {
      const canvas = h("canvas", { width: SIDE, height: SIDE, "aria-hidden": "true" });
      const [label, name, text] = [h("span", { class: "visually-hidden" }), h("span"), h("span")];
      const place = [k % columns, Math.floor(k / columns)];
      const element = roving.button(place, { class: "tile", onclick: () => open(k) }, label, canvas, h("span", { class: "line", "aria-hidden": "true" }, name, text));
      return { canvas, label, name, text, element, drawn: null };
    });
    const elements = this.tiles.map(({ element }) => element);
    roving.fill(Array.from({ length: columns }, (_, i) => elements.filter((_, k) => k % columns === i)));
    this.element = h("div", { class: "tiles", role: "group", "aria-label": label }, ...elements);
    this.element.style.setProperty("--columns", columns);
    const [x, y] = [linear(domain, [0, SIDE]), linear(domain, [SIDE, 0])];
    this.plot = { x, y, domain: { x: domain, y: domain }, box: { x0: 0, x1: SIDE, y0: 0, y1: SIDE } };
  }

  /** What tile k says; `kind` is "good", "failed", or "" as long as nothing is known. */
  say(k, { name, text, label, kind }) {
    const tile = this.tiles[k];
    tile.name.textContent = name;
    tile.text.textContent = text;
    tile.element.className = `tile ${kind}`;
    tile.label.textContent = label;
  }

  /** Whether tile k shows something else than what goes by the name `now`; null is nothing. */
  differs(k, now) {
    return this.tiles[k].drawn !== now;
  }

  /** Let `paint(plot)` draw into the empty tile k. */
  draw(k, now, paint) {
    const tile = this.tiles[k];
    const ctx = tile.canvas.getContext("2d");
    ctx.clearRect(0, 0, SIDE, SIDE);
    if (now !== null) paint({ ...this.plot, ctx });
    tile.drawn = now;
  }
}
