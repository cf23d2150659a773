// A network as columns of small maps, one per hidden unit, joined by its weights. Pointing at a map
// or focusing it shows it enlarged elsewhere; pressing it keeps it there. One tab stop, arrows inside.

import { h } from "./dom.js";
import { HeatMap } from "./heatmap.js";
import { clamp } from "./scale.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class UnitMaps {
  #shape = "";
  #pinned = null;
  #near = null;

  /** `inputs` and `output` are the names at both ends; `onShow()` is called when `shown` changes. */
  constructor(ui, { label, inputs, output, onShow }) {
    this.ui = ui;
    this.ends = [inputs, [output]];
    this.onShow = onShow;
    this.layers = [];
    this.canvas = h("canvas", { "aria-hidden": "true" });
    this.columns = h("div", { class: "columns-of-units" });
    this.element = h("div", { class: "unitmaps", role: "group", "aria-label": label }, this.canvas, this.columns);
    const observer = new ResizeObserver(() => {
      this.places = null;
      ui.invalidate();
    });
    observer.observe(this.element);
    ui.onRemove(() => observer.disconnect());
  }

  /** The unit to enlarge: { layer, unit } or null. */
  get shown() {
    return this.#near ?? this.#pinned;
  }

  /** Make `layers` columns of `units` maps, if it is not so already. */
  shape(layers, units) {
    if (this.#shape === `${layers}x${units}`) return;
    this.#shape = `${layers}x${units}`;
    this.element.style.setProperty("--unit", `${Math.round(clamp(340 / units, 40, 60))}px`);
    this.#pinned = this.#near = this.places = null;
    this.layers = Array.from({ length: layers }, (_, layer) =>
      Array.from({ length: units }, (_, unit) => this.#map(layer, unit)),
    );
    const end = (names) => names.map((name) => h("span", { class: "end", "aria-hidden": "true" }, name));
    this.nodes = [end(this.ends[0]), ...this.layers.map((column) => column.map((map) => map.element)), end(this.ends[1])];
    this.columns.replaceChildren(...this.nodes.map((column) => h("div", { class: "column" }, ...column)));
    this.#roving(this.layers[0]?.[0]);
    this.onShow();
  }

  #map(layer, unit) {
    const heat = new HeatMap();
    const at = { layer, unit };
    const point = (value) => {
      this.#near = value;
      this.onShow();
    };
    const element = h("button", {
      type: "button",
      class: "unit",
      "aria-pressed": "false",
      onpointerenter: (event) => event.pointerType === "mouse" && point(at),
      onpointerleave: () => point(null),
      onfocus: () => element.matches(":focus-visible") && point(at),
      onblur: () => point(null),
      onclick: () => this.#pin(at),
      onkeydown: (event) => this.#key(event, at),
    });
    element.append(heat.canvas);
    return { heat, element };
  }

  #pin(at) {
    const same = this.#pinned?.layer === at.layer && this.#pinned?.unit === at.unit;
    this.#pinned = same ? null : at;
    for (const [l, column] of this.layers.entries())
      for (const [u, { element }] of column.entries())
        element.setAttribute("aria-pressed", String(this.#pinned?.layer === l && this.#pinned.unit === u));
    this.#roving(this.layers[at.layer][at.unit]);
    this.onShow();
  }

  #roving(stop) {
    for (const map of this.layers.flat()) map.element.tabIndex = map === stop ? 0 : -1;
  }

  #key(event, { layer, unit }) {
    const step = ARROWS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = this.layers[layer + step[0]]?.[unit + step[1]];
    if (next) {
      this.#roving(next);
      next.element.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Join the units: `weights[l]` is the matrix from column l to column l + 1, row by row. */
  drawWeights(weights) {
    const { element, canvas } = this;
    if (!this.places) {
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const frame = element.getBoundingClientRect();
      if (!frame.width) return;
      canvas.width = Math.round(frame.width * ratio);
      canvas.height = Math.round(frame.height * ratio);
      this.places = this.nodes.map((column) =>
        column.map((node) => {
          const box = node.getBoundingClientRect();
          return { left: box.left - frame.left, right: box.right - frame.left, y: (box.top + box.bottom) / 2 - frame.top };
        }),
      );
      this.ratio = ratio;
    }
    const ctx = canvas.getContext("2d");
    ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    weights.forEach((w, l) => {
      const [from, to] = [this.places[l], this.places[l + 1]];
      from.forEach((a, i) =>
        to.forEach((b, j) => {
          const size = Math.abs(w[i * to.length + j]);
          if (!(size > 0)) return;
          ctx.globalAlpha = Math.min(0.85, 0.15 + size / 3);
          ctx.lineWidth = Math.min(5, 0.5 + size);
          ctx.strokeStyle = this.ui.colors[w[i * to.length + j] > 0 ? "one" : "zero"];
          const middle = (a.right + b.left) / 2;
          ctx.beginPath();
          ctx.moveTo(a.right, a.y);
          ctx.bezierCurveTo(middle, a.y, middle, b.y, b.left, b.y);
          ctx.stroke();
        }),
      );
    });
    ctx.globalAlpha = 1;
  }
}
