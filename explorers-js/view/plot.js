// A plot: a canvas for areas and curves, an SVG above it for axes, text and things to drag.

import { attr, h, svg } from "./dom.js";
import { clamp, linear, short, ticks } from "./scale.js";

const MARGIN = { left: 30, right: 10, top: 10, bottom: 26 }; // px at the usual size of text

export class Plot {
  /**
   * @param ui      the explorer's shell
   * @param x, y    domains [low, high]
   * @param aspect  height / width of the whole, or a function of the width that gives it
   * @param tickCounts  about how many ticks along x and y; 0 for none
   * @param tickTexts   how their values are written
   * @param left        room for the texts beside the y axis, in pixels at the usual size of text
   * @param xLabelTop   the name of the x axis stands at the top, where falling curves leave room
   * @param yLabelBottom  the name of the y axis stands at the bottom, where something lies at the top
   * @param fit         on a phone the plot leaves room for the controls below it
   */
  constructor(ui, { x, y, xLabel, yLabel, label, aspect = 1, tickCounts = [3, 3], tickTexts = [short, short], left = MARGIN.left, fit = false, xLabelTop = false, yLabelBottom = false }) {
    this.ui = ui;
    this.domain = { x, y };
    this.aspect = typeof aspect === "function" ? aspect : () => aspect;
    this.tickCounts = tickCounts;
    this.tickTexts = tickTexts;
    this.left = left * ui.rem;
    this.xLabelTop = xLabelTop;
    this.yLabelBottom = yLabelBottom;
    this.width = 0;
    this.canvas = h("canvas", { "aria-hidden": "true" });
    this.ctx = this.canvas.getContext("2d");
    this.axes = svg("g", { class: "axes", "aria-hidden": "true" });
    // Symbols such as x₁ are slanted, words are not (Hangul has no italics).
    this.names = [xLabel, yLabel].map((text) =>
      svg("text", { class: text.length > 2 || /\p{Script=Hangul}/u.test(text) ? "axis-name" : "axis-name symbol" }, text),
    );
    this.marks = svg("g");
    this.svg = svg(
      "svg",
      { role: "group", "aria-label": label },
      this.axes,
      svg("g", { "aria-hidden": "true" }, ...this.names),
      this.marks,
    );
    this.element = h("div", { class: fit ? "plot fit" : "plot" }, this.canvas, this.svg);
    const observer = new ResizeObserver(([entry]) => this.#resize(entry.contentRect.width));
    observer.observe(this.element);
    ui.onRemove(() => observer.disconnect());
  }

  #resize(width) {
    if (width === this.width || width === 0) return;
    this.width = width;
    this.height = Math.round(width * this.aspect(width));
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    attr(this.canvas, { width: Math.round(width * ratio), height: Math.round(this.height * ratio) });
    this.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    attr(this.svg, { width, height: this.height });
    this.#rescale();
    this.ui.invalidate();
  }

  setDomain(x, y) {
    if (String([x, y]) === String([this.domain.x, this.domain.y])) return;
    this.domain = { x, y };
    if (this.width) this.#rescale();
  }

  #rescale() {
    const { rem } = this.ui;
    const [right, top, bottom] = [MARGIN.right, MARGIN.top, MARGIN.bottom * rem];
    this.box = { x0: this.left, x1: this.width - right, y0: top, y1: this.height - bottom };
    const { x0, x1, y0, y1 } = this.box;
    this.x = linear(this.domain.x, [x0, x1]);
    this.y = linear(this.domain.y, [y1, y0]);
    this.axes.replaceChildren();
    const [nx, ny] = this.tickCounts;
    const [xText, yText] = this.tickTexts;
    const half = (text) => this.textWidth(text) / 2;
    for (const v of nx ? ticks(this.domain.x, nx) : []) {
      const text = xText(v);
      const at = clamp(this.x(v), half(text), this.width - half(text)); // never cut
      this.axes.append(
        svg("line", { x1: this.x(v), x2: this.x(v), y1: y1, y2: y1 + 4 }),
        svg("text", { x: at, y: y1 + 16 * rem, "text-anchor": "middle" }, text),
      );
    }
    for (const v of ny ? ticks(this.domain.y, ny) : [])
      this.axes.append(
        svg("line", { x1: x0 - 4, x2: x0, y1: this.y(v), y2: this.y(v) }),
        svg("text", { x: x0 - 7, y: clamp(this.y(v) + 4 * rem, 10 * rem, y1 + 4 * rem), "text-anchor": "end" }, yText(v)),
      );
    this.axes.append(svg("rect", { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }));
    attr(this.names[0], { x: x1 - 8, y: this.xLabelTop ? y0 + 17 * rem : y1 - 8, "text-anchor": "end" });
    attr(this.names[1], { x: x0 + 8, y: this.yLabelBottom ? y1 - 8 : y0 + 17 * rem });
  }

  /** About how wide a text stands in the plot, in pixels. */
  textWidth(text) {
    const wide = text.match(/[^\x00-\u10ff]/g)?.length ?? 0; // Hangul is twice as wide
    return 7 * this.ui.rem * (text.length + 0.7 * wide);
  }

  /** Empty the canvas and clip what is drawn until `end` to the plotting area. */
  begin() {
    const { ctx, box } = this;
    ctx.clearRect(0, 0, this.width, this.height);
    ctx.save();
    ctx.beginPath();
    ctx.rect(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
    ctx.clip();
  }

  end() {
    this.ctx.restore();
  }

  /** Data coordinates of a pointer event, kept inside the domain. */
  locate(event) {
    const frame = this.svg.getBoundingClientRect();
    const inside = (value, [low, high]) => Math.min(high, Math.max(low, value));
    return [
      inside(this.x.invert(event.clientX - frame.left), this.domain.x),
      inside(this.y.invert(event.clientY - frame.top), this.domain.y),
    ];
  }
}
