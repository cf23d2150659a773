// Values on a lattice as a picture: a colour per lattice point, stretched over an area.

import { h } from "./dom.js";

/** The red, green and blue of "#rrggbb". */
export const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

/** x₀, y₀, x₁, y₁, … of the n × n lattice over a square domain, row after row from low to high y. */
export function latticePoints([low, high], n) {
  const at = (i) => low + ((high - low) * i) / (n - 1);
  const points = new Float64Array(2 * n * n);
  for (let j = 0, k = 0; j < n; j++)
    for (let i = 0; i < n; i++) {
      points[k++] = at(i);
      points[k++] = at(j);
    }
  return points;
}

export class HeatMap {
  #columns = 0;
  #rows = 0;
  #canvas = null;

  get canvas() {
    return (this.#canvas ??= h("canvas", {}));
  }

  /**
   * Paint a lattice of n columns and, if not given, as many rows: `color(value(k))` for its point k. A color
   * is [red, green, blue, alpha], each 0…255; the function may reuse one array.
   */
  paint(n, value, color, rows = n) {
    if (n !== this.#columns || rows !== this.#rows) {
      this.#columns = this.canvas.width = n;
      this.#rows = this.canvas.height = rows;
      this.ctx = this.canvas.getContext("2d");
      this.image = this.ctx.createImageData(n, rows);
    }
    const { data } = this.image;
    for (let j = 0, at = 0; j < rows; j++)
      for (let i = 0; i < n; i++, at += 4) {
        const c = color(value((rows - 1 - j) * n + i));
        data[at] = c[0];
        data[at + 1] = c[1];
        data[at + 2] = c[2];
        data[at + 3] = c[3];
      }
    this.ctx.putImageData(this.image, 0, 0);
  }

  /** Stretch it so that the outer lattice points (centres of pixels) lie on the edge of the box. */
  drawOn(ctx, { x0, x1, y0, y1 }) {
    const [dx, dy] = [(x1 - x0) / (this.#columns - 1), (y1 - y0) / (this.#rows - 1)];
    ctx.drawImage(this.canvas, x0 - dx / 2, y0 - dy / 2, x1 - x0 + dx, y1 - y0 + dy);
  }
}

/** Class 0 below ½, class 1 above, the surer the stronger: color(probability). */
export function classColors({ zero, one }, strength) {
  const [a, b] = [rgb(zero), rgb(one)].map((c) => [...c, 0]);
  return (p) => {
    const c = p > 0.5 ? b : a;
    c[3] = 255 * strength * Math.abs(2 * p - 1);
    return c;
  };
}

/** From nothing at `low` to the full colour at `high`. */
export function rampColors(hex, low, high, strength) {
  const c = [...rgb(hex), 0];
  const scale = high > low ? (255 * strength) / (high - low) : 0;
  return (value) => {
    c[3] = (value - low) * scale;
    return c;
  };
}
