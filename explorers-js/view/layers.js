// What figures of a stack of layers share: a histogram a layer, and a player that adds layers.

import { bars } from "./distribution.js";
import { player } from "./player.js";

/**
 * A histogram a layer, the first one on top; layer l stands between -l and -l - 1, below a dotted 0.
 *
 * @param values  the numbers of each layer
 * @param look    color, height and bins, as `bars` takes them
 */
export function drawLayers(plot, values, colors, look) {
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
    bars(plot, layer, { base, ...look });
    ctx.strokeStyle = colors.line;
    ctx.beginPath();
    ctx.moveTo(box.x0, y(base));
    ctx.lineTo(box.x1, y(base));
    ctx.stroke();
  });
  plot.end();
}

/** Play adds a layer at a time to the state's `depth`, up to `most`. */
export const layerPlayer = (ui, most) =>
  player(ui, {
    speeds: [1, 2],
    interval: 450,
    stepName: ui.t("oneLayer"),
    count: () => ui.state.depth,
    advance(n) {
      const depth = Math.min(most, ui.state.depth + n);
      ui.set({ depth });
      return depth < most;
    },
    rewind: () => ui.set({ depth: 1 }),
  });
