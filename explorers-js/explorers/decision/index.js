// The playground of the whole book: choose data, network and training, and watch what is learned.

import {
  Plot, UnitMaps, boundaryShape, directions, drawCurves, explorer, fmt, h, isoline, latticePoints, ownPoints, player, restWatch, swatch,
  table,
} from "../../kit.js"; // prettier-ignore
import { COARSE, FINE, drawMaps, drawPlane } from "./draw.js";
import { BUDGET, DOMAIN, FEWEST, MAX_EPOCHS, MOST, REACH, Run, schema, widthsOf } from "./model.js";
import { Settings, activationName } from "./settings.js";
import strings from "./strings.json" with { type: "json" };
import { Weights, inputNames } from "./weights.js";

const css = `
.group { display: contents; }
.columns-of-units { min-height: 0; }
@container (max-width: 33.99rem) { .plot.fit { --square: 32svh; } .units-panel .columns-of-units { --unit: 34px !important; } }
.results { align-self: center; }
.weights { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; }
.weights input { width: 5.5rem; }
.widths .row { display: flex; flex-wrap: wrap; gap: 6px 14px; }
.widths input { width: 4rem; }
`;

const percent = (share, digits = 1) => (share === undefined ? "–" : `${fmt(100 * share, digits)} %`);
const number = (value) => (value === undefined ? "–" : Number.isFinite(value) ? fmt(value, 3) : String(value));

/** Losses and accuracies in a table, each with the line of its curve. */
function results(ui) {
  const cells = [0, 1].map(() => [h("td"), h("td")]);
  const stroke = (name) => h("span", { class: `stroke ${name}`, "aria-hidden": "true" });
  const element = table({
    caption: ui.t("curves"),
    hideCaption: true,
    head: ["", ui.t("lossAxis"), ui.t("accuracy")],
    rows: ["train", "test"].map((name, k) => [[stroke(name), ui.t(name)], ...cells[k]]),
  });
  element.classList.add("results");
  const [, test] = element.tBodies[0].rows;
  return {
    element,
    draw({ losses, accuracy, sets }) {
      test.hidden = sets.length === 1;
      cells.forEach(([loss, right], k) => {
        loss.textContent = number(losses[k]?.at(-1));
        right.textContent = percent(accuracy[k]);
      });
    },
  };
}

/** Training in fractions of an epoch per picture. */
function trainer(ui, run, restart) {
  let credit = 0; // epochs due
  return player(ui, {
    speeds: [0.2, 1, 10],
    count: () => ui.state.epochs,
    advance(n) {
      credit += n;
      const whole = Math.floor(credit + 1e-9);
      credit -= whole;
      run.prepare(ui.state);
      run.advance(Math.min(run.epochs + whole, MAX_EPOCHS), BUDGET.playing);
      ui.set({ epochs: run.epochs });
      return !run.diverged && run.epochs < MAX_EPOCHS;
    },
    rewind: () => restart({ edits: ui.state.edits }),
  });
}

