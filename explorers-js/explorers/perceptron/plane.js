// The plane with the line, and the examples with their distances.

import { DraggableLine, Plot, attr, h, label, legendMark, mark, ownPoints, svg } from "../../kit.js";
import { drawAnswers } from "./draw.js";
import { DOMAIN, FEWEST, MOST, REACH, signed } from "./model.js";

const FEW = 8; // more than so many distances would hide each other

export class Plane {
  /** `turn(weights)` and `edit(points)` say what the reader has done. */
  constructor(ui, { turn, edit }) {
    this.ui = ui;
    this.plot = new Plot(ui, { x: DOMAIN, y: DOMAIN, xLabel: "x₁", yLabel: "x₂", label: ui.t("plane"), tickCounts: [4, 4], fit: true });
    const { marks } = this.plot;
    this.dots = svg("g", { "aria-hidden": "true" });
    this.ring = svg("circle", { class: "looked", r: 13, "aria-hidden": "true" });
    this.line = new DraggableLine(this.plot, {
      kind: "output",
      name: "",
      moveLabel: ui.t("moveLine"),
      turnLabel: ui.t("turnLine"),
      cue: true,
      rest: 0.3,
      onChange: ([w1, w2, b]) => turn({ w1, w2, b }),
    });
    this.tags = svg("g", { "aria-hidden": "true" });
    marks.prepend(this.dots, this.ring);
    marks.append(this.tags);
    this.own = ownPoints(ui, this.plot, { reach: REACH, fewest: FEWEST, most: MOST, change: edit });
    this.own.element.dataset.field = "points";
    const target = (t) => legendMark(t ? "square one" : "round zero", ui.t("targetIs", { t }));
    const legend = h("div", { class: "legend" }, target(0), target(1), h("span", { class: "wordy" }, ui.t("shadeNote")));
    this.element = h("div", { class: "plane" }, this.plot.element, legend);
  }

  draw(now) {
    const { plot, ui } = this;
    const { s, x, t, last, distances } = now;
    this.own.draw(s.data === "own" ? s.points : null);
    if (!plot.width) return;
    drawAnswers(plot, now, ui.colors);
    if (now.steps > 0) this.line.release();
    this.line.draw(now.weights);
    const place = ([a, b]) => `translate(${plot.x(a).toFixed(2)},${plot.y(b).toFixed(2)})`;
    this.dots.replaceChildren(...x.map((at, k) => svg("g", { transform: place(at) }, mark(t[k]))));
    this.ring.toggleAttribute("hidden", !last);
    if (last) attr(this.ring, { transform: place(x[last.k]) });
    const shown = distances && x.length <= FEW ? x : [];
    this.tags.replaceChildren(
      ...shown.map((at, k) => {
        const tag = svg("text", { class: "tag" });
        label(tag, plot, at, signed(distances[k]));
        return tag;
      }),
    );
  }
}
