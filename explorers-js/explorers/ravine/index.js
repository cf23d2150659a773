// Chapter `optimizers`: nine optimizers, and the reader's own, race down the same surface.

import { LossPlot, button, clamp, explorer, form, h, player, seedField, segmented, short, significant, slider } from "../../kit.js";
import { Cells } from "./mapview.js";
import { KNOBS, MAX_STEPS, Model, SYMBOLS, question, schema } from "./model.js";
import { Runners, sentence } from "./runners.js";
import strings from "./strings.json" with { type: "json" };
import { style } from "./style.js";
import { summary } from "./summary.js";
import { Surface, lossOf } from "./surface.js";
import { Reason } from "./whyview.js";

const SLICE = 6; // ms of a frame that the map may take

/** The controls that the schema describes; those of the optimizers' own settings by name. */
function controlsOf(ui, model) {
  const knob = (name) => ({
    as: slider,
    max: 0.999,
    step: 0.001,
    ticks: name === "beta2" ? [0, 0.5, 0.999] : [0, 0.5, 0.9],
    show: (value) => `${SYMBOLS[name]} = ${short(value, 4)}`,
  });
  return form(ui, schema, {
    surface: { as: segmented, hideLabel: true, on: (name) => model.choose(name) },
    kappa: { as: slider, log: true, ticks: [1, 20, 100, 1000], show: (value) => `κ = ${short(value)}` },
    angle: {
      as: slider,
      step: 1,
      ticks: [0, 15, 30, 45].map((v) => [v, `${v}°`]),
      show: (value) => `${short(value)}°`,
      on: (value) => model.turn(ui.state, value),
    },
    noise: { as: slider, step: 0.05, ticks: [0, 0.5, 1, 2], show: (value) => `σ = ${short(value)}` },
    seed: { as: seedField },
    view: { as: segmented, hideLabel: true },
    ...Object.fromEntries(Object.keys(KNOBS).map((name) => [name, knob(name)])),
  });
}

/** Where gradient descent, and those that are like it, begin to diverge: always SGD, and those that run. */
function boundsPanel(ui) {
  const element = h("div", { class: "bounds whole" });
  return {
    element,
    draw({ curvatures, bounds }) {
      if (!curvatures) return element.replaceChildren(h("p", {}, ui.t("noBound")));
      const [low, L] = curvatures;
      const shown = Object.values(bounds).filter(({ name, on }) => on || name === "SGD");
      return element.replaceChildren(
        h("p", {}, ui.t("curvatures", { L: significant(L), mu: significant(low), best: significant(2 / (L + low)) })),
        ...shown.map((judged) => h("p", {}, ...sentence(ui, judged))),
      );
    },
  };
}

function playerOf(ui) {
  return player(ui, {
    speeds: [1, 4, 16],
    interval: 90,
    count: () => ui.state.steps,
    advance(n) {
      const steps = Math.min(ui.state.steps + n, MAX_STEPS);
      ui.set({ steps });
      return steps < MAX_STEPS;
    },
    rewind: () => ui.set({ steps: 0 }),
  });
}

function build(ui) {
  const model = new Model();
  const change = (patch) => ui.set(patch);
  let pointed = null;
  const point = (name) => {
    pointed = name;
    ui.invalidate();
  };
  const play = playerOf(ui);
  const progress = h("p", { class: "progress", "data-field": "steps" });
  play.element.append(progress);
  const surface = new Surface(ui, {
    start: (place) => change(model.startAt(ui.state, place)),
    turn: (degrees) => change(model.turn(ui.state, degrees)),
    race(place) {
      change(model.startAt(ui.state, place));
      play.replay();
    },
  });
  const losses = new LossPlot(ui, {
    label: ui.t("lossCurve"),
    stepLabel: ui.t("steps"),
    look(steps) {
      play.stop();
      change({ steps });
    },
  });
  const runners = new Runners(ui, {
    turn: (name, on) => change(model.switch(ui.state, name, on)),
    rate: (name, value) => change(model.rate(ui.state, name, value)),
    pick: (chosen) => change({ chosen }),
    point,
  });
  const reason = new Reason(ui, (n) => {
    play.stop();
    change({ steps: clamp(ui.state.steps + n, 0, MAX_STEPS) });
  });
  const cells = new Cells(ui, (map, cell) => {
    change(model.open(ui.state, map, cell));
    play.replay();
  });
  const controls = controlsOf(ui, model);
  controls.surface.classList.add("whole");
  const tune = button(ui.t("tune"), () => change(model.tune(ui.state)));
  const tuneElement = h("div", { class: "tune" }, tune.element);
  const bounds = boundsPanel(ui);
  const noKnobs = h("p", { class: "whole" }, ui.t("noKnobs"));
  let now;
  let map;

  const views = { losses, why: reason, map: cells };
  const below = h("div", {}, losses.element);

  /** What stands below the picture: losses, why, or the map, which takes several frames. */
  function drawBelow(s, look) {
    const { element } = views[s.view];
    if (below.firstChild !== element) below.replaceChildren(element);
    if (s.view === "losses") losses.draw(now, ui.t(`${lossOf(s)}Curve`), look);
    if (s.view === "why") reason.draw(now, look);
    map = s.view === "map" ? model.map(now, SLICE) : null;
    if (map) cells.draw(map, look);
    ui.counters.busy = map?.done === false;
    if (ui.counters.busy) ui.invalidate();
  }

  function draw(s) {
    now = model.at(s);
    const { theme } = ui.host.dataset;
    const { chosen } = now;
    const look = { pointed: pointed ?? (s.view === "why" ? chosen : null), chosen, colors: ui.colors, theme };
    controls.draw(s);
    const used = Object.entries(KNOBS).map(([name, users]) => {
      const idle = !users.some((user) => s.optimizers.includes(user));
      controls[name].hidden = idle;
      return !idle;
    });
    noKnobs.hidden = used.some(Boolean);
    for (const element of [controls.kappa, controls.angle, tuneElement]) element.hidden = s.surface !== "ravine";
    progress.textContent = ui.t("progress", { n: s.steps });
    surface.draw(now, look);
    runners.draw(now, look);
    bounds.draw(now);
    drawBelow(s, look);
    return !ui.counters.busy;
  }

  return {
    picture: [surface.element],
    controls: [controls.surface, runners.table, runners.rate],
    play: [play.element],
    below: [controls.view, below],
    more: [
      [ui.t("panelSurface"), controls.kappa, controls.angle, controls.noise, controls.seed, tuneElement],
      [ui.t("panelKnobs"), noKnobs, ...Object.keys(KNOBS).map((name) => controls[name])],
      [ui.t("panelBounds"), bounds.element],
    ],
    style,
    question,
    draw,
    summary: () => summary(ui, now, map),
    stop: play.stop,
  };
}

export default explorer({ name: "ravine", strings, schema, build, keep: ["paths"] });
