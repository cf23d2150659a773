// The playground of the whole book: choose data, network and training, and watch what is learned.

import { Plot, explorer, form, h, ownPoints, player, restWatch, segmented } from "../../kit.js";
import { Many } from "./many.js";
import { BUDGET, FEWEST, MAX_EPOCHS, MOST, REACH, Run, schema } from "./model.js";
import { One } from "./one.js";
import { Plane } from "./plane.js";
import { Seeds, stateAt } from "./seeds.js";
import { Settings } from "./settings.js";
import strings from "./strings.json" with { type: "json" };
import { style } from "./style.js";

/** Training in fractions of an epoch per picture, of one network or of all. */
function trainer(ui, run, many) {
  let credit = 0; // epochs due
  return player(ui, {
    speeds: [0.2, 1, 10],
    count: () => ui.state.epochs,
    advance(n) {
      credit += n;
      const whole = Math.floor(credit + 1e-9);
      credit -= whole;
      if (ui.state.view === "seeds") {
        ui.set({ epochs: many.next(ui.state.epochs, whole) });
        return !many.over && ui.state.epochs < MAX_EPOCHS;
      }
      run.prepare(ui.state);
      run.advance(Math.min(run.epochs + whole, MAX_EPOCHS), BUDGET.playing);
      ui.set({ epochs: run.epochs });
      return !run.diverged && run.epochs < MAX_EPOCHS;
    },
    rewind: () => ui.set({ epochs: 0 }),
  });
}

/** The choice between one network and sixteen; of a network that is not trained yet there is nothing to compare. */
function viewChoice(ui) {
  const on = (view) => ({ view, ...(view === "seeds" && ui.state.epochs === 0 ? { epochs: schema.epochs.initial } : {}) });
  const { view: element, draw } = form(ui, schema, { view: { as: segmented, hideLabel: true, on } });
  return {
    element,
    draw(s) {
      element.hidden = s.view === "one" && s.controls.length > 0 && !s.controls.includes("seed");
      draw(s);
    },
  };
}

function build(ui) {
  const run = new Run();
  const seeds = new Seeds(run);
  // A change begins the training anew; of the sixteen, it is seen where they stand.
  const restart = (patch) => ui.set({ edits: [], ...patch, ...(ui.state.view === "one" ? { epochs: 0 } : {}) });
  const settings = new Settings(ui, run, restart);
  const plane = new Plane(ui);
  const losses = new Plot(ui, { x: [0, 10], y: [0, 1], xLabel: ui.t("epochs"), yLabel: ui.t("lossAxis"), label: ui.t("curves"), xLabelTop: true, aspect: (w) => (w < 340 ? 0.38 : 0.3) });
  const own = ownPoints(ui, plane.plot, { reach: REACH, fewest: FEWEST, most: MOST, change: (points) => restart({ points }) });
  const stop = () => play.stop();
  const one = new One(ui, run, { plane, losses, before: stop });
  const open = (k) => {
    stop();
    const { seed, view } = ui.state;
    ui.set({ seed: stateAt(ui.state, k).seed, edits: [], view: "one" });
    ui.frame.offerBack(ui.t("backToSeeds"), () => ui.set({ seed, view }));
    ui.frame.root.focus({ preventScroll: true });
  };
  const many = new Many(ui, seeds, { plane, losses, open, onStop: stop });
  const play = trainer(ui, run, many);
  const choice = viewChoice(ui);
  const progress = h("p", { class: "progress", "data-field": "epochs" });
  const left = h("div", { class: "stack" }, plane.title, plane.plot.element, plane.legend, own.element, many.note);
  const resting = restWatch(ui);
  let shown;

  function draw(s) {
    shown = s.view === "seeds" ? many : one;
    for (const view of [one, many]) for (const part of view.parts) part.hidden = view !== shown;
    left.classList.toggle("second", shown === many);
    shown.advance(s);
    const fine = resting(JSON.stringify([s, shown.at])) && !shown.behind;
    settings.draw(s);
    choice.draw(s);
    own.draw(s.data === "own" ? s.points : null);
    shown.draw(s, fine);
    progress.textContent = shown.progress(s);
    progress.classList.toggle("bad", shown === one && run.diverged);
    ui.counters.busy = !fine;
    if (shown.behind) ui.invalidate();
    return !shown.behind;
  }

  function summary() {
    ui.report({
      train_loss: run.losses[0].at(-1),
      test_loss: run.losses[1]?.at(-1) ?? null,
      train_accuracy: run.accuracy[0],
      test_accuracy: run.accuracy[1] ?? null,
    });
    return shown.summary();
  }

  return {
    picture: [left, h("div", { class: "stack" }, one.panel, many.panel)],
    controls: [settings.stage],
    play: [play.element, choice.element, progress],
    below: [h("div", { class: "columns" }, losses.element, one.results.element, many.legend), one.weights.element],
    more: settings.panels.map(({ title: name, node }) => [name, node]),
    question: (s) => (s.data === "circles" && s.layers === 1 && (!s.controls.length || s.controls.includes("predict")) ? "identity" : null),
    style,
    draw,
    summary,
    stop,
  };
}

export default explorer({ name: "decision", strings, schema, build, keep: ["controls"] });
