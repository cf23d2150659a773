// Means and variances to read, and a small batch of three units normalized along one axis or the other.

import { fmt, h, swatch, table } from "../../kit.js";

const KINDS = { data: "dotted stream", batch: "batch", running: "running" };
const COLUMNS = [0, 1, 2];

export class Statistics {
  constructor(ui) {
    this.cells = Object.keys(KINDS).map((who) => [who, [h("td"), h("td"), h("td")]]);
    this.element = table({
      caption: ui.t("statCaption"),
      head: [ui.t("of"), ui.t("meanName"), ui.t("varianceName"), ui.t("inUse")],
      rows: this.cells.map(([who, cells]) => [[swatch(KINDS[who]), ui.t(`row_${who}`)], ...cells]),
    });
    this.element.classList.add("statistics");
  }

  draw({ s, history }) {
    const last = history.at(-1);
    for (const [who, [mean, variance, use]] of this.cells) {
      const used = who === (s.mode === "train" ? "batch" : "running");
      mean.textContent = fmt(last[who].mean);
      variance.textContent = fmt(last[who].variance);
      use.textContent = used ? "✓" : "";
      use.parentElement.className = used ? "in-use" : "";
    }
  }
}

/** What the table of the axes says in a sentence. */
export function axisText(ui, { s, table: { n } }) {
  return ui.t(s.axis === "layer" ? "axisLayer" : n === 1 ? "axisOne" : "axisBatch", { n });
}

export class Axes {
  constructor(ui) {
    this.ui = ui;
    this.caption = h("p", { class: "hint" });
    this.text = h("p", {});
    this.place = h("div", {});
  }

  draw(now) {
    const { ui } = this;
    const { s, table: small } = now;
    const { n } = small;
    const along = s.axis === "batch";
    const extra = (values, k) => h("td", { class: `group${k + 1}` }, fmt(values[k]));
    const moments = [["μ", small.mean], ["σ²", small.var]]; // prettier-ignore
    const body = Array.from({ length: n }, (_, i) => [
      [...(i ? [] : [swatch("square one")]), ui.t("exampleName", { k: i + 1 })],
      ...COLUMNS.map((j) => this.#cell(small, i, j, along ? j : i)),
      ...(along ? [] : moments.map(([, values]) => extra(values, i))),
    ]);
    const foot = along ? moments.map(([name, values]) => [name, ...COLUMNS.map((j) => extra(values, j))]) : [];
    const units = COLUMNS.map((j) => ui.t("unitName", { k: j + 1 }));
    const head = ["z → y", ...units, ...(along ? [] : moments.map(([name]) => name))];
    const element = table({ caption: ui.t("axisName"), hideCaption: true, head, rows: [...body, ...foot] });
    element.className = "axis";
    this.place.replaceChildren(element);
    this.caption.textContent = ui.t("axisCaption", { n });
    this.text.textContent = axisText(ui, now);
  }

  #cell({ x, y }, i, j, group) {
    const said = (text) => h("span", { class: "visually-hidden" }, text);
    return h("td", { class: `group${group + 1}` }, said("z "), fmt(x[3 * i + j]), h("b", {}, said("y "), fmt(y[3 * i + j])));
  }
}
