// Chapter `batch-norm`: a stream of batches through one unit, normalized by the batch or by what was stored.

import { button, explorer, fmt, form, h, player, seedField, segmented, short, slider } from "../../kit.js";
import { MOST_BATCHES, Model, SIZES, question, schema } from "./model.js";
import { Batch, OverTime } from "./plots.js";
import strings from "./strings.json" with { type: "json" };
import { style } from "./style.js";
import { summary } from "./summary.js";
import { Axes, Statistics } from "./tables.js";

/** The controls that the schema describes; `from` turns a change of the stream into a patch. */
function controlsOf(ui, from) {
  const number = (name, ticks, step = 0.05) => [name, { as: slider, step, ticks: ticks.map((v) => [v, short(v)]), show: (value) => fmt(value) }];
  const stream = (name, ticks) => [name, { ...number(name, ticks)[1], on: (value) => from({ [name]: value }) }];
  return form(ui, schema, {
    mode: { as: segmented, on: (mode) => from({ mode }) },
    ...Object.fromEntries([
      number("gamma", [-1, 0, 1, 2]),
      number("beta", [-2, 0, 2]),
      stream("mean", [-3, 0, 3]),
      stream("spread", [0.5, 1, 2]),
      number("momentum", [0, 0.5, 0.9], 0.01),
    ]),
    seed: { as: seedField, on: (seed) => ({ seed, odd: 0 }) },
    axis: { as: segmented },
  });
}

/** Batch sizes are few: equal steps from one to the next. */
function sizeSlider(ui, onInput) {
  let shown = "";
  const control = slider(ui, {
    label: ui.t("batch_size"),
    min: 0,
    max: SIZES.length - 1,
    step: 1,
    ticks: [1, 2, 8, 32].map((m) => [SIZES.indexOf(m), String(m)]),
    show: () => shown,
    onInput: (i) => onInput(SIZES[i]),
  });
  control.element.dataset.field = "batch_size";
  return {
    element: control.element,
    draw(size) {
      shown = String(size);
      control.draw(SIZES.findLastIndex((other) => other <= size));
    },
  };
}

function playerOf(ui, model) {
  return player(ui, {
    speeds: [1, 2, 5],
    interval: 350,
    stepName: ui.t("nextBatch"),
    count: () => ui.state.batches,
    advance(n) {
      ui.set(model.to(ui.state, ui.state.batches + n));
      return ui.state.batches < MOST_BATCHES;
    },
    rewind: () => ui.set(model.to(ui.state, 1)),
  });
}

/** The formula with the numbers of the first example filled in. */
function formula(ui, { s, z, y, used }) {
  const signed = (value) => (value < 0 ? "− " : "+ ") + fmt(Math.abs(value));
  return ui.t("formula", { g: fmt(s.gamma), z: fmt(z[0]), m: signed(-used.mean), v: fmt(used.variance), b: signed(s.beta), y: fmt(y[0]) });
}

function build(ui) {
  const model = new Model();
  const from = (patch) => model.from(ui.state, patch);
  let now;
  const batch = new Batch(ui, {
    from: (patch) => ui.set(from(patch)),
    place: (z) => ui.set({ odd: Number((z - (now.z[0] - now.s.odd)).toFixed(4)) }),
  });
  const overTime = new OverTime(ui);
  const statistics = new Statistics(ui);
  const axes = new Axes(ui);
  const controls = controlsOf(ui, from);
  const size = sizeSlider(ui, (batch_size) => ui.set(from({ batch_size })));
  const play = playerOf(ui, model);
  const putBack = button(ui.t("putBack"), () => ui.set({ odd: 0 }));
  play.element.append(putBack.element);
  const filled = h("p", { class: "formula" });
  const message = h("p", { class: "message" });

  function draw(s) {
    now = model.at(s);
    controls.draw(s);
    size.draw(now.z.length);
    // The reader's own activations drift by themselves.
    for (const name of ["mean", "spread"]) controls[name].hidden = s.data.length > 0;
    putBack.element.style.visibility = s.odd === 0 ? "hidden" : "";
    filled.textContent = formula(ui, now);
    message.hidden = now.special === null;
    message.textContent = now.special ? ui.t(now.special, now.values) : "";
    batch.draw(now, ui.colors);
    overTime.draw(now);
    statistics.draw(now);
    axes.draw(now);
  }

  return {
    picture: [batch.element],
    controls: [controls.mode, size.element, controls.gamma, controls.beta],
    play: [play.element],
    below: [filled, message, ...overTime.elements],
    more: [
      [ui.t("panelData"), controls.mean, controls.spread, controls.seed],
      [ui.t("panelNumbers"), controls.momentum, statistics.element],
      [ui.t("panelAxis"), h("div", { class: "stack" }, controls.axis, axes.caption, axes.text), axes.place],
    ],
    opens: (s) => ([s, ui.opening].some(({ axis }) => axis === "layer") ? "axis" : null),
    style,
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "batch_norm", strings, schema, build, keep: ["data"] });
