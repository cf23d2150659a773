// The thinned network, and the outputs of all its masks, on canvases.

import { fmt } from "../../kit.js";
import { OUTPUTS, WEIGHTS } from "./model.js";

const BINS = 40;
const UNIT_X = 1;
const OUT = [2.35, 3.5];

/** The height of a unit in the picture, and the unit at a height. */
const rowOf = (i) => WEIGHTS.length - i;
export const unitAt = (y) => Math.min(WEIGHTS.length - 1, Math.max(0, WEIGHTS.length - Math.round(y)));

function circle(plot, x, y, radius, { fill, stroke, dash = [] }) {
  const { ctx } = plot;
  ctx.beginPath();
  ctx.arc(plot.x(x), plot.y(y), radius, 0, 7);
  ctx.setLineDash(dash);
  ctx.lineWidth = 2;
  ctx.strokeStyle = stroke;
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
}

function write(plot, text, [x, y], color, { align = "center", dx = 0, dy = 0 } = {}) {
  const { ctx } = plot;
  ctx.fillStyle = color;
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  ctx.fillText(text, plot.x(x) + dx, plot.y(y) + dy);
  ctx.textBaseline = "alphabetic";
}

function edge(plot, i, colors) {
  const { ctx } = plot;
  const w = WEIGHTS[i];
  ctx.strokeStyle = w > 0 ? colors.one : colors.zero;
  ctx.lineWidth = 1 + 2.5 * Math.abs(w);
  ctx.setLineDash(w > 0 ? [] : [7, 4]);
  ctx.beginPath();
  ctx.moveTo(plot.x(UNIT_X), plot.y(rowOf(i)));
  ctx.lineTo(plot.x(OUT[0]), plot.y(OUT[1]));
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Units that stay say what they pass on; dropped ones are dashed and pass on 0. */
export function drawNetwork(plot, { mask, factor, z, y }, colors) {
  if (!plot.width) return;
  const { ctx } = plot;
  const radius = Math.min(13 * plot.ui.rem, (plot.y(1) - plot.y(2)) * 0.38);
  const wide = 19 * plot.ui.rem;
  plot.begin();
  ctx.font = plot.ui.font(12);
  mask.forEach((m, i) => m && edge(plot, i, colors));
  mask.forEach((m, i) => {
    const place = [UNIT_X, rowOf(i)];
    const color = m ? colors.ink : colors.muted;
    circle(plot, ...place, radius, { fill: colors.panel, stroke: color, dash: m ? [] : [3, 4] });
    write(plot, m ? String(i + 1) : "×", place, color);
    write(plot, m ? fmt(OUTPUTS[i] * factor) : "0", place, color, { align: "right", dx: -radius - 8 });
  });
  circle(plot, ...OUT, wide, { fill: colors.panel, stroke: colors.ink });
  write(plot, fmt(y), OUT, colors.ink);
  write(plot, `Σ = ${fmt(z)}`, OUT, colors.ink, { dy: wide + 12 * plot.ui.rem });
  write(plot, "ŷ", OUT, colors.ink, { dy: -wide - 11 * plot.ui.rem });
  plot.end();
}

function upright(plot, x, color, dash) {
  const { ctx, box } = plot;
  ctx.strokeStyle = color;
  ctx.lineWidth = 3;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(plot.x(x), box.y0);
  ctx.lineTo(plot.x(x), box.y1);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** How probable which outputs are. */
function histogram(plot, masks, color) {
  const { ctx, box } = plot;
  const shares = new Float64Array(BINS);
  for (const each of masks) shares[Math.min(BINS - 1, Math.floor(each.y * BINS))] += each.share;
  const top = Math.max(...shares);
  ctx.fillStyle = color;
  ctx.globalAlpha = 0.45;
  shares.forEach((share, i) => {
    const height = 0.85 * (share / top) * (box.y1 - box.y0);
    if (share) ctx.fillRect(plot.x(i / BINS) + 1, box.y1 - height, plot.x(1 / BINS) - plot.x(0) - 2, height);
  });
  ctx.globalAlpha = 1;
}

/** The outputs of all masks: the exact mean, the mean of those drawn, the test output, the mask shown. */
export function drawOutputs(plot, { masks, exact, test, y, run }, colors) {
  if (!plot.width) return;
  const { ctx, box } = plot;
  const half = 6 * plot.ui.rem;
  plot.begin();
  histogram(plot, masks, colors.muted);
  upright(plot, exact.y, colors.ink, []);
  upright(plot, test.y, colors.accent, [6, 4]);
  ctx.fillStyle = colors.one;
  ctx.fillRect(plot.x(y) - half, box.y1 - 2 * half - 2, 2 * half, 2 * half);
  if (run) {
    const x = plot.x(run.y);
    ctx.fillStyle = colors.unit2;
    ctx.beginPath();
    ctx.moveTo(x - half, box.y0 + 2);
    ctx.lineTo(x + half, box.y0 + 2);
    ctx.lineTo(x, box.y0 + 2 + 2 * half);
    ctx.fill();
  }
  plot.end();
}
