// The histograms of all layers, forward or backward, and the units with their twins.

import { bars } from "../../kit.js";

/** A histogram a layer, the first one on top. */
export function drawLayers(plot, values, colors, color) {
  const { ctx, box, x, y } = plot;
  plot.begin();
  Object.assign(ctx, { strokeStyle: colors.muted, lineWidth: 1 });
  ctx.setLineDash([2, 4]);
  ctx.beginPath();
  ctx.moveTo(x(0), box.y0);
  ctx.lineTo(x(0), box.y1);
  ctx.stroke();
  ctx.setLineDash([]);
  values.forEach((layer, l) => {
    const base = -l - 1;
    bars(plot, layer, { base, height: 0.82, color, bins: 61 });
    ctx.strokeStyle = colors.line;
    ctx.beginPath();
    ctx.moveTo(box.x0, y(base));
    ctx.lineTo(box.x1, y(base));
    ctx.stroke();
  });
  plot.end();
}

/** A square a unit, a row a layer: filled in one colour where units are twins, hollow where a unit is alone. */
export function drawUnits(plot, { layers, s }, colors) {
  const { ctx, x, y } = plot;
  plot.begin();
  const side = Math.max(2, Math.min(x(1) - x(0), y(0) - y(1)) - 2);
  layers.forEach(({ twins }, l) => {
    const count = new Map();
    for (const first of twins) count.set(first, (count.get(first) ?? 0) + 1);
    for (let unit = 0; unit < s.units; unit++) {
      const alone = count.get(twins[unit]) === 1;
      const [left, top] = [x(unit + 0.5) - side / 2, y(-l - 0.5) - side / 2];
      Object.assign(ctx, { fillStyle: colors.one, strokeStyle: colors.muted, lineWidth: 1 });
      if (alone) ctx.strokeRect(left + 0.5, top + 0.5, side - 1, side - 1);
      else ctx.fillRect(left, top, side, side);
    }
  });
  plot.end();
}
