// Bars of both runs, side by side for each class.

import { fmt } from "../../kit.js";

const WIDTH = 0.38;

/** Cross-entropy filled, mean squared error with a dashed outline, each with its number. */
export function drawPairs(plot, { ce, mse }, colors) {
  if (!plot.width) return;
  const { ctx, box, x, y } = plot;
  const base = y(0);
  plot.begin();
  ctx.strokeStyle = colors.line;
  ctx.beginPath();
  ctx.moveTo(box.x0, base);
  ctx.lineTo(box.x1, base);
  ctx.stroke();
  ctx.font = plot.ui.font(11);
  ctx.textAlign = "center";
  [ce, mse].forEach((values, i) =>
    values.forEach((value, k) => {
      const [left, right] = [k + 1 + (i - 1) * WIDTH, k + 1 + i * WIDTH].map(x);
      const top = y(value);
      ctx.setLineDash(i ? [5, 4] : []);
      ctx.lineWidth = 2;
      ctx.fillStyle = ctx.strokeStyle = i ? colors.accent : colors.ink;
      ctx.globalAlpha = i ? 0.2 : 0.75;
      ctx.fillRect(left + 2, Math.min(top, base), right - left - 4, Math.abs(top - base));
      ctx.globalAlpha = 1;
      if (i) ctx.strokeRect(left + 3, Math.min(top, base), right - left - 6, Math.abs(top - base));
      ctx.fillStyle = colors.ink;
      ctx.fillText(fmt(value), (left + right) / 2, value < 0 ? top + 14 * plot.ui.rem : top - 5);
    }),
  );
  ctx.setLineDash([]);
  plot.end();
}
