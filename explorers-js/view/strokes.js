// Lines and arrows in data coordinates.

/** Draw a line through points [[x, y], …]. */
export function polyline({ ctx, x, y }, points, { color, width = 2.25, dash = [] }) {
  Object.assign(ctx, { strokeStyle: color, lineWidth: width, lineJoin: "round" });
  ctx.setLineDash(dash);
  ctx.beginPath();
  for (const [a, b] of points) ctx.lineTo(x(a), y(b));
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Draw an arrow from the place `from` by `by`; gives its tip in pixels. */
export function drawArrow({ ctx, x, y }, from, by, { color, halo, width = 2.5 }) {
  const [px, py, qx, qy] = [x(from[0]), y(from[1]), x(from[0] + by[0]), y(from[1] + by[1])];
  const [length, angle] = [Math.hypot(qx - px, qy - py), Math.atan2(qy - py, qx - px)];
  const head = Math.min(9, length);
  ctx.save();
  ctx.translate(px, py);
  ctx.rotate(angle);
  Object.assign(ctx, { lineWidth: width + 3, strokeStyle: halo, fillStyle: color, lineCap: "butt", lineJoin: "round" });
  const shaft = () => {
    ctx.beginPath();
    ctx.moveTo(0, 0);
    ctx.lineTo(length - head, 0);
    ctx.stroke();
  };
  ctx.globalAlpha *= 0.8;
  shaft(); // apart from what lies below
  ctx.globalAlpha /= 0.8;
  Object.assign(ctx, { lineWidth: width, strokeStyle: color });
  shaft();
  ctx.beginPath();
  ctx.moveTo(length, 0);
  ctx.lineTo(length - head, head / 2);
  ctx.lineTo(length - head, -head / 2);
  ctx.fill();
  ctx.restore();
  return [qx, qy];
}
