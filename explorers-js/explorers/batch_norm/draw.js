// The batch on its way through the unit, and what it leaves behind, on their canvases. All of it shows
// what the model gives.

import { bars, bracket, clamp, dots, polyline, roundDomain } from "../../kit.js";

export const [BEFORE, AFTER, DATA] = [0.6, 0.4, 0.92]; // heights of the two rows of dots, and of the grips
const WINDOW = 60; // batches that the curves over time show
const NAMES = 24; // as many more make room for the names at their ends

/** What a plot of the values reaches to on both sides. */
export function reachOf({ data, mean, spread }) {
  if (!data.length) return 8;
  const far = Math.max(4, Math.abs(mean) + spread * Math.max(...data.flat().map(Math.abs)));
  const power = 10 ** Math.floor(Math.log10(far));
  return [1, 2, 5, 10].map((m) => m * power).find((m) => m >= far);
}

function line(ctx, x1, y1, x2, y2) {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

/** Distributions behind both rows, and where 0 is. */
function drawGround(plot, { many }, colors) {
  const { ctx, box, x, y } = plot;
  bars(plot, many.z, { base: BEFORE, height: 0.3, color: colors.faint });
  bars(plot, many.y, { base: AFTER, height: -0.3, color: colors.faint });
  ctx.strokeStyle = colors.line;
  ctx.lineWidth = 1;
  for (const v of [BEFORE, AFTER]) line(ctx, box.x0, y(v), box.x1, y(v));
  ctx.setLineDash([2, 4]);
  line(ctx, x(0), box.y0, x(0), box.y1);
  ctx.setLineDash([]);
}

/** Each example on its way; mean ± standard deviation in use are carried to β ± γ. */
function drawWays({ ctx, y }, { s, z, y: out, used }, colors, x) {
  const deviation = Math.sqrt(used.variance);
  ctx.fillStyle = colors[s.mode === "train" ? "zero" : "unit2"];
  ctx.globalAlpha = 0.13;
  ctx.beginPath();
  ctx.moveTo(x(used.mean - deviation), y(BEFORE));
  ctx.lineTo(x(used.mean + deviation), y(BEFORE));
  ctx.lineTo(x(s.beta + s.gamma), y(AFTER));
  ctx.lineTo(x(s.beta - s.gamma), y(AFTER));
  ctx.fill();
  const crowded = z.length > 24;
  ctx.strokeStyle = colors.muted;
  ctx.globalAlpha = crowded ? 0.45 : 0.7;
  ctx.lineWidth = crowded ? 1 : 1.5;
  z.forEach((v, i) => i && line(ctx, x(v), y(BEFORE), x(out[i]), y(AFTER)));
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colors.one;
  ctx.lineWidth = 2.25;
  line(ctx, x(z[0]), y(BEFORE), x(out[0]), y(AFTER));
}

/** Draw the batch before and after; `names` are the nodes of what has a name. Gives data ± deviation. */
export function drawBatch(plot, now, colors, names) {
  const { ctx, y } = plot;
  const { s, z } = now;
  const reach = plot.domain.x[1];
  const x = (v) => plot.x(clamp(v, -50 * reach, 50 * reach));
  const training = s.mode === "train";
  plot.begin();
  drawGround(plot, now, colors);
  drawWays(plot, now, colors, x);
  const look = { color: colors.ink, edge: colors.panel, radius: z.length > 24 ? 3.5 : 5 };
  dots(plot, z.subarray(1), BEFORE, look);
  dots(plot, now.y.subarray(1), AFTER, look);
  if (s.odd !== 0) dots(plot, now.yDrawn.subarray(1), AFTER - 0.045, { color: colors.panel, edge: colors.ink, radius: 3.5 });

  const { running, batch, data } = now.history.at(-1);
  const around = ({ mean, variance }) => ({ center: mean, half: Math.sqrt(variance), hollow: colors.panel });
  bracket(plot, { ...around(batch), y: 0.71, color: colors.zero, bold: training, tag: names.batch });
  bracket(plot, { ...around(running), y: 0.81, color: colors.unit2, bold: !training, tag: names.running });
  bracket(plot, { center: s.beta, half: s.gamma, y: 0.12, color: colors.ink, hollow: colors.panel, tag: names.target });
  const spread = [-1, 1].map((side) => data.mean + side * Math.sqrt(data.variance));
  ctx.strokeStyle = colors.ink;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([1, 4]);
  line(ctx, x(spread[0]), y(DATA), x(spread[1]), y(DATA));
  ctx.setLineDash([]);
  plot.end();
  return spread;
}

/** Draw the mean or the variance, batch by batch; gives where its lines end, in pixels. */
export function drawMoments(plot, what, { s, history }, colors) {
  const first = Math.max(0, s.batches - WINDOW);
  const shown = history.slice(first);
  const highest = Math.max(...shown.map(({ data, running }) => Math.max(data.variance, running.variance)));
  const ceiling = what === "variance" ? 2.5 * highest : Infinity;
  const values = shown.flatMap((e) => [e.data[what], e.running[what], Math.min(e.batch[what], ceiling)]);
  plot.setDomain([first, first + WINDOW + NAMES], roundDomain([0, ...values]));
  if (!plot.width) return [];
  const { ctx, box, x, y } = plot;
  plot.begin();
  ctx.fillStyle = colors.surface;
  for (const { k, training } of shown) if (!training) ctx.fillRect(x(k - 0.5), box.y0, x(k + 0.5) - x(k - 0.5) + 0.5, box.y1 - box.y0);
  ctx.lineCap = "round";
  const stairs = (value) => shown.flatMap((e) => [-0.5, 0.5].map((half) => [e.k + half, value(e)]));
  const spot = (k, value, color, radius) => {
    ctx.fillStyle = color;
    ctx.beginPath();
    ctx.arc(x(k), y(value), radius, 0, 7);
    ctx.fill();
  };
  polyline(plot, stairs((e) => e.data[what]), { color: colors.ink, width: 1.75, dash: [1, 4] });
  if (what === "variance") polyline(plot, stairs((e) => e.expected), { color: colors.zero, width: 1.25, dash: [5, 4] });
  for (const { k, batch } of shown) spot(k, batch[what], colors.zero, k === s.batches ? 4.5 : 2.25);
  const last = history.at(-1);
  const start = first === 0 ? [[0, what === "mean" ? 0 : 1]] : [];
  polyline(plot, [...start, ...shown.map(({ k, running }) => [k, running[what]])], { color: colors.unit2, width: 2.5 });
  spot(s.batches, last.running[what], colors.unit2, 4.5);
  plot.end();
  const end = (who, color) => ({ name: who, style: { light: color, dark: color }, x: x(s.batches), y: clamp(y(last[who][what]), box.y0, box.y1) });
  return [end("data", colors.ink), end("batch", colors.zero), end("running", colors.unit2)];
}
