// The units of all layers, with their twins.

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
