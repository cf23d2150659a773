// Buttons in columns that are one tab stop: arrows lead from one to the next. Pointing at a button, or
// reaching it by keys, shows what it stands for.

import { h } from "./dom.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Roving {
  #columns = [];

  /** `show([column, row])` is called when the reader points at a button, `show(null)` when no longer. */
  constructor(show) {
    this.show = show;
  }

  /** A button for a place; put it into its columns afterwards. */
  button(place, attributes, ...children) {
    const element = h(
      "button",
      {
        type: "button",
        onpointerenter: (event) => event.pointerType === "mouse" && this.show(place),
        onpointerleave: () => this.show(null),
        onfocus: () => element.matches(":focus-visible") && this.show(place),
        onblur: () => this.show(null),
        onkeydown: (event) => this.#key(event, place),
        ...attributes,
      },
      ...children,
    );
    return element;
  }

  /** Take over these columns of buttons; the first is the tab stop. */
  fill(columns) {
    this.#columns = columns;
    this.stopAt(columns[0]?.[0]);
  }

  stopAt(stop) {
    for (const element of this.#columns.flat()) element.tabIndex = element === stop ? 0 : -1;
  }

  #key(event, [column, row]) {
    const step = ARROWS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = this.#columns[column + step[0]]?.[row + step[1]];
    if (next) {
      this.stopAt(next);
      next.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
