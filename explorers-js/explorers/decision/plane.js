// The plane, which both views have in common.

import { Plot, h, legendMark } from "../../kit.js";
import { FINE, drawPlane } from "./draw.js";
import { COARSE, DOMAIN } from "./model.js";

/** The plane of a network, drawn anew only when something has changed. */
export class Plane {
  #drawn = "";

  constructor(ui) {
    this.ui = ui;
    this.title = h("p", { class: "panel-title" });
    this.plot = new Plot(ui, { x: DOMAIN, y: DOMAIN, xLabel: "x₁", yLabel: "x₂", label: ui.t("plane"), fit: true });
    const legend = ["round zero", "square one"].map((kind, label) => legendMark(kind, ui.t("class", { t: label })));
    this.legend = h("div", { class: "legend" }, ...legend, h("span", { class: "wordy" }, ui.t("shadeNote")));
  }

  /** `fine` when nothing moves; `units.shown` is the hidden unit to enlarge, if there is one. */
  draw(run, { fine, title, units }) {
    const { ui, plot } = this;
    this.title.textContent = title;
    if (!plot.width) return;
    const n = fine ? FINE : COARSE;
    const now = JSON.stringify([run.measured, n, plot.width, ui.colors.panel, units?.shown]);
    if (run === this.run && now === this.#drawn) return;
    [this.run, this.#drawn] = [run, now];
    drawPlane(ui, plot, run, n, units);
  }
}
