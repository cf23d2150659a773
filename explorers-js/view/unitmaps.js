// A network as columns of small maps, one per hidden unit, joined by its weights. Pointing at a map
// or focusing it shows it enlarged elsewhere; pressing it keeps it there. One tab stop, arrows inside.
// Pointing at a line tells its weight, pressing it chooses it.

import { h } from "./dom.js";
import { HeatMap, rampColors } from "./heatmap.js";
import { Roving } from "./roving.js";
import { clamp } from "./scale.js";

const NEAR = 8; // px between the pointer and a line that it means
const STEPS = 16; // pieces of a line, when its distance is asked for

export class UnitMaps {
  #shape = "";
  #pinned = null;
  #near = null;
  #width = 0; // of the whole, once it is known

  #hot = null; // the weight under the pointer

  /**
   * `output` is the name at the end; `onShow()` is called when `shown` changes, `onWeight(place)` when
   * the line [layer, from, to] is pressed, and `weightText(place)` is what is said of it.
   */
  constructor(ui, { label, output, onShow, onWeight, weightText }) {
    this.ui = ui;
    this.output = output;
    this.onShow = onShow;
    this.tag = h("span", { class: "weight-tag", hidden: true, "aria-hidden": "true" });
    this.layers = [];
    this.roving = new Roving((place) => {
      this.#near = place && { layer: place[0], unit: place[1] };
      onShow();
    });
    this.canvas = h("canvas", { "aria-hidden": "true" });
    this.columns = h("div", { class: "columns-of-units" });
    this.element = h("div", { class: "unitmaps", role: "group", "aria-label": label }, this.canvas, this.columns, this.tag);
    this.element.addEventListener("pointermove", (event) => {
      const { left, top } = this.element.getBoundingClientRect();
      const [x, y] = [event.clientX - left, event.clientY - top];
      this.#hot = event.target.closest("button") ? null : this.#nearest(x, y);
      this.tag.hidden = !this.#hot;
      this.element.style.cursor = this.#hot ? "pointer" : "";
      if (!this.#hot) return;
      this.tag.textContent = weightText(this.#hot);
      this.tag.style.translate = `${x + 12}px ${y - 30}px`;
    });
    this.element.addEventListener("pointerleave", () => {
      this.#hot = null;
      this.tag.hidden = true;
    });
    this.element.addEventListener("click", (event) => {
      if (this.#hot && !event.target.closest("button")) onWeight(this.#hot);
    });
    const observer = new ResizeObserver(([{ contentRect }]) => {
      this.places = null;
      this.#measure(contentRect.width);
      ui.invalidate();
    });
    observer.observe(this.element);
    ui.onRemove(() => observer.disconnect());
  }

  /** The unit to enlarge: { layer, unit } or null. */
  get shown() {
    return this.#near ?? this.#pinned;
  }

  /** Make a column of so many maps for each of `widths` behind the named inputs, if it is not so already. */
  shape(widths, inputs) {
    const shape = `${inputs}>${widths}`;
    if (this.#shape === shape) return;
    this.#shape = shape;
    this.element.style.setProperty("--unit", `${Math.round(clamp(340 / Math.max(1, ...widths), 40, 60))}px`);
    this.#pinned = this.#near = this.#hot = this.places = null;
    this.layers = widths.map((units, layer) => Array.from({ length: units }, (_, unit) => this.#map(layer, unit)));
    const end = (names) => names.map((name) => h("span", { class: "end", "aria-hidden": "true" }, name));
    this.nodes = [end(inputs), ...this.layers.map((column) => column.map((map) => map.element)), end([this.output])];
    this.columns.replaceChildren(...this.nodes.map((column) => h("div", { class: "column" }, ...column)));
    this.roving.fill(this.nodes.slice(1, -1));
    this.onShow();
  }

  #map(layer, unit) {
    const heat = new HeatMap();
    const onclick = () => this.#pin({ layer, unit });
    const element = this.roving.button([layer, unit], { class: "unit", "aria-pressed": "false", onclick });
    element.append(heat.canvas);
    return { heat, element };
  }

  /**
   * Paint what the units of a layer compute on an n × n lattice, row by row; gives their ranges [low, high].
   * `dead` says which are dead, `name(unit)` what a screen reader calls them.
   */
  paint(layer, values, n, dead, name) {
    const units = dead.length;
    return dead.map((isDead, u) => {
      let [low, high] = [Infinity, -Infinity];
      for (let k = u; k < values.length; k += units) {
        if (values[k] < low) low = values[k];
        if (values[k] > high) high = values[k];
      }
      const { heat, element } = this.layers[layer][u];
      heat.paint(n, (k) => values[k * units + u], rampColors(this.ui.colors.ink, low, high, 0.85));
      element.classList.toggle("dead", isDead);
      element.setAttribute("aria-label", name(u));
      return [low, high];
    });
  }

  #pin(at) {
    const same = this.#pinned?.layer === at.layer && this.#pinned?.unit === at.unit;
    this.#pinned = same ? null : at;
    for (const [l, column] of this.layers.entries())
      for (const [u, { element }] of column.entries())
        element.setAttribute("aria-pressed", String(this.#pinned?.layer === l && this.#pinned.unit === u));
    this.roving.stopAt(this.layers[at.layer][at.unit].element);
    this.onShow();
  }

  /** Each line: f(place, from, to, at), where `at(u)` is the point a share u of the way along it. */
  #lines(f) {
    this.places?.slice(0, -1).forEach((from, l) => {
      const to = this.places[l + 1];
      from.forEach((a, i) =>
        to.forEach((b, j) => {
          const at = (u) => {
            const [p, q] = [u * u * (3 - 2 * u), 3 * u * (1 - u)];
            const middle = (a.right + b.left) / 2;
            return [(1 - u) ** 3 * a.right + q * middle + u ** 3 * b.left, a.y + p * (b.y - a.y)];
          };
          f([l, i, j], a, b, at);
        }),
      );
    });
  }

  /** The line that a point means, or null. */
  #nearest(x, y) {
    let [best, distance] = [null, NEAR];
    this.#lines((place, a, b, at) => {
      if (x < a.right - NEAR || x > b.left + NEAR) return;
      for (let k = 0; k <= STEPS; k++) {
        const [px, py] = at(k / STEPS);
        const d = Math.hypot(px - x, py - y);
        if (d < distance) [best, distance] = [place, d];
      }
    });
    return best;
  }

  /** Learn where everything stands, once it has a width: measured before, each drawing would lay out the page. */
  #measure(width) {
    const { element, canvas } = this;
    this.#width = width;
    if (!width) return;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const frame = element.getBoundingClientRect();
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

  /** Join the units: `weights[l]` is the matrix from column l to column l + 1, row by row; one may be chosen. */
  drawWeights(weights, chosen = null) {
    const { canvas } = this;
    if (!this.places) this.#measure(this.#width);
    if (!this.places) return;
    const ctx = canvas.getContext("2d");
    ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    this.#lines(([l, i, j], a, b) => {
      const w = weights[l][i * this.places[l + 1].length + j];
      const size = Math.abs(w);
      const isChosen = String([l, i, j]) === String(chosen);
      if (!(size > 0) && !isChosen) return;
      const middle = (a.right + b.left) / 2;
      const stroke = (color, width, alpha) => {
        ctx.globalAlpha = alpha;
        ctx.lineWidth = width;
        ctx.strokeStyle = color;
        ctx.beginPath();
        ctx.moveTo(a.right, a.y);
        ctx.bezierCurveTo(middle, a.y, middle, b.y, b.left, b.y);
        ctx.stroke();
      };
      if (isChosen) stroke(this.ui.colors.ink, Math.min(5, 0.5 + size) + 4, 1);
      stroke(this.ui.colors[w > 0 ? "one" : "zero"], Math.min(5, 0.5 + size), isChosen ? 1 : Math.min(0.85, 0.15 + size / 3));
    });
    ctx.globalAlpha = 1;
  }
}
