// The cloud of the inputs, and the valley of their two weights with the path of gradient descent.

const POINTS = 150;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Places evenly spread like a normal distribution, the same every time. */
const NORMAL = Array.from({ length: POINTS }, (_, k) => {
  const radius = Math.sqrt(-2 * Math.log(1 - (k + 0.5) / POINTS));
  return [radius * Math.cos(k * GOLDEN), radius * Math.sin(k * GOLDEN)];
});

/** Make one unit as long along x as along y: the middle of x stays, y is [low, high]. */
function equalUnits(plot, middle, [low, high]) {
  const { box } = plot;
  const half = plot.width ? ((high - low) / 2) * ((box.x1 - box.x0) / (box.y1 - box.y0)) : (high - low) / 2;
  plot.setDomain([middle - half, middle + half], [low, high]);
}

/** Both features with one unit of length, and the origin in sight. */
export function drawCloud(plot, { centre, spread, r }, colors) {
  const most = Math.max(...centre.map((c, i) => Math.abs(c) + 3 * spread[i]));
  const low = Math.min(...centre.map((c, i) => c - 3 * spread[i]), 0);
  equalUnits(plot, (low + most) / 2, [low, most]);
  if (!plot.width) return;
  const { ctx, x, y, box } = plot;
  plot.begin();
  ctx.strokeStyle = colors.line;
  ctx.beginPath();
  ctx.moveTo(x(0), box.y0);
  ctx.lineTo(x(0), box.y1);
  ctx.moveTo(box.x0, y(0));
  ctx.lineTo(box.x1, y(0));
  ctx.stroke();
  ctx.fillStyle = colors.accent;
  ctx.globalAlpha = 0.6;
  for (const [u, v] of NORMAL) {
    const [p, q] = [centre[0] + spread[0] * u, centre[1] + spread[1] * (r * u + Math.sqrt(1 - r * r) * v)];
    ctx.beginPath();
    ctx.arc(x(p), y(q), 2.2, 0, 7);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
  plot.end();
}

/** Contours about the best weights in the middle; the long axis of an ellipse is √κ times the short one. */
export function drawValley(plot, { hessian: [a, b, c], kappa, path }, colors) {
  equalUnits(plot, 0, [-1.2, 1.2]);
  if (!plot.width) return;
  const { ctx, x, y } = plot;
  const [left, top, unit] = [x(0), y(0), x(1) - x(0)];
  const steep = Math.atan2(2 * b, a - c) / 2; // the direction of the larger curvature
  plot.begin();
  ctx.strokeStyle = colors.muted;
  ctx.lineWidth = 1;
  for (let k = 1; k <= 8; k++) {
    const short = (0.16 * k * unit) / Math.min(kappa, 4) ** 0.25;
    ctx.beginPath();
    ctx.ellipse(left, top, short, Math.min(short * Math.sqrt(kappa), 1e5), -steep, 0, 7);
    ctx.stroke();
  }
  ctx.strokeStyle = ctx.fillStyle = colors.accent;
  ctx.lineWidth = 2;
  ctx.beginPath();
  for (const [u, v] of path) ctx.lineTo(x(u), y(v));
  ctx.stroke();
  for (const [u, v] of path.length > 60 ? [path[0], path.at(-1)] : path) {
    ctx.beginPath();
    ctx.arc(x(u), y(v), 3, 0, 7);
    ctx.fill();
  }
  ctx.strokeStyle = colors.ink;
  ctx.lineWidth = 2.5;
  ctx.beginPath();
  for (const [dx, dy] of [[6, 0], [0, 6]]) {
    ctx.moveTo(left - dx, top - dy);
    ctx.lineTo(left + dx, top + dy);
  } // prettier-ignore
  ctx.stroke();
  plot.end();
}
