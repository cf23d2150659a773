// Chapter `optimizers`: nine optimizers, and the reader's own, race down the same surface.

import { button, explorer, form, h, player, seedField, segmented, short, significant, slider } from "../../kit.js";
import { Below } from "./below.js";
import { KNOBS, MAX_STEPS, Model, SYMBOLS, question, schema } from "./model.js";
import { Runners, sentence } from "./runners.js";
import strings from "./strings.json" with { type: "json" };
import { style } from "./style.js";
import { summary } from "./summary.js";
import { Surface } from "./surface.js";

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

/** The settings of those that run; the others stay away. */
function knobsPanel(ui, controls) {
  const none = h("p", { class: "whole" }, ui.t("noKnobs"));
  const knobs = Object.entries(KNOBS).map(([name, users]) => [controls[name], users]);
  return {
    nodes: [none, ...knobs.map(([element]) => element)],
    draw({ optimizers }) {
      for (const [element, users] of knobs) element.hidden = !users.some((user) => optimizers.includes(user));
      none.hidden = knobs.some(([element]) => !element.hidden);
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
  const below = new Below(ui, model, {
    look(steps) {
      play.stop();
      change({ steps });
    },
    open(patch) {
      change(patch);
      play.replay();
    },
  });
  const runners = new Runners(ui, {
    turn: (name, on) => change(model.switch(ui.state, name, on)),
    rate: (name, value) => change(model.rate(ui.state, name, value)),
    pick: (chosen) => change({ chosen }),
    point,
  });
  const controls = controlsOf(ui, model);
  controls.surface.classList.add("whole");
  const tune = button(ui.t("tune"), () => change(model.tune(ui.state)));
  const tuneElement = h("div", { class: "tune" }, tune.element);
  const bounds = boundsPanel(ui);
  const knobs = knobsPanel(ui, controls);
  let now;
  let map;

  function draw(s) {
    now = model.at(s);
    const { theme } = ui.host.dataset;
    const { chosen } = now;
    const look = { pointed: pointed ?? (s.view === "why" ? chosen : null), chosen, colors: ui.colors, theme };
    controls.draw(s);
    knobs.draw(s);
    for (const element of [controls.kappa, controls.angle, tuneElement]) element.hidden = s.surface !== "ravine";
    progress.textContent = ui.t("progress", { n: s.steps });
    surface.draw(now, look);
    runners.draw(now, look);
    bounds.draw(now);
    map = below.draw(now, look);
    return ui.pending(map?.done !== false);
  }

  return {
    picture: [surface.element],
    controls: [controls.surface, runners.table, runners.rate],
    play: [play.element],
    below: [controls.view, below.element],
    more: [
      [ui.t("panelSurface"), controls.kappa, controls.angle, controls.noise, controls.seed, tuneElement],
      [ui.t("panelKnobs"), ...knobs.nodes],
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
