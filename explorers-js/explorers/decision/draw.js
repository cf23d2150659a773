// The plane and the small maps of decision; all of it shows what the model gives.

import { HeatMap, classColors, drawIsoline, fmt, rampColors } from "../../kit.js";

export const [COARSE, FINE] = [41, 91]; // lattice points along a side, while something moves and at rest
const surface = new HeatMap();

/** Class 0 as circles, class 1 as squares, of radius r. */
function drawSet({ ctx, x, y }, set, r, colors) {
  if (!set) return;
  ctx.strokeStyle = colors.panel;
  ctx.lineWidth = r / 4;
  ["zero", "one"].forEach((kind, label) => {
    ctx.fillStyle = colors[kind];
    for (let k = 0; k < set.n; k++) {
      if (set.t[k] !== label) continue;
      const [px, py] = [x(set.x[2 * k]), y(set.x[2 * k + 1])];
      ctx.beginPath();
      if (label) ctx.rect(px - 0.9 * r, py - 0.9 * r, 1.8 * r, 1.8 * r);
      else ctx.arc(px, py, r, 0, 7);
      ctx.fill();
      ctx.stroke();
    }
  });
}

/** Paint what each hidden unit computes on the coarse lattice; gives which are dead, and their ranges. */
export function drawMaps(ui, maps, run, outputs, inputs, chosen) {
  const dead = run.dead();
  maps.shape(dead.map((column) => column.length), inputs); // prettier-ignore
  const ranges = dead.map((column, l) => {
    const values = outputs[run.hidden[l]];
    return column.map((isDead, u) => {
      let [low, high] = [Infinity, -Infinity];
      for (let k = u; k < values.length; k += column.length) {
        if (values[k] < low) low = values[k];
        if (values[k] > high) high = values[k];
      }
      const { heat, element } = maps.layers[l][u];
      heat.paint(COARSE, (k) => values[k * column.length + u], rampColors(ui.colors.ink, low, high, 0.85));
      element.classList.toggle("dead", isDead);
      element.setAttribute("aria-label", ui.t(isDead ? "unitDead" : "unit", { layer: l + 1, unit: u + 1 }));
      return [low, high];
    });
  });
  maps.drawWeights(run.affine.map(({ params }) => params.W), chosen); // prettier-ignore
  return { dead, ranges };
}

/** The output with its boundary, or one hidden unit enlarged; returns what its title says. */
export function drawPlane(ui, plane, run, outputs, n, { dead, ranges, shown }) {
  let title = ui.t("plane");
  plane.begin();
  if (shown) {
    const { layer, unit } = shown;
    const values = outputs[run.hidden[layer]];
    const [low, high] = ranges[layer][unit];
    const units = dead[layer].length;
    surface.paint(n, (k) => values[k * units + unit], rampColors(ui.colors.ink, low, high, 0.6));
    const names = { layer: layer + 1, unit: unit + 1, low: fmt(low), high: fmt(high) };
    title = ui.t(dead[layer][unit] ? "unitDead" : "unitPlane", names);
  } else {
    const y = outputs.at(-1);
    surface.paint(n, (k) => run.probability(y[k]), classColors(ui.colors, 0.5));
  }
  surface.drawOn(plane.ctx, plane.box);
  drawSet(plane, run.sets[1], 1.9, ui.colors);
  drawSet(plane, run.sets[0], 4, ui.colors);
  if (!shown) drawIsoline(plane, outputs.at(-1).map((v) => v - run.middle), n, ui.colors.ink);
  plane.end();
  return title;
}
