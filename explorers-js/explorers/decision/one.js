// One network: its output, what its hidden units compute, its losses, accuracies and weights.

import { UnitMaps, boundaryShape, directions, drawCurves, h, isoline, lossText, percent, resultsTable } from "../../kit.js";
import { drawMaps, titleOf } from "./draw.js";
import { BUDGET, COARSE, widthsOf } from "./model.js";
import { Weights, inputNames } from "./weights.js";
import { sumNet } from "./words.js";

function shapeOf(run) {
  const logits = run.coarse.at(-1).map((v) => v - run.middle);
  return boundaryShape(logits, COARSE, isoline(logits, COARSE, COARSE));
}

export class One {
  #drawn = "";

  /** `before()` is called when the reader changes a weight. */
  constructor(ui, run, { plane, losses, before }) {
    Object.assign(this, { ui, run, plane, losses });
    this.weights = new Weights(ui, run, { inputs: () => inputNames(ui.state), before });
    this.maps = new UnitMaps(ui, {
      label: ui.t("unitsTitle"),
      output: "ŷ",
      onShow: () => ui.invalidate(),
      onWeight: (place) => this.weights.choose(place),
      weightText: (place) => this.weights.text(place),
    });
    this.noUnits = h("p", { class: "legend" }, ui.t("noUnits"));
    this.unitsNote = h("p", { class: "legend wordy" }, ui.t("unitsNote"));
    this.panel = h("div", { class: "stack units-panel" }, h("p", { class: "panel-title" }, ui.t("unitsTitle")), this.maps.element, this.noUnits, this.unitsNote);
    this.results = resultsTable(ui);
    this.parts = [this.panel, this.results.element, this.weights.element];
  }

  /** Train as far as the state says, or for a moment. */
  advance(s) {
    const { run } = this;
    const sized = this.plane.plot.width > 0; // before, nothing can be seen yet
    run.prepare(s);
    run.advance(s.epochs, sized ? BUDGET.catchingUp : BUDGET.playing);
    this.at = run.epochs;
    this.behind = !sized || (run.epochs < s.epochs && !run.diverged);
  }

  /** What stands in the panels; facts and maps only when the network or the colours have changed. */
  draw(s, fine) {
    const { ui, run, maps, weights } = this;
    weights.draw(s);
    maps.shape(widthsOf(s), inputNames(s));
    if (!this.plane.plot.width) return;
    const now = `${run.measured} ${ui.colors.panel}`;
    if (now !== this.#drawn) {
      this.#drawn = now;
      this.units = drawMaps(ui, maps, run);
      this.results.draw(run);
      this.shape = null;
    }
    const dead = this.units.dead.flat();
    Object.assign(this, { s, dead: dead.filter(Boolean).length, all: dead.length });
    maps.drawWeights(run.affine.map(({ params }) => params.W), weights.marked); // prettier-ignore
    this.noUnits.hidden = this.all > 0;
    this.unitsNote.hidden = this.all === 0;
    const units = { ...this.units, shown: maps.shown };
    this.plane.draw(run, { fine, units, title: titleOf(ui, units) });
    const style = [{ color: ui.colors.ink }, { color: ui.colors.accent, dash: [5, 4] }];
    drawCurves(this.losses, run.losses.map((values, k) => ({ values, ...style[k] })));
  }

  progress(s) {
    const { ui, run, behind, dead, all } = this;
    if (run.diverged) return ui.t("diverged", { n: run.epochs });
    if (behind) return ui.t("catching", { n: run.epochs, all: s.epochs });
    return [ui.t("epoch", { n: run.epochs }), ui.t("size", { p: run.size }), ...(dead ? [ui.t("dead", { dead, all })] : [])].join(" · ");
  }

  summary() {
    const { ui, run, s, dead, all } = this;
    const t = ui.t.bind(ui);
    const shape = (this.shape ??= shapeOf(run));
    const plain = s.layers && String(s.inputs) === "x1,x2";
    const ways = plain ? directions(run.affine[0].params.W) : [];
    const rising = ways.map((way, k) => (way ? t("unitRises", { unit: k + 1, way: t(`way_${way}`) }) : t("unitFlat", { unit: k + 1 })));
    const [train, test] = run.losses.map((values, k) => ({ loss: lossText(values.at(-1)), accuracy: percent(run.accuracy[k]) }));
    return [
      sumNet(ui, s, run),
      t("sumTrain", { n: run.epochs, ...train }),
      test ? t("sumTest", test) : null,
      s.edits.length ? t("sumEdits", { n: s.edits.length }) : null,
      run.diverged ? t("diverged", { n: run.epochs }) : t(shape.key, shape),
      rising.length ? t("sumUnits", { list: rising.join(", ") }) : null,
      dead ? t("sumDead", { dead, all, share: percent(dead / all, 0) }) : null,
    ]
      .filter(Boolean)
      .join(" ");
  }
}
