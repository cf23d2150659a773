// Distributions along the horizontal axis of a plot: bars, dots, and a centre with what lies around it.

import { attr } from "./dom.js";
import { clamp, ticks } from "./scale.js";

/** The smallest domain with round ends that holds all values. */
export function roundDomain(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [first, second] = ticks([low, high + 1e-9 + Math.abs(high) * 1e-3], 3);
  const step = second > first ? second - first : 1;
  return [Math.floor(low / step) * step, Math.ceil(high / step + 1e-9) * step];
}

/** A histogram on the line y = base; the highest bar is `height` high (negative: it hangs down). */
export function bars(plot, values, { base, height, color, bins = 81 }) {
  const { ctx } = plot;
  const [low, high] = plot.domain.x;
  const counts = new Float64Array(bins); // centred on the ends of the domain and evenly between
  for (const v of values) {
    const bin = Math.round(((v - low) / (high - low)) * (bins - 1));
    if (bin >= 0 && bin < bins) counts[bin] += 1;
  }
  const top = Math.max(...counts);
  const width = (plot.box.x1 - plot.box.x0) / (bins - 1);
  ctx.fillStyle = color;
  counts.forEach((count, i) => {
    if (count) ctx.fillRect(plot.box.x0 + (i - 0.5) * width, plot.y(base), width + 0.5, plot.y(base + (height * count) / top) - plot.y(base));
  });
}

/** A dot for each value at the height y; a triangle at the edge for what lies beyond. */
export function dots(plot, values, y, { color, edge, radius }) {
  const { ctx } = plot;
  ctx.fillStyle = color;
  ctx.strokeStyle = edge;
  ctx.lineWidth = 1.25;
  const py = plot.y(y);
  for (const v of values) {
    const inside = clamp(v, ...plot.domain.x);
    const px = plot.x(inside);
    ctx.beginPath();
    if (inside === v) ctx.arc(px, py, radius, 0, 7);
    else {
      const back = v > inside ? -9 : 9;
      ctx.moveTo(px, py);
      ctx.lineTo(px + back, py - 5);
      ctx.lineTo(px + back, py + 5);
      ctx.closePath();
    }
    ctx.fill();
    ctx.stroke();
  }
}

/** Put a label at the height y on the right of [low, high], or on the left if there is no room. */
export function beside(plot, node, [low, high], y) {
  const { x0, x1 } = plot.box;
  const fits = plot.x(high) + 14 + 12 * node.textContent.length < x1;
  const at = fits ? Math.max(plot.x(high), x0) + 13 : Math.min(plot.x(low), x1) - 13;
  attr(node, { x: at, y: plot.y(y) + 4, "text-anchor": fits ? "start" : "end" });
}

/** center ± half at the height y, with its label beside it; what is in use is `bold`. */
export function bracket(plot, { center, half, y, color, hollow, bold = false, tag }) {
  const { ctx } = plot;
  const far = 1e4;
  const ends = [center - half, center + half].sort((a, b) => a - b);
  const [a, b] = ends.map((v) => clamp(plot.x(v), -far, far));
  const py = plot.y(y);
  ctx.strokeStyle = color;
  ctx.fillStyle = bold ? color : hollow;
  ctx.lineWidth = bold ? 4 : 1.5;
  ctx.beginPath();
  ctx.moveTo(a, py);
  ctx.lineTo(b, py);
  for (const end of [a, b]) {
    ctx.moveTo(end, py - 5);
    ctx.lineTo(end, py + 5);
  }
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(plot.x(center), py, bold ? 6 : 4.5, 0, 7);
  ctx.fill();
  ctx.stroke();
  beside(plot, tag, ends, y);
}
