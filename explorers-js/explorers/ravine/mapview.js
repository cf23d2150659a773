// The map of steps over rate and share, whose cells are races to run.

import { CellMap, button, colorRamp, h, rampColors, series, short, significant } from "../../kit.js";
import { LATTICE, LONGEST, placeOf } from "./map.js";
import { lossOf } from "./surface.js";

const FIRST = 419; // η = 1, α = 0.5
const [ROUND, SQUARE, STAR] = [series.plain[0], series.blue[0], series.red[0]].map(({ path }) => path);

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
function drawMarks({ ctx, x, y }, { edge, best, done, least, formula, now }, colors) {
  if (edge) {
    Object.assign(ctx, { strokeStyle: colors.one, lineWidth: 2 });
    ctx.setLineDash([6, 4]);
    ctx.beginPath();
    for (let share = 0; share <= 1; share += 0.05) ctx.lineTo(x(edge.at(share)), y(share));
    ctx.stroke();
    ctx.setLineDash([]);
  }
  const at = ([lr, share], path, color) => {
    const [shape, moved] = [new Path2D(path), new Path2D()];
    moved.addPath(shape, { e: x(lr), f: y(share) });
    Object.assign(ctx, { fillStyle: color, strokeStyle: colors.panel, lineWidth: 3 });
    ctx.stroke(moved);
    ctx.fill(moved);
  };
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
