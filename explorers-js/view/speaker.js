// The summary of a figure: always in sight, and read aloud when something has settled.

import { h } from "./dom.js";
import { throttled } from "./throttle.js";

const WRITE_INTERVAL = 200; // ms between two changes of the text in sight
const SETTLED = 900; // ms without a change
const BETWEEN = 5000; // ms between two announcements

export class Speaker {
  #text = "";
  #said = null;
  #last = -Infinity;
  #timer = null;

  constructor(ui) {
    this.element = h("p", { class: "summary" });
    this.live = h("p", { class: "visually-hidden", "aria-live": "polite", "aria-atomic": "true" });
    this.write = throttled(() => {
      if (this.element.textContent !== this.#text) this.element.textContent = this.#text;
    }, WRITE_INTERVAL);
    ui.onRemove(() => {
      this.write.cancel();
      clearTimeout(this.#timer);
    });
  }

  /** Show a summary; `moving`: more is about to follow, so nothing is read aloud yet. */
  say(text, moving) {
    this.#text = text;
    this.write();
    this.#said ??= text; // the opening is read with the figure, not announced
    clearTimeout(this.#timer);
    if (moving || text === this.#said) return;
    const wait = Math.max(SETTLED, this.#last + BETWEEN - performance.now());
    this.#timer = setTimeout(() => {
      this.#said = this.live.textContent = this.#text;
      this.#last = performance.now();
    }, wait);
  }
}
