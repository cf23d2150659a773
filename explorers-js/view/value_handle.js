// A value on the horizontal axis of a plot that can be dragged, or moved by the arrow keys.

import { attr } from "./dom.js";
import { grip } from "./handle.js";
import { clamp, fmt } from "./scale.js";

export class DraggableValue {
  /** `range` is [min, max] of the value; `shape` is what the grip looks like; `show(value)` is what it says. */
  constructor(plot, { label, kind, cue, shape, range, snap = 0.05, bigStep = 0.5, show = fmt, onChange }) {
    this.show = show;
    this.value = 0;
    this.origin = 0;
    const change = (value) =>
      onChange(Number(clamp(Math.round(value / snap) * snap, ...this.range).toFixed(6)));
    this.grip = grip(
      plot,
      {
        label,
        kind,
        cue: cue && "across",
        onDrag: ([x]) => change(x - this.origin),
        onArrow: ([dx, dy], big) => change(this.value + (dx + dy) * (big ? bigStep : snap)),
      },
      shape,
    );
    this.setRange(range);
    plot.marks.append(this.grip.node);
  }

  setRange(range) {
    this.range = range;
    attr(this.grip.node, { "aria-valuemin": range[0], "aria-valuemax": range[1] });
  }

  /** Put the grip at x = origin + value and at the height y of the plot. */
  draw(value, y, origin = 0) {
    this.value = value;
    this.origin = origin;
    this.grip.place([origin + value, y], value, this.show(value));
  }
}
