// What a network of one output answers over a plane, and the points of the two classes in it.

import { HeatMap, classColors } from "./heatmap.js";
import { drawIsoline } from "./parts.js";

const surface = new HeatMap();

/** Points { x, t, n } of class 0 as circles, of class 1 as squares, of radius r. */
export function drawClasses({ ctx, x, y }, set, r, colors) {
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

/**
 * Shade an n × n lattice by the `probability` of its `outputs`, draw each [set, radius] of points, and
 * on top the boundary, where an output is `middle`.
 */
export function drawAnswers(plot, { outputs, n, probability, middle }, sets, colors) {
  surface.paint(n, (k) => probability(outputs[k]), classColors(colors, 0.5));
  surface.drawOn(plot.ctx, plot.box);
  for (const [set, r] of sets) drawClasses(plot, set, r, colors);
  drawIsoline(plot, outputs.map((v) => v - middle), n, colors.ink); // prettier-ignore
}
