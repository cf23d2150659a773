// A function of two variables seen from above: shading and contour lines (marching squares).

import { attr, h } from "./dom.js";
import { HeatMap, rampColors } from "./heatmap.js";

/**
 * The lines on which `values` (nx × ny, row after row from low to high y) take one of `levels`, as a
 * Path2D; `x(i)` and `y(j)` place lattice coordinates on the screen. `levels` are in rising order.
 */
function contourLines(values, nx, ny, levels, x, y) {
  const lines = new Path2D();
  const cuts = new Float64Array(8);
  for (let j = 0; j + 1 < ny; j++)
    for (let i = 0; i + 1 < nx; i++) {
      const at = j * nx + i;
      const [a, b, c, d] = [values[at], values[at + 1], values[at + nx + 1], values[at + nx]];
      const low = Math.min(a, b, c, d);
      const high = Math.max(a, b, c, d);
      for (const level of levels) {
        if (level <= low) continue;
        if (level > high) break;
        let n = 0;
        const cut = (u, v, px, py, dx, dy) => {
          if (u < level === v < level) return;
          const t = (level - u) / (v - u);
          cuts[n++] = x(i + px + t * dx);
          cuts[n++] = y(j + py + t * dy);
        };
        cut(a, b, 0, 0, 1, 0);
        cut(b, c, 1, 0, 0, 1);
        cut(c, d, 1, 1, -1, 0);
        cut(d, a, 0, 1, 0, -1);
        for (let k = 0; k + 3 < n; k += 4) {
          lines.moveTo(cuts[k], cuts[k + 1]);
          lines.lineTo(cuts[k + 2], cuts[k + 3]);
        }
      }
    }
  return lines;
}

const LATTICE = 81;

/** The surface as a picture that is painted anew only when the surface, the size or the colours change. */
export class SurfaceMap {
  #heat = new HeatMap();
  #picture = h("canvas", {});
  #key = "";

  /**
   * Draw f(x, y) on the canvas of a plot. Shading and lines show √(f − lowest), so that the lines of
   * a bowl are evenly spaced: one every `step`, 0 for thirteen in all. `key` names the surface. Gives the largest f − lowest in sight.
   */
  draw(plot, f, { key, lowest, step, color, line, strength }) {
    const { canvas, width, height, domain } = plot;
    const full = JSON.stringify([key, width, domain, color]);
    if (full !== this.#key) {
      this.#key = full;
      attr(this.#picture, { width: canvas.width, height: canvas.height });
      const ctx = this.#picture.getContext("2d");
      const ratio = canvas.width / width;
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.#paint(ctx, plot.box, domain, (x, y) => Math.sqrt(Math.max(0, f(x, y) - lowest)), { step, color, line, strength });
    }
    plot.ctx.drawImage(this.#picture, 0, 0, width, height);
    return this.top;
  }

  #paint(ctx, box, domain, root, { step, color, line, strength }) {
    const at = ([low, high], i) => low + ((high - low) * i) / (LATTICE - 1);
    const values = new Float64Array(LATTICE * LATTICE);
    for (let j = 0, k = 0; j < LATTICE; j++)
      for (let i = 0; i < LATTICE; i++) values[k++] = root(at(domain.x, i), at(domain.y, j));
    const top = values.reduce((a, b) => Math.max(a, b));
    this.top = top * top;
    this.#heat.paint(LATTICE, (k) => -values[k], rampColors(color, -top, 0, strength));
    this.#heat.drawOn(ctx, box);
    const between = step || top / 13;
    const levels = Array.from({ length: Math.floor(top / between) }, (_, i) => (i + 1) * between);
    const [x, y] = [(i) => at([box.x0, box.x1], i), (j) => at([box.y1, box.y0], j)];
    ctx.strokeStyle = line;
    ctx.globalAlpha = 0.45;
    ctx.lineWidth = 1;
    ctx.stroke(contourLines(values, LATTICE, LATTICE, levels, x, y));
    ctx.globalAlpha = 1;
  }
}