function summaryOf(ui, run, { s, shape, ways, dead, all }) {
  const t = ui.t.bind(ui);
  const [train, test] = run.losses.map((values, k) => ({ loss: number(values.at(-1)), accuracy: percent(run.accuracy[k]) }));
  const values = { data: t(`data_${s.data}`), n: run.sets[0].n, inputs: inputNames(s).join(", "), layers: s.layers, units: widthsOf(s).join(", "), act: activationName(ui, s.activation), p: run.size };
  const rising = ways.map((way, k) => (way ? t("unitRises", { unit: k + 1, way: t(`way_${way}`) }) : t("unitFlat", { unit: k + 1 })));
  return [
    t(s.layers ? "sumNet" : "sumFlat", values),
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

function build(ui) {
  const run = new Run();
  const t = ui.t.bind(ui);
  const restart = (patch) => ui.set({ edits: [], ...patch, epochs: 0 });
  const settings = new Settings(ui, run, restart);

  const title = h("p", { class: "panel-title" });
  const plane = new Plot(ui, { x: DOMAIN, y: DOMAIN, xLabel: "x₁", yLabel: "x₂", label: t("plane"), fit: true });
  const lattices = new Map([COARSE, FINE].map((n) => [n, latticePoints(DOMAIN, n)]));
  const inputs = () => inputNames(ui.state);
  const weights = new Weights(ui, run, { inputs, before: () => play.stop() });
  const maps = new UnitMaps(ui, {
    label: t("unitsTitle"),
    output: "ŷ",
    onShow: () => ui.invalidate(),
    onWeight: (place) => weights.choose(place),
    weightText: (place) => weights.text(place),
  });
  const noUnits = h("p", { class: "legend" }, t("noUnits"));
  const unitsNote = h("p", { class: "legend wordy" }, t("unitsNote"));
  const own = ownPoints(ui, plane, { reach: REACH, fewest: FEWEST, most: MOST, change: (points) => restart({ points }) });
  const curves = new Plot(ui, { x: [0, 10], y: [0, 1], xLabel: t("epochs"), yLabel: t("lossAxis"), label: t("curves"), xLabelTop: true, aspect: (w) => (w < 340 ? 0.38 : 0.3) });
  const numbers = results(ui);
  const play = trainer(ui, run, restart);
  const progress = h("p", { class: "progress", "data-field": "epochs" });
  const legend = ["round zero", "square one"].map((kind, label) => h("span", {}, swatch(kind), t("class", { t: label })));
  const resting = restWatch(ui);
  let facts;

  function drawProgress(behind, { dead, all }, s) {
    progress.textContent = run.diverged
      ? t("diverged", { n: run.epochs })
      : behind
        ? t("catching", { n: run.epochs, all: s.epochs })
        : [t("epoch", { n: run.epochs }), t("size", { p: run.size }), ...(dead ? [t("dead", { dead, all })] : [])].join(" · ");
    progress.classList.toggle("bad", run.diverged);
  }

  function draw(s) {
    run.prepare(s);
    run.advance(s.epochs, BUDGET.catchingUp);
    const behind = run.epochs < s.epochs && !run.diverged;
    const rest = resting(JSON.stringify([s, run.epochs])) && !behind;
    settings.draw(s);
    own.draw(s.data === "own" ? s.points : null);
    weights.draw(s);
    const coarse = run.outputs(lattices.get(COARSE), COARSE ** 2);
    const units = { ...drawMaps(ui, maps, run, coarse, inputs(), weights.marked), shown: maps.shown };
    noUnits.hidden = units.dead.length > 0;
    unitsNote.hidden = units.dead.length === 0;
    if (plane.width) {
      const n = rest ? FINE : COARSE;
      title.textContent = drawPlane(ui, plane, run, rest ? run.outputs(lattices.get(FINE), FINE ** 2) : coarse, n, units);
    }
    const style = [{ color: ui.colors.ink }, { color: ui.colors.accent, dash: [5, 4] }];
    drawCurves(curves, run.losses.map((values, k) => ({ values, ...style[k] })));
    numbers.draw(run);
    const dead = units.dead.flat();
    const logits = coarse.at(-1).map((v) => v - run.middle);
    facts = {
      s,
      shape: boundaryShape(logits, COARSE, isoline(logits, COARSE, COARSE)),
      ways: s.layers && String(inputs()) === "x₁,x₂" ? directions(run.affine[0].params.W) : [],
      dead: dead.filter(Boolean).length,
      all: dead.length,
    };
    drawProgress(behind, facts, s);
    ui.counters.busy = !rest;
    if (behind) ui.invalidate();
    return !behind;
  }

  function summary() {
    ui.report({
      train_loss: run.losses[0].at(-1),
      test_loss: run.losses[1]?.at(-1) ?? null,
      train_accuracy: run.accuracy[0],
      test_accuracy: run.accuracy[1] ?? null,
    });
    return summaryOf(ui, run, facts);
  }

  return {
    picture: [
      h("div", { class: "stack" }, h("style", {}, css), title, plane.element, h("div", { class: "legend" }, ...legend, h("span", { class: "wordy" }, t("shadeNote"))), own.element),
      h("div", { class: "stack units-panel" }, h("p", { class: "panel-title" }, t("unitsTitle")), maps.element, noUnits, unitsNote),
    ],
    controls: [settings.stage],
    play: [play.element, progress],
    below: [h("div", { class: "columns" }, curves.element, numbers.element), weights.element],
    more: settings.panels.map(({ title: name, node }) => [name, node]),
    question: (s) => (s.data === "circles" && s.layers === 1 && (!s.controls.length || s.controls.includes("predict")) ? "identity" : null),
    draw,
    summary,
    stop: play.stop,
  };
}

export default explorer({ name: "decision", strings, schema, build, keep: ["controls"] });
