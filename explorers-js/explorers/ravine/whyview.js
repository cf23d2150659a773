// The next step of one optimizer as arrows on the surface, and its equations with their numbers below.

import { button, drawArrow, fmt, h, polyline, short, table } from "../../kit.js";

const ROLES = { given: "ink", past: "unit2", mean: "unit2", step: "zero" };
const KEPT = ["v", "h", "m"]; // what an optimizer carries on to its next step

/** Draw the arrows at the place where the step starts; gives where they end, with their names. */
export function drawReason(plot, reason, { colors, theme }) {
  const { domain } = plot;
  const { from, arrows, step, scale } = reason;
  const inside = from.every((value, k) => Math.abs(value) <= domain[k ? "y" : "x"][1]);
  if (!inside || !Number.isFinite(scale)) return [];
  const [dx, dy] = step.map((value) => value * scale);
  const box = [[0, 0], [dx, 0], [dx, dy], [0, dy], [0, 0]]; // the step along each coordinate
  polyline(plot, box.map(([a, b]) => [from[0] + a, from[1] + b]), { color: colors.zero, width: 1.5, dash: [2, 4] }); // prettier-ignore
  return arrows.map(({ name, role, by }) => {
    const color = colors[ROLES[role]];
    const [px, py] = drawArrow(plot, from, by.map((value) => value * scale), { color, halo: colors.panel, width: role === "step" ? 3.5 : 2.5 }); // prettier-ignore
    return { name, style: { [theme]: color }, x: px, y: py, clear: true };
  });
}

export class Reason {
  /** `go(n)` takes so many steps on, or back. */
  constructor(ui, go) {
    this.ui = ui;
    this.title = h("p", { class: "panel-title" });
    this.legend = h("div", { class: "legend" });
    this.lines = h("div", {});
    const [back, next] = [-1, 1].map((n) => button(ui.t(n < 0 ? "back" : "next"), () => go(n)).element);
    this.element = h("div", { class: "why stack" }, h("div", { class: "heading" }, this.title, h("div", { class: "buttons" }, back, next)), this.legend, this.lines);
  }

  draw({ reason, s }, { colors }) {
    const { ui } = this;
    const { name, from, lines, arrows, scale } = reason;
    const [x, y] = from.map((value) => fmt(value));
    const title = ui.t("whyTitle", { name, n: s.steps + 1, x, y });
    this.title.textContent = title;
    const chip = ({ name: symbol, role }) => {
      const swatch = h("span", { class: "swatch" });
      swatch.style.color = colors[ROLES[role]];
      return h("span", {}, swatch, `${symbol} ${ui.t(`arrow_${role}`)}`);
    };
    const size = Number.isFinite(scale) ? [h("span", {}, ui.t("arrows", { k: short(scale, 3) }))] : [];
    this.legend.replaceChildren(...arrows.map(chip), ...size);
    const rows = lines.map(({ gives, rule, texts }) => [rule ? `${gives} ${KEPT.includes(gives) ? "←" : "="} ${rule}` : gives, ...texts]);
    this.lines.replaceChildren(table({ caption: title, hideCaption: true, head: ["", "x", "y"], rows }));
  }
}
