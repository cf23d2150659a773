// The two planes with all that can be dragged in them.

import { DraggableLine, DraggablePoint, Plot, h, label, legendMark, mark, svg } from "../../kit.js";
import { drawHiddenPlane, drawInputPlane, hiddenDomain } from "./draw.js";
import { INPUT_DOMAIN, NAMES, TARGETS, UNITS, between, groups, nameOf, pair } from "./model.js";

const LABEL = 15; // height of a label in pixels

export class Planes {
  /** `own(row, weights)` and `move(k, place)` say what the reader has dragged. */
  constructor(ui, { own, move }) {
    this.ui = ui;
    const domain = { x: INPUT_DOMAIN, y: INPUT_DOMAIN, fit: true };
    this.input = new Plot(ui, { ...domain, xLabel: "x₁", yLabel: "x₂", label: ui.t("inputPlane") });
    this.hidden = new Plot(ui, { ...domain, xLabel: "h₁", yLabel: "h₂", label: ui.t("hiddenPlane") });
    const line = (plot, row, name, options) =>
      new DraggableLine(plot, {
        kind: UNITS[row],
        name: NAMES[row],
        moveLabel: ui.t("moveLine", { name }),
        turnLabel: ui.t("turnLine", { name }),
        onChange: (weights) => own(row, weights),
        ...options,
      });
    this.lines = [0, 1].map((row) => line(this.input, row, NAMES[row], { cue: row === 0 }));
    this.trails = svg("g", { "aria-hidden": "true" });
    this.hidden.marks.append(this.trails);
    this.outputLine = line(this.hidden, 2, ui.t("outputUnit"), { rest: 0.85 });
    const tag = () => svg("text", { class: "tag", "aria-hidden": "true" });
    this.tags = [this.input, this.hidden].map((plot) => TARGETS.map(() => plot.marks.appendChild(tag())));
    this.points = TARGETS.map(
      (target, k) =>
        new DraggablePoint(this.input, {
          label: ui.t("dragPoint", { k: k + 1, target }),
          kind: "point",
          cue: k === 3 && "any",
          shape: mark(target),
          onMove: (at) => move(k, at),
        }),
    );
    this.carried = TARGETS.map((target) => svg("g", { class: "carried", "aria-hidden": "true" }, mark(target)));
    this.hidden.marks.append(...this.carried, ...this.tags[1]);
    this.elements = [this.#panel("inputPlane", this.input, this.#legend()), this.#panel("hiddenPlane", this.hidden)];
  }

  #panel(key, plot, ...below) {
    return h("div", { class: "stack" }, h("p", { class: "panel-title" }, this.ui.t(key)), plot.element, ...below);
  }

  #legend() {
    const target = (t) => legendMark(t ? "square one" : "round zero", this.ui.t("targetIs", { t }));
    return h("div", { class: "legend" }, target(0), target(1), h("span", {}, this.ui.t("shadeNote")));
  }

  draw(now) {
    const { input, hidden, ui } = this;
    if (!input.width || !hidden.width) return;
    const { s, weights } = now;
    drawInputPlane(input, now, ui.colors);
    const taken = [];
    s.points.forEach((point, k) => taken.push(label(this.tags[0][k], input, point, pair(point), { taken })));
    this.points.forEach((point, k) => point.draw(s.points[k]));
    this.lines.forEach((line, row) => line.draw(weights[row], taken));
    hidden.setDomain(hiddenDomain(now), hiddenDomain(now));
    drawHiddenPlane(hidden, now, ui.colors);
    this.outputLine.draw(weights[2], this.#drawCarried(now));
    this.outputLine.fade(0.2 + 0.8 * s.blend);
  }

  /** Draws the points that are carried; returns where their names stand. */
  #drawCarried({ s, hidden }) {
    const { x, y } = this.hidden;
    const pixel = ([a, b]) => [x(a), y(b)];
    const places = s.points.map((point, k) => between(point, hidden[k], s.blend));
    this.trails.replaceChildren();
    places.forEach((place, k) => {
      const [[x1, y1], [x2, y2]] = [pixel(s.points[k]), pixel(hidden[k])];
      const ghost = mark(TARGETS[k], "ghost");
      ghost.setAttribute("transform", `translate(${x1},${y1}) scale(.8)`);
      this.trails.append(svg("line", { class: `trail ${TARGETS[k] ? "one" : "zero"}`, x1, y1, x2, y2 }), ghost);
      this.carried[k].setAttribute("transform", `translate(${pixel(place)})`);
      this.tags[1][k].textContent = "";
    });
    for (const [first, ...others] of groups(places)) {
      const [cx, cy] = pixel(places[first]);
      if (others.length) this.trails.append(svg("circle", { class: "ghost", cx, cy, r: 13 }));
    }
    const near = x.invert(LABEL * this.ui.rem) - x.invert(0); // labels of points nearer than this would hide each other
    const taken = [];
    for (const group of groups(places, near)) {
      const [first] = group;
      const name = nameOf(group.map((k) => s.points[k]));
      const below = group.length > 2; // else the output unit's line crosses it
      taken.push(label(this.tags[1][first], this.hidden, places[first], name, { taken, below }));
    }
    return taken;
  }
}
