// The regions on their canvas: the more units are on, the darker; the earlier a border's layer, the thicker.

const WIDTHS = [2.5, 1.4, 0.9, 0.6];

function outline(ctx, { x, y }, piece) {
  ctx.beginPath();
  for (const [a, b] of piece) ctx.lineTo(x(a), y(b));
  ctx.closePath();
}

export function drawRegions(plot, { stages, pieces, shares }, colors) {
  const { ctx } = plot;
  plot.begin();
  ctx.fillStyle = colors.zero;
  pieces.forEach((piece, i) => {
    ctx.globalAlpha = 0.06 + 0.6 * shares[i];
    outline(ctx, plot, piece);
    ctx.fill();
  });
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colors.ink;
  ctx.lineJoin = "round";
  [...stages.entries()].reverse().forEach(([layer, all]) => {
    ctx.lineWidth = WIDTHS[layer];
    for (const piece of all) {
      outline(ctx, plot, piece);
      ctx.stroke();
    }
  });
  plot.end();
}
