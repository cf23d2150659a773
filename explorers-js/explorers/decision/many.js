// Sixteen networks side by side: a tile for each seed, how many succeed, and their losses.

import { Tiles, button, drawCurves, h, legendLine, numberField, percent, short } from "../../kit.js";
import { drawTile } from "./draw.js";
import { BUDGET, DOMAIN, MAX_EPOCHS } from "./model.js";
import { N_SEEDS, stateAt } from "./seeds.js";
import { sumNet } from "./words.js";

const keyOf = ({ goal, controls, ...s }) => JSON.stringify(s);

export class Many {
  #stopped = null; // the state in which the reader has stopped the training
  #pointed = 0;
  kinds = []; // what has become of each: "good", "failed" or "waiting"

  /** `open(k)` is called when tile k is pressed, `onStop()` when the reader stops the training. */
  constructor(ui, seeds, { plane, losses, open, onStop }) {
    Object.assign(this, { ui, seeds, plane, losses });
    const show = (k) => {
      this.#pointed = k ?? 0;
      ui.invalidate();
    };
    this.tiles = new Tiles({ n: N_SEEDS, columns: 4, label: ui.t("seedsTitle"), domain: DOMAIN, show, open });
    this.headline = h("p", { class: "panel-title" });
    this.goal = numberField(ui, { label: ui.t("goal"), min: 50, max: 100, digits: 2, onInput: (value) => ui.set({ goal: value / 100 }) });
    this.goal.element.dataset.field = "goal";
    this.halt = button(ui.t("stop"), () => {
      if (this.stopped) this.goOn();
      else {
        onStop();
        this.#stopped = keyOf(ui.state);
      }
      ui.invalidate();
    });
    this.panel = h("div", { class: "stack" }, this.headline, this.tiles.element, h("div", { class: "row" }, this.goal.element, this.halt.element));
    this.legend = h("p", { class: "legend" }, ...["good", "failed"].map((kind) => legendLine(kind, ui.t(kind))));
    this.note = h("p", { class: "legend" }, ui.t("seedsNote"));
    this.parts = [this.panel, this.legend, this.note];
  }

  goOn() {
    this.#stopped = null;
  }

  /** The epoch that playing comes to next: all sixteen are there before it goes on. */
  next(epochs, whole) {
    this.goOn();
    return this.at < N_SEEDS ? epochs : Math.min(epochs + whole, MAX_EPOCHS);
  }

  get over() {
    return this.seeds.runs.every((run) => run.diverged);
  }

  /** Train on for a moment, unless it is stopped, and put what is new into the tiles. */
  advance(s) {
    const { ui, seeds } = this;
    const end = performance.now() + BUDGET.seeds;
    this.stopped = this.#stopped === keyOf(s);
    if (!this.stopped) seeds.advance(s, BUDGET.seeds);
    this.stages = seeds.stages(s);
    this.found = seeds.outcome(s, this.stages);
    const painted = this.#drawTiles(s, end);
    this.at = this.found.n;
    const unfinished = this.at < N_SEEDS;
    this.behind = (unfinished && !this.stopped) || !painted;
    // While all go from one epoch to the next, the count waits for the last of them.
    if (!this.behind || this.stages.includes("waiting")) this.headline.textContent = this.#headline(s);
    this.goal.draw(100 * s.goal);
    this.halt.element.style.visibility = unfinished ? "" : "hidden";
    this.halt.say(ui.t(this.stopped ? "goOn" : "stop"));
  }

  /** The plane of the seed that is pointed at, and the losses of all. */
  draw(s, fine) {
    const { ui, seeds, stages, kinds } = this;
    this.s = s;
    const k = stages[this.#pointed] === "waiting" ? 0 : this.#pointed;
    // What is underway stands as it was: to draw it in every frame would cost more than to train it.
    if (stages[k] === "done") this.plane.draw(seeds.runs[k], { fine, title: ui.t("seedPlane", { seed: stateAt(s, k).seed }) });
    const [good, failed] = [{ color: ui.colors.ink }, { color: ui.colors.bad, dash: [2, 3] }];
    const curves = seeds.runs.map(({ losses }, i) => stages[i] !== "waiting" && { values: losses[0], ...(kinds[i] === "good" ? good : failed) });
    drawCurves(this.losses, curves.filter(Boolean));
  }

  /** Tiles that are new, until the time is over; gives whether none is left. */
  #drawTiles(s, end) {
    const { ui, seeds, stages, tiles } = this;
    const { shares, good } = this.found;
    let [painted, count] = [true, 0];
    stages.forEach((stage, k) => {
      if (stage === "underway") return; // what it was still stands
      const run = stage === "done" ? seeds.runs[k] : null;
      const { seed } = stateAt(s, k);
      const share = run ? short(100 * shares[k], 1) : "–";
      const kind = this.kinds[k] = run ? (good[k] ? "good" : "failed") : "waiting";
      const text = { good: `${share} ✓`, failed: `${share} ✗`, waiting: share }[kind];
      tiles.say(k, { name: seed, text, kind, label: ui.t(`tile_${kind}`, { seed, share }) });
      const now = run && `${run.measured} ${ui.colors.panel}`;
      if (!tiles.differs(k, now)) return;
      if (run && count++ && performance.now() > end) painted = false;
      else tiles.draw(k, now, (plot) => drawTile(plot, run, ui.colors));
    });
    return painted;
  }

  #headline(s) {
    const { ui, found } = this;
    if (!found.n) return ui.t("seedsTitle");
    return ui.t(s.data === "own" ? "reachedOwn" : "reached", { k: found.reached, n: found.n, goal: `${short(100 * s.goal)} %` });
  }

  progress(s) {
    return this.ui.t("seedsAt", { n: s.epochs, k: this.found.n, all: N_SEEDS });
  }

  summary() {
    const { ui, s, found, seeds } = this;
    const { n, low, mean, high, failed } = found;
    return [
      sumNet(ui, s, seeds.runs[0]),
      ui.t("sumSeeds", { first: s.seed, last: stateAt(s, N_SEEDS - 1).seed, epoch: s.epochs, n, all: N_SEEDS }),
      n ? this.#headline(s) : null,
      n ? ui.t("sumSpread", { low: percent(low), mean: percent(mean), high: percent(high) }) : null,
      failed.length ? ui.t("sumFailed", { list: failed.join(", ") }) : null,
    ]
      .filter(Boolean)
      .join(" ");
  }
}
