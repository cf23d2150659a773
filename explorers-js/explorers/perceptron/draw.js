// The plane of perceptron on its canvas: the answers, and how far each example is from the line.

import { HeatMap, classColors, latticePoints } from "../../kit.js";
import { DOMAIN } from "./model.js";

const N = 121; // lattice points along a side
const lattice = latticePoints(DOMAIN, N);
const heat = new HeatMap();

export function drawAnswers(plot, { weights: [w1, w2, b], x, distances, correct }, colors) {
  const { ctx } = plot;
  plot.begin();
  heat.paint(N, (k) => (w1 * lattice[2 * k] + w2 * lattice[2 * k + 1] + b > 0 ? 1 : 0), classColors(colors, 0.28));
  heat.drawOn(ctx, plot.box);
  if (distances) {
    const size = Math.hypot(w1, w2);
    ctx.lineWidth = 2;
    x.forEach(([px, py], k) => {
      const d = distances[k] / size;
      ctx.strokeStyle = correct[k] ? colors.good : colors.bad;
      ctx.setLineDash(correct[k] ? [] : [4, 4]);
      ctx.beginPath();
      ctx.moveTo(plot.x(px), plot.y(py));
      ctx.lineTo(plot.x(px - d * w1), plot.y(py - d * w2));
      ctx.stroke();
    });
    ctx.setLineDash([]);
  }
  plot.end();
}
