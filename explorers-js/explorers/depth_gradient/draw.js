// Gradients over the layers, and the factor of a layer over the gain; both axes of values are powers of ten.

import { clamp } from "../../kit.js";
import { GAINS, oddity } from "./model.js";

const ROUND = [1, 2, 4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 320];
const power = (v) => Math.log10(Math.abs(v));

/** The round powers of ten between which all values lie that can be drawn; few, so that axes seldom jump. */
export function powersOf(values, least = 1) {
  const powers = values.filter((v) => v !== null).map(power).filter(Number.isFinite);
  const up = (most) => ROUND.find((p) => p >= Math.max(most, least)) ?? ROUND.at(-1);
  return [-up(-Math.min(0, ...powers)), up(Math.max(0, ...powers))];
}

/** A line through [x, y] in data coordinates, broken where y is no number. */
function line({ ctx, x, y }, points, { color, width = 2.25, dash = [] }) {
  Object.assign(ctx, { strokeStyle: color, lineWidth: width, lineJoin: "round" });
  ctx.setLineDash(dash);
  ctx.beginPath();
  let broken = true;
  for (const [a, b] of points) {
    const drawn = Number.isFinite(b);
    if (drawn && broken) ctx.moveTo(x(a), y(b));
    else if (drawn) ctx.lineTo(x(a), y(b));
    broken = !drawn;
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

function marks({ ctx, x, y }, points, color, shape) {
  ctx.fillStyle = color;
  for (const [a, b] of points) {
    if (!Number.isFinite(b)) continue;
    ctx.beginPath();
    shape(x(a), y(b));
    ctx.fill();
  }
}

/** Layers whose gradient is no number that counts: shaded, with the word for it. */
function odd({ ui, ctx, x, y, box }, norms, colors) {
  const words = norms.map(oddity);
  const half = (x(1) - x(0)) / 2;
  ctx.font = ui.font(13, 600);
  ctx.textAlign = "center";
  for (let from = 0; from < words.length; ) {
    let to = from;
    while (to + 1 < words.length && words[to + 1] === words[from]) to++;
    if (words[from] !== null) {
      ctx.fillStyle = colors.faint;
      ctx.fillRect(x(from + 1) - half, box.y0, x(to + 1) - x(from + 1) + 2 * half, box.y1 - box.y0);
      ctx.fillStyle = colors.bad;
      const middle = clamp((x(from + 1) + x(to + 1)) / 2, box.x0 + 18, box.x1 - 18);
      ctx.fillText(words[from], middle, words[from] === "0" ? box.y1 - 10 : box.y0 + 18 * ui.rem);
    }
    from = to + 1;
  }
}

function level({ ctx, box, y }, colors) {
  Object.assign(ctx, { strokeStyle: colors.muted, lineWidth: 1 });
  ctx.beginPath();
  ctx.moveTo(box.x0, y(0));
  ctx.lineTo(box.x1, y(0));
  ctx.stroke();
}

/** The gradient by the input of each layer (dots), by its weights (diamonds), and the mean slope (dashed). */
export function drawGradients(plot, { inputs, weights, slopes }, colors) {
  const { ctx } = plot;
  const points = (values) => values.map((v, l) => [l + 1, power(v)]);
  const r = clamp(60 / inputs.length, 2, 4);
  plot.begin();
  odd(plot, inputs, colors);
  level(plot, colors);
  line(plot, points(slopes), { color: colors.unit2, dash: [6, 4] });
  const diamond = (px, py) => [[0, -1.4 * r], [1.4 * r, 0], [0, 1.4 * r], [-1.4 * r, 0]].forEach(([dx, dy]) => ctx.lineTo(px + dx, py + dy)); // prettier-ignore
  marks(plot, points(weights), colors.ink, diamond);
  line(plot, points(inputs), { color: colors.zero });
  marks(plot, points(inputs), colors.zero, (px, py) => ctx.arc(px, py, r, 0, 7));
  plot.end();
}

/** The factor of a layer over the gain, beside what the weights alone would make of it. */
export function drawFactors(plot, { curve, alone, s }, colors) {
  const { ui, ctx, box } = plot;
  plot.begin();
  level(plot, colors);
  Object.assign(ctx, { fillStyle: colors.muted, textAlign: "start", font: ui.font(12) });
  ctx.fillText(ui.t("explodes"), box.x0 + 8, box.y0 + 18 * ui.rem); // curves go from below to above
  ctx.textAlign = "end";
  ctx.fillText(ui.t("vanishes"), box.x1 - 8, box.y1 - 10);
  const straight = plot.domain.x.map((g) => [g, power(alone / s.gain) + g]);
  line(plot, straight, { color: colors.muted, width: 1.75, dash: [2, 4] });
  line(plot, curve.map((v, k) => [power(GAINS[k]), v === null ? NaN : power(v)]), { color: colors.zero, width: 2.75 }); // prettier-ignore
  plot.end();
}
