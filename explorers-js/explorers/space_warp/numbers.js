// The weights to read and to type, and where the four points go.

import { fmt, h, numberField, short, swatch, table } from "../../kit.js";
import { BY_HAND, NAMES, TARGETS, UNITS, WEIGHT_RANGE, pair } from "./model.js";

export class Numbers {
  constructor(ui, own) {
    this.fields = BY_HAND.map((_, row) =>
      ["w₁", "w₂", "b"].map((column, i) =>
        numberField(ui, {
          label: `${NAMES[row]}: ${column}`,
          hideLabel: true,
          ...WEIGHT_RANGE,
          onInput: (value) => own(row, (values) => values.with(i, value)),
        }),
      ),
    );
    this.cells = TARGETS.map(() => [h("span"), ...[0, 1, 2, 3].map(() => h("td"))]);
    const weights = table({
      caption: ui.t("weightsCaption"),
      head: [ui.t("unit"), "w₁", "w₂", "b"],
      rows: this.fields.map((row, i) => [[swatch(UNITS[i]), NAMES[i]], ...row.map(({ element }) => element)]),
    });
    weights.dataset.field = "weights";
    const points = table({
      caption: ui.t("pointsCaption"),
      head: ["(x₁, x₂)", "h₁", "h₂", "y", ui.t("target")],
      rows: this.cells.map(([name, ...rest], k) => [[swatch(TARGETS[k] ? "square one" : "round zero"), name], ...rest]),
    });
    points.dataset.field = "points";
    this.elements = [weights, points];
  }

  draw({ s, weights, hidden, outputs, correct }) {
    weights.forEach((row, i) => row.forEach((value, j) => this.fields[i][j].draw(value)));
    this.cells.forEach((row, k) => {
      const y = s.activation === "step" ? short(outputs[k]) : fmt(outputs[k]);
      const texts = [pair(s.points[k]), ...hidden[k].map((v) => fmt(v)), y, `${TARGETS[k]} ${correct[k] ? "✓" : "✗"}`];
      texts.forEach((text, i) => (row[i].textContent = text));
      row[4].className = correct[k] ? "good" : "bad";
    });
  }
}
