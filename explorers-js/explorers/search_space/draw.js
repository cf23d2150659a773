// The trials on the plane and on each axis, and the best so far over the replays.

import { polyline } from "../../kit.js";
import { score, DECAYS, RATES } from "./model.js";

const CELLS = 48;
const middle = ([low, high], k) => low + ((k + 0.5) * (high - low)) / CELLS;

function dot(ctx, px, py, radius, fill, edge) {
  Object.assign(ctx, { fillStyle: fill, strokeStyle: edge, lineWidth: 1.5 });
  ctx.beginPath();
  ctx.arc(px, py, radius, 0, 7);
  ctx.fill();
  ctx.stroke();
}

/** The hidden response, as dark as it is good. */
function drawResponse({ ctx, x, y }, { optimum, s }, color) {
  ctx.fillStyle = color;
  for (let i = 0; i < CELLS; i++)
    for (let j = 0; j < CELLS; j++) {
      const [a, b] = [middle(RATES, i), middle(DECAYS, j)];
      ctx.globalAlpha = (0.6 * score([a, b], optimum, s.matters)) / 100;
      const [w, h] = [(RATES[1] - RATES[0]) / CELLS / 2, (DECAYS[1] - DECAYS[0]) / CELLS / 2];
      const [left, right, top, bottom] = [x(a - w), x(a + w), y(b + h), y(b - h)].map(Math.round); // no seams
      ctx.fillRect(left, top, right - left, bottom - top);
    }
  ctx.globalAlpha = 1;
}

/** Where was tried; few trials carry their accuracy, the best one is a square. */
export function drawPlane(plot, now, colors) {
  const { ctx, box, x, y, ui } = plot;
  const { places, scores, best, s } = now;
  plot.begin();
  if (s.reveal === "shown") drawResponse(plot, now, colors.zero);
  Object.assign(ctx, { strokeStyle: colors.muted, lineWidth: 1, globalAlpha: 0.6 });
  for (const [a, b] of places) {
    ctx.fillStyle = colors.muted;
    ctx.fillRect(x(a) - 1, box.y1 - 9, 2, 9); // which rates and which decays were tried
    ctx.fillRect(box.x0, y(b) - 1, 9, 2);
  }
  ctx.globalAlpha = 1;
  ctx.font = ui.font(11);
  ctx.textAlign = "center";
  places.forEach(([a, b], k) => {
    if (k !== best) dot(ctx, x(a), y(b), 5, colors.ink, colors.panel);
    if (places.length > 16) return;
    const text = scores[k].toFixed(0);
    const py = y(b) < box.y0 + 26 ? y(b) + 18 * ui.rem : y(b) - 9;
    Object.assign(ctx, { fillStyle: colors.ink, strokeStyle: colors.panel, lineWidth: 3 });
    ctx.strokeText(text, Math.min(Math.max(x(a), box.x0 + 10), box.x1 - 10), py);
    ctx.fillText(text, Math.min(Math.max(x(a), box.x0 + 10), box.x1 - 10), py);
  });
  if (best >= 0) drawBest(ctx, x(places[best][0]), y(places[best][1]), colors);
  plot.end();
}

function drawBest(ctx, px, py, colors) {
  Object.assign(ctx, { fillStyle: colors.one, strokeStyle: colors.panel, lineWidth: 1.5 });
  ctx.fillRect(px - 6, py - 6, 12, 12);
  ctx.strokeRect(px - 6, py - 6, 12, 12);
}

/** Accuracy against one of the two hyperparameters: what the trials show of that axis. */
export function drawAxis(plot, now, axis, colors) {
  const { ctx, x, y } = plot;
  const { places, scores, best, optimum, s } = now;
  plot.begin();
  if (s.reveal === "shown") {
    const [low, high] = plot.domain.x;
    const at = (v) => (axis === 0 ? [v, optimum[1]] : [optimum[0], v]);
    const points = Array.from({ length: 161 }, (_, k) => low + (k * (high - low)) / 160);
    polyline(plot, points.map((v) => [v, score(at(v), optimum, s.matters)]), { color: colors.zero, dash: [2, 4] }); // prettier-ignore
  }
  places.forEach((place, k) => k !== best && dot(ctx, x(place[axis]), y(scores[k]), 4, colors.ink, colors.panel));
  if (best >= 0) drawBest(ctx, x(places[best][axis]), y(scores[best]), colors);
  plot.end();
}

/** Mean best so far: grid dashed, random solid, and the search on the plane in steps. */
export function drawReplays(plot, { replays, scores }, colors) {
  const points = (curve) => Array.from(curve, (value, k) => [k + 1, value]);
  let most = 0;
  const steps = scores.flatMap((value, k) => {
    const before = most;
    most = Math.max(most, value);
    return k ? [[k + 1, before], [k + 1, most]] : [[1, most]]; // prettier-ignore
  });
  plot.begin();
  polyline(plot, points(replays.grid), { color: colors.accent, dash: [6, 4] });
  polyline(plot, points(replays.random), { color: colors.ink });
  if (steps.length) {
    polyline(plot, steps, { color: colors.one, width: 1.5 });
    drawBest(plot.ctx, plot.x(steps.at(-1)[0]), plot.y(most), colors);
  }
  plot.end();
}
