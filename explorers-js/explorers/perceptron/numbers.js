// Every example in numbers, and how the bound comes about.

import { fmt, h, short, significant, swatch, table } from "../../kit.js";
import { pair, signed } from "./model.js";

export class Numbers {
  constructor(ui) {
    this.ui = ui;
    this.examples = h("div", { class: "scroll whole" });
    this.bound = h("p", { class: "whole" });
  }

  draw({ x, t, sums, distances, correct, answers, radius, margin, bound }) {
    const { ui } = this;
    const row = (at, k) => [
      [swatch(t[k] ? "square one" : "round zero"), pair(at)],
      String(t[k]),
      short(sums[k], 3),
      distances ? signed(distances[k]) : "–",
      h("td", { class: correct[k] ? "good" : "bad" }, `${answers[k]} ${correct[k] ? "✓" : "✗"}`),
    ];
    const head = ["(x₁, x₂)", ui.t("target"), "w·x + b", ui.t("distance"), ui.t("answer")];
    this.examples.replaceChildren(table({ caption: ui.t("numbers"), hideCaption: true, head, rows: x.map(row) }));
    this.bound.textContent =
      margin > 0 ? ui.t("boundFrom", { r: fmt(radius ** 2), g: fmt(margin, 4), bound: significant(bound) }) : ui.t("noBound");
  }
}
