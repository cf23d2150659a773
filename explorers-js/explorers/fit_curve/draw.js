// The curve through its examples, the two errors along an axis, and the size of the weights.

import { clamp, polyline, polynomial } from "../../kit.js";
import { truth } from "./model.js";

function dot(ctx, px, py, radius, color) {
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.arc(px, py, radius, 0, 7);
  ctx.fill();
}

/** What the polynomial answers, what lies behind the examples, and both kinds of them. */
export function drawFit(plot, { weights, train, test }, colors) {
  const { ctx, box, x, y } = plot;
  const at = (f) => Array.from({ length: 401 }, (_, k) => -1 + k / 200).map((v) => [v, clamp(f(v), -100, 100)]);
  plot.begin();
  ctx.globalAlpha = 0.55;
  test.x.forEach((v, k) => dot(ctx, x(v), y(test.y[k]), 1.75, colors.muted));
  ctx.globalAlpha = 1;
  polyline(plot, at(truth), { color: colors.muted, width: 2, dash: [2, 4] });
  polyline(plot, at((v) => polynomial(weights, v)), { color: colors.zero, width: 2.75 });
  const radius = clamp(60 / train.x.length, 2.5, 5);
  train.x.forEach((v, k) => {
    if (k === train.chosen) return;
    const py = y(train.y[k]);
    if (py > box.y0 && py < box.y1) dot(ctx, x(v), py, radius + 1.25, colors.panel);
    dot(ctx, x(v), py, radius, colors.ink);
  });
  plot.end();
}

/** Errors on training (solid) and new examples (dashed) over `span(value)`, the noise, and where we are. */
export function drawErrors(plot, { along, s }, colors, span) {
  const { ctx, box, x, y } = plot;
  const curve = (key) => along.map((point) => [span(point.value), point[key]]);
  plot.begin();
  const here = x(span(s[s.axis]));
  ctx.fillStyle = colors.faint;
  ctx.fillRect(here - 5, box.y0, 10, box.y1 - box.y0);
  polyline(plot, [[plot.domain.x[0], s.noise], [plot.domain.x[1], s.noise]], { color: colors.muted, width: 1.5, dash: [2, 4] }); // prettier-ignore
  polyline(plot, curve("trainError"), { color: colors.ink });
  polyline(plot, curve("testError"), { color: colors.accent, dash: [6, 4] });
  plot.end();
}

/** The two errors of the state itself, on its bar. */
export function drawHere(plot, { s, trainError, testError }, colors, span) {
  const { ctx, box, x, y } = plot;
  const here = x(span(s[s.axis]));
  for (const [value, color] of [[trainError, colors.ink], [testError, colors.accent]]) dot(ctx, here, clamp(y(value), box.y0, box.y1), 5, color); // prettier-ignore
}

/** Size of a weight on the axis of weights: equal up to about 1, then by its power of ten. */
const size = (w) => Math.sign(w) * Math.log10(1 + Math.abs(w));

/** A bar for each weight but the bias, with its number. */
export function drawWeights(plot, { weights }, colors) {
  const { ctx, box, x, y } = plot;
  plot.begin();
  ctx.strokeStyle = colors.line;
  ctx.beginPath();
  ctx.moveTo(box.x0, y(0));
  ctx.lineTo(box.x1, y(0));
  ctx.stroke();
  ctx.font = plot.ui.font(11);
  ctx.textAlign = "center";
  weights.slice(1).forEach((w, k) => {
    const top = y(clamp(size(w), -4, 4));
    ctx.fillStyle = colors.unit1;
    ctx.fillRect(x(k + 0.7), Math.min(top, y(0)), x(1.3) - x(0.7), Math.max(1, Math.abs(top - y(0))));
    ctx.fillStyle = colors.ink;
    const digits = Math.abs(w) < 9.95 ? 1 : 0;
    ctx.fillText(w.toFixed(digits).replace("-", "−"), x(k + 1), w < 0 ? top + 12 * plot.ui.rem : top - 4);
  });
  plot.end();
}
