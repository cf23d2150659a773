// A map of cells over two values, each of which can be opened, by mouse or by keyboard.

import { h, svg } from "./dom.js";
import { grip } from "./handle.js";
import { HeatMap } from "./heatmap.js";
import { Plot } from "./plot.js";
import { clamp } from "./scale.js";

/**
 * `lattice` is { columns, rows, x, y }: how many cells, and the [first, last] middle of theirs along x and y.
 * A cell is its number, row after row from low y. Other options are those of the plot.
 */
export class CellMap {
  #lattice;
  #cell;
  #say = () => {};

  /** `open(cell)` says which one the reader wants to see; `cell` is where the cross stands first. */
  constructor(ui, { lattice, cell, cross, open, ...options }) {
    this.#lattice = lattice;
    this.#cell = cell;
    const { columns, rows, x, y } = lattice;
    const half = [(x[1] - x[0]) / (columns - 1) / 2, (y[1] - y[0]) / (rows - 1) / 2];
    this.plot = new Plot(ui, { ...options, x: [x[0] - half[0], x[1] + half[0]], y: [y[0] - half[1], y[1] + half[1]] });
    this.heat = new HeatMap();
    const move = (i, j) => {
      this.#cell = clamp(j, 0, rows - 1) * columns + clamp(i, 0, columns - 1);
      this.#place();
    };
    const near = ([px, py]) => move(Math.round((px - x[0]) / half[0] / 2), Math.round((py - y[0]) / half[1] / 2));
    this.cross = grip(
      this.plot,
      {
        label: cross,
        kind: "output",
        cue: "any",
        onDrag: near,
        onArrow: ([dx, dy], big) => move((this.#cell % columns) + dx * (big ? 5 : 1), Math.floor(this.#cell / columns) + dy * (big ? 5 : 1)),
      },
      svg("path", { class: "cross", d: "M-9,0H-3M3,0H9M0,-9V-3M0,3V9" }),
    );
    this.cross.node.addEventListener("keydown", (event) => event.key === "Enter" && open(this.#cell));
    this.plot.svg.addEventListener("click", (event) => {
      near(this.plot.locate(event));
      open(this.#cell);
    });
    this.plot.svg.style.cursor = "crosshair";
    this.plot.marks.append(this.cross.node);
    this.element = h("div", {}, this.plot.element);
  }

  get cell() {
    return this.#cell;
  }

  /** The values at the middle of a cell. */
  middle(cell) {
    const { columns, rows, x, y } = this.#lattice;
    const at = ([low, high], i, n) => low + ((high - low) * i) / (n - 1);
    return [at(x, cell % columns, columns), at(y, Math.floor(cell / columns), rows)];
  }

  /** Paint `color(value(cell))` for each cell; `say(cell)` says in words what the one under the cross holds. */
  draw(value, color, say) {
    const { columns, rows, x, y } = this.#lattice;
    const { plot } = this;
    this.#say = say;
    this.heat.paint(columns, value, color, rows);
    plot.ctx.imageSmoothingEnabled = false;
    this.heat.drawOn(plot.ctx, { x0: plot.x(x[0]), x1: plot.x(x[1]), y0: plot.y(y[1]), y1: plot.y(y[0]) });
    this.#place();
  }

  #place() {
    const middle = this.middle(this.#cell);
    this.cross.place(middle, middle[0], this.#say(this.#cell) ?? "");
  }
}
