// Who runs: a row for each optimizer with its rate and its loss now; one wide slider for the rate of
// the chosen one.

import { h, seriesSwatch, short, significant, slider } from "../../kit.js";
import { NAMES, RATES, STYLES } from "./model.js";
import { lossOf } from "./surface.js";

export class Runners {
  #own = new Map();

  /** `turn(name, on)`, `rate(name, value)`, `point(name or null)` and `pick(name)` say what the reader did. */
  constructor(ui, { turn, rate, point, pick }) {
    this.ui = ui;
    this.point = point;
    this.pick = pick;
    const group = ui.id();
    this.rows = NAMES.map((name) => this.#row(name, group, turn));
    this.body = h("tbody", {}, ...this.rows.map(({ row }) => row));
    this.lossHead = h("th", { scope: "col" });
    const head = h("tr", {}, h("th", { scope: "col" }, ui.t("optimizer")), h("th", { scope: "col" }, "η"), this.lossHead);
    this.table = h("table", { class: "runners", "data-field": "optimizers paths chosen" }, h("caption", { class: "visually-hidden" }, ui.t("runners")), h("thead", {}, head), this.body);

    const ticks = [0.001, 0.01, 0.1, 1, 10].map((v) => [v, String(v)]);
    const show = (value) => `η = ${short(value, 4)}`;
    this.slider = slider(ui, { label: "η", ...RATES, log: true, ticks, digits: 4, show, onInput: (value) => rate(this.chosen, value) });
    this.verdict = h("p", { class: "bound" });
    this.rate = h("div", { class: "rate", "data-field": "rates" }, this.slider.element, this.verdict);
  }

  #row(name, group, turn) {
    const { ui } = this;
    const check = h("input", {
      type: "checkbox",
      "aria-label": name,
      onchange: () => turn(name, check.checked),
    });
    const radio = h("input", { type: "radio", class: "visually-hidden", name: group, "aria-label": ui.t("choose", { name }), onchange: () => this.pick(name) });
    const swatch = h("span", { class: "pair" }, seriesSwatch(STYLES[name]));
    const [rate, loss] = [h("td"), h("td")];
    const who = h("div", { class: "who" }, h("label", { class: "on" }, check), h("label", { class: "name" }, radio, swatch, name));
    const row = h("tr", {}, h("th", { scope: "row" }, who), rate, loss);
    row.addEventListener("click", (event) => event.target.closest("td") && this.pick(name));
    return { name, check, radio, swatch, rate, loss, row: this.#pointable(row, name) };
  }

  #pointable(row, name) {
    for (const event of ["pointerenter", "focusin"]) row.addEventListener(event, () => this.point(name));
    for (const event of ["pointerleave", "focusout"]) row.addEventListener(event, () => this.point(null));
    return row;
  }

  draw(now, { theme }) {
    const { s, runners, finished } = now;
    this.chosen = now.chosen; // whose rate the slider sets
    this.lossHead.textContent = this.ui.t(lossOf(s));
    for (const { name, check, radio, swatch, rate, loss, row } of this.rows) {
      check.checked = s.optimizers.includes(name);
      radio.checked = name === this.chosen;
      row.className = `${name === this.chosen ? "chosen" : ""} ${check.checked ? "" : "off"}`;
      swatch.style.color = STYLES[name][theme];
      rate.textContent = short(s.rates[name], 4);
      this.#write(loss, runners.find((runner) => runner.name === name), finished);
    }
    this.#drawOwn(runners.filter(({ own }) => own), finished, theme);
    this.#drawRate(now);
  }

  #write(cell, runner, finished) {
    if (!runner) cell.className = cell.textContent = "";
    else if (runner.lost !== null) [cell.className, cell.textContent] = ["bad", this.ui.t("diverged")];
    else {
      const best = runner.loss === finished[0].loss;
      [cell.className, cell.textContent] = [best ? "best" : "", significant(runner.loss) + (best ? " ★" : "")];
    }
  }

  #drawOwn(own, finished, theme) {
    if (String(own.map(({ name }) => name)) !== String([...this.#own.keys()])) {
      for (const { row } of this.#own.values()) row.remove();
      this.#own = new Map(own.map((runner) => [runner.name, this.#ownRow(runner)]));
      this.body.append(...[...this.#own.values()].map(({ row }) => row));
    }
    for (const runner of own) {
      const { swatch, loss } = this.#own.get(runner.name);
      swatch.style.color = runner.style[theme];
      this.#write(loss, runner, finished);
    }
  }

  #ownRow({ name, style }) {
    const swatch = h("span", { class: "pair" }, seriesSwatch(style));
    const loss = h("td");
    const who = h("div", { class: "who own" }, h("span", { class: "name" }, swatch, name));
    const row = h("tr", {}, h("th", { scope: "row" }, who), h("td", {}, this.ui.t("own")), loss);
    return { swatch, loss, row: this.#pointable(row, name) };
  }

  #drawRate({ s, bounds, curvatures }) {
    const { ui, chosen } = this;
    const judged = bounds[chosen];
    this.slider.rename(ui.t("rateOf", { name: chosen }), `${chosen}: η`);
    this.slider.draw(s.rates[chosen]);
    this.slider.warn(judged?.bound ?? null);
    this.verdict.replaceChildren(...(judged ? sentence(ui, judged) : [ui.t(curvatures ? "adapts" : "noBound", { name: chosen })]));
  }
}

/** Where an optimizer begins to diverge, and on which side of it its rate lies now. */
export function sentence(ui, { name, text, bound, rate, over, on }) {
  const values = { name, text, bound: significant(bound), rate: short(rate, 4) };
  const now = on ? [h("span", { class: over ? "bad" : "good" }, `${over ? "✗" : "✓"} ${ui.t("now", values)}`)] : [];
  return [`${ui.t("bound", values)} `, ...now];
}
