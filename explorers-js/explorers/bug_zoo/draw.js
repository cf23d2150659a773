// Curves over the epochs, batch by batch, and the norms of the gradients.

import { clamp } from "../../kit.js";
import { BATCHES, CLASSES } from "./course.js";

export const [SMALLEST, LARGEST] = [-4, 0.5]; // decades of the gradients

function curve({ ctx, x, y }, values, { color, width = 2, dash = [], at = (k) => k }) {
  Object.assign(ctx, { strokeStyle: color, lineWidth: width, lineJoin: "round" });
  ctx.setLineDash(dash);
  ctx.beginPath();
  values.forEach((v, k) => ctx.lineTo(x(at(k)), y(v)));
  ctx.stroke();
  ctx.setLineDash([]);
}

function level({ ctx, x, y, domain }, value, color) {
  curve({ ctx, x, y }, [value, value], { color, width: 1, dash: [2, 4], at: (k) => domain.x[k] });
}

/** The loss of every batch (thin), and that on both sets after each epoch; dotted, the loss of guessing. */
export function drawLoss(plot, { steps, epochs }, colors) {
  plot.begin();
  level(plot, Math.log(CLASSES), colors.muted);
  plot.ctx.globalAlpha = 0.5;
  curve(plot, steps, { color: colors.muted, width: 1, at: (k) => (k + 0.5) / BATCHES });
  plot.ctx.globalAlpha = 1;
  drawSets(plot, epochs, "loss", colors);
}

export function drawAccuracy(plot, { epochs }, colors) {
  plot.begin();
  level(plot, 1 / CLASSES, colors.muted);
  drawSets(plot, epochs, "accuracy", colors);
}

function drawSets(plot, epochs, key, colors) {
  [{ color: colors.ink }, { color: colors.accent, dash: [6, 4] }].forEach((look, set) => {
    const values = epochs.map((epoch) => epoch[key][set]);
    curve(plot, values, look);
    const { ctx, x, y } = plot;
    ctx.fillStyle = look.color;
    ctx.beginPath();
    ctx.arc(x(values.length - 1), y(values.at(-1)), 3, 0, 7);
    ctx.fill();
  });
  plot.end();
}

/** The batches of the last epochs, one after the other, an upright line where an epoch begins. */
export function drawRecent(plot, { recent }, colors) {
  const { ctx, x, y, box } = plot;
  plot.begin();
  Object.assign(ctx, { strokeStyle: colors.line, lineWidth: 1 });
  for (let k = BATCHES; k < recent.length; k += BATCHES) ctx.strokeRect(x(k - 0.5), box.y0 - 2, 0, box.y1 - box.y0 + 4);
  level(plot, Math.log(CLASSES), colors.muted);
  curve(plot, recent, { color: colors.muted, width: 1.5 });
  ctx.fillStyle = colors.muted;
  recent.forEach((v, k) => {
    ctx.beginPath();
    ctx.arc(x(k), y(v), 2, 0, 7);
    ctx.fill();
  });
  plot.end();
}

/** A bar a layer, the first one on top; what is below the axis has no bar. */
export function drawNorms(plot, { norms }, colors) {
  const { ctx, x, y } = plot;
  plot.begin();
  ctx.fillStyle = colors.unit2;
  norms.forEach((norm, l) => {
    const end = x(clamp(Math.log10(norm), SMALLEST, LARGEST));
    ctx.fillRect(x(SMALLEST), y(-l - 0.3), end - x(SMALLEST), y(-l - 0.7) - y(-l - 0.3));
  });
  plot.end();
}
