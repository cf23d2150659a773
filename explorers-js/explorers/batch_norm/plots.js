// The batch with all that can be dragged in it, and the curves over time.

import { DraggableValue, EndNames, Plot, attr, beside, clamp, h, mark, svg } from "../../kit.js";
import { AFTER, BEFORE, DATA, drawBatch, drawMoments, reachOf } from "./draw.js";
import { MEAN, SPREAD } from "./model.js";

const NAMES = { before: "axis-name", after: "axis-name", batch: "tag batch", running: "tag running", data: "tag", target: "tag", first: "tag" };

export class Batch {
  /** `from(patch)` and `place(z)` say what the reader has dragged: the data, or the first example. */
  constructor(ui, { from, place }) {
    this.plot = new Plot(ui, {
      x: [-8, 8],
      y: [0, 1],
      xLabel: "",
      yLabel: "",
      label: ui.t("mainPlot"),
      tickCounts: [8, 0],
      aspect: (width) => (width < 450 ? 0.84 : 0.53),
    });
    const { marks } = this.plot;
    const named = ([key, kind]) => [key, svg("text", { class: kind, "aria-hidden": "true" }, ui.t(`name_${key}`))];
    this.names = Object.fromEntries(Object.entries(NAMES).map(named));
    marks.append(...Object.values(this.names));
    this.mean = new DraggableValue(this.plot, {
      label: ui.t("mean"),
      kind: "mover stream",
      cue: true,
      shape: svg("circle", { class: "knob", r: 7 }),
      range: [MEAN.min, MEAN.max],
      onChange: (mean) => from({ mean }),
    });
    this.spread = new DraggableValue(this.plot, {
      label: ui.t("spread"),
      kind: "turner stream",
      shape: svg("circle", { class: "knob", r: 5.5 }),
      range: [SPREAD.min, SPREAD.max],
      onChange: (spread) => from({ spread }),
    });
    this.first = new DraggableValue(this.plot, {
      label: ui.t("oddExample"),
      kind: "odd",
      cue: true,
      shape: mark(1),
      range: [-8, 8],
      onChange: place,
    });
    this.output = svg("g", { "aria-hidden": "true" }, mark(1));
    marks.append(this.output);
    this.element = h("div", { class: "stack", "data-field": "odd data" }, this.plot.element);
  }

  draw(now, colors) {
    const { plot, names } = this;
    const { s, z, y } = now;
    const reach = reachOf(s);
    plot.setDomain([-reach, reach], [0, 1]);
    for (const { grip } of [this.mean, this.spread]) grip.show(!s.data.length);
    if (!plot.width) return;
    const spread = drawBatch(plot, now, colors, names);
    const edge = (v) => clamp(v, -reach, reach);
    beside(plot, names.data, spread, DATA);
    attr(names.before, { x: plot.box.x0 + 8, y: plot.y(BEFORE) - 8 });
    attr(names.after, { x: plot.box.x0 + 8, y: plot.y(AFTER) + 20 });
    attr(names.first, { x: plot.x(edge(z[0])), y: plot.y(BEFORE) - 12, "text-anchor": "middle" });
    this.mean.draw(s.mean, DATA);
    this.spread.draw(s.spread, DATA, s.mean);
    this.first.setRange([-reach, reach]);
    this.first.draw(edge(z[0]), BEFORE);
    this.output.setAttribute("transform", `translate(${plot.x(edge(y[0]))},${plot.y(AFTER)})`);
  }
}

/** Mean and variance, batch by batch. */
export class OverTime {
  constructor(ui) {
    this.ui = ui;
    this.plots = ["mean", "variance"].map((what) => {
      const plot = new Plot(ui, { x: [0, 60], y: [0, 1], xLabel: "", yLabel: "", label: ui.t(`${what}Plot`), tickCounts: [4, 3], aspect: 0.5 });
      return { what, plot, names: new EndNames(plot) };
    });
    const panel = ({ what, plot }) => h("div", { class: "stack" }, h("p", { class: "panel-title" }, ui.t(`${what}Plot`)), plot.element);
    const dashed = h("span", { class: "swatch dashed batch", "aria-hidden": "true" });
    this.elements = [
      h("div", { class: "columns", "data-field": "past batches" }, ...this.plots.map(panel)),
      h("div", { class: "legend" }, h("span", {}, dashed, ui.t("expected"))),
    ];
  }

  draw(now) {
    const { ui } = this;
    for (const { what, plot, names } of this.plots) {
      const ends = drawMoments(plot, what, now, ui.colors).map((end) => ({ ...end, name: ui.t(`name_${end.name}`) }));
      if (plot.width) names.draw(ends, { theme: ui.host.dataset.theme });
    }
  }
}
