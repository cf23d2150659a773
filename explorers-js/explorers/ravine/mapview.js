// The map of steps over rate and share, whose cells are races to run.

import { CellMap, button, colorRamp, drawSeries, h, polyline, rampColors, series, short, significant } from "../../kit.js";
import { LATTICE, LONGEST, placeOf } from "./map.js";
import { lossOf } from "./surface.js";

const FIRST = 419; // η = 1, α = 0.5
const [ROUND, SQUARE, STAR] = [series.plain[0], series.blue[0], series.red[0]];

/** A cell in words: its pair, and after how many steps its race is at the bottom. */
function cellText(ui, { symbol, steps }, cell) {
  const [lr, share] = placeOf(cell);
  const pair = `η = ${short(lr)}, ${symbol} = ${short(share)}`;
  return steps[cell] <= LONGEST ? ui.t("cell", { pair, n: steps[cell] }) : ui.t("never", { pair, n: LONGEST });
}

export const mapTitle = (ui, { name, s }) => ui.t("mapTitle", { name, loss: ui.t(lossOf(s)) });

/** What is marked on a map that is done. */
export function facts(ui, map) {
  const { symbol, best, least, formula, edge } = map;
  return [
    least < Infinity && ui.t("fastest", { cell: cellText(ui, map, best) }),
    formula && ui.t("formula", { pair: `η = ${significant(formula[0])}, ${symbol} = ${significant(formula[1])}` }),
    edge && ui.t("edge", { text: edge.text }),
  ].filter(Boolean);
}

/** Where divergence begins, the pair that runs now, the fastest cell, the pair of the formula. */
function drawMarks(plot, { edge, best, done, least, formula, now }, colors) {
  if (edge) {
    const shares = Array.from({ length: 21 }, (_, k) => k / 20);
    polyline(plot, shares.map((share) => [edge.at(share), share]), { color: colors.one, width: 2, dash: [6, 4] }); // prettier-ignore
  }
  const { ctx, x, y } = plot;
  const at = ([lr, share], style, color) => drawSeries(ctx, [x(lr), y(share)], style, { color, halo: colors.panel });
  at(now, ROUND, colors.ink);
  if (done && least < Infinity) at(placeOf(best), SQUARE, colors.one);
  if (formula) at(formula, STAR, colors.ink);
}

export class Cells {
  /** `open(map, cell)` says which cell the reader wants to see run. */
  constructor(ui, open) {
    this.ui = ui;
    const run = (cell) => open(this.map, cell);
    const aspect = (w) => (w < 450 ? 0.72 : 0.42);
    this.cells = new CellMap(ui, { lattice: LATTICE, cell: FIRST, cross: ui.t("cross"), open: run, xLabel: "η", yLabel: "α", label: ui.t("view_map"), tickCounts: [4, 4], aspect, yLabelBottom: true });
    this.title = h("p", { class: "panel-title" });
    this.ramp = colorRamp();
    this.here = h("p", {});
    this.facts = h("p", { class: "bound" });
    const go = button(ui.t("openCell"), () => run(this.cells.cell)).element;
    this.element = h("div", { class: "stack" }, h("div", { class: "heading" }, this.title, this.ramp.element), this.cells.element, h("div", { class: "row" }, go, this.here), this.facts);
  }

  draw(map, { colors }) {
    this.map = map;
    const { ui } = this;
    const { plot } = this.cells;
    this.title.textContent = mapTitle(ui, map);
    plot.names[1].textContent = map.symbol;
    if (!plot.width) return;
    const least = Math.min(map.least, LONGEST - 1);
    const share = (n) => Math.log((n + 1) / (least + 1)) / Math.log((LONGEST + 1) / (least + 1));
    const color = rampColors(colors.zero, -1.1, 0, 0.85);
    this.ramp.draw({ low: short(least), high: short(LONGEST), color: (way) => color(-way) });
    plot.begin();
    this.cells.draw((k) => -share(map.steps[k]), color, (cell) => (this.here.textContent = cellText(ui, map, cell)));
    drawMarks(plot, map, colors);
    plot.end();
    this.facts.textContent = map.done ? facts(ui, map).join(" ") : "";
  }
}
