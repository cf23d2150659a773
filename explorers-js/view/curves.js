// Curves over the epochs (or steps) of a training: some series, a common vertical axis.

/** The round number at or above n: 10, 20, 50, 100, … */
export function roundSpan(n, least = 10) {
  for (let power = 1; ; power *= 10)
    for (const m of [1, 2, 5]) if (m * power >= Math.max(n, least)) return m * power;
}

/**
 * Draw each of `series` = { values, color, dash? } from x = 0, and a dot at its last value.
 * The plot's domain is set to what they need; what is not finite is left out.
 */
export function drawCurves(plot, series, { top = 0, least = 10, level } = {}) {
  const last = Math.max(...series.map(({ values }) => values.length - 1));
  let high = top;
  for (const { values } of series) for (const v of values) if (v > high && v < Infinity) high = v;
  plot.setDomain([0, roundSpan(last, least)], [0, roundSpan(high * 1000, 1) / 1000]);
  if (!plot.width) return;
  const { ctx } = plot;
  plot.begin();
  if (level) drawLevel(plot, level);
  ctx.lineWidth = 2.25;
  ctx.lineJoin = "round";
  for (const { values, color, dash = [] } of series) {
    const every = Math.max(1, Math.floor(values.length / 600));
    const end = values.length - 1;
    ctx.strokeStyle = ctx.fillStyle = color;
    ctx.setLineDash(dash);
    ctx.beginPath();
    for (let k = 0; k <= end; k += every) if (Number.isFinite(values[k])) ctx.lineTo(plot.x(k), plot.y(values[k]));
    if (Number.isFinite(values[end])) ctx.lineTo(plot.x(end), plot.y(values[end]));
    ctx.stroke();
    ctx.setLineDash([]);
    if (!Number.isFinite(values[end])) continue;
    ctx.beginPath();
    ctx.arc(plot.x(end), plot.y(values[end]), 3.5, 0, 7);
    ctx.fill();
  }
  plot.end();
}

/** A dotted level { y, color, text } that the curves can be compared with. */
export function drawLevel({ ui, ctx, box, y }, level) {
  ctx.strokeStyle = ctx.fillStyle = level.color;
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 4]);
  ctx.beginPath();
  ctx.moveTo(box.x0, y(level.y));
  ctx.lineTo(box.x1, y(level.y));
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = ui.font(12);
  ctx.textAlign = "end";
  ctx.fillText(level.text, box.x1 - 6, y(level.y) + 14 * ui.rem);
}
