// The playground of the whole book: choose data, network and training, and watch what is learned.

import {
  Activation,
  AdaDelta,
  AdaGrad,
  Adam,
  AdamW,
  Affine,
  BatchNorm,
  BinaryCrossEntropy,
  Dropout,
  HeatMap,
  MeanSquaredError,
  Momentum,
  Nadam,
  Nesterov,
  Plot,
  RMSProp,
  SGD,
  Sequential,
  UnitMaps,
  activations,
  button,
  classColors,
  constant,
  defaultRng,
  drawCurves,
  explorer,
  fmt,
  h,
  heNormal,
  integer,
  isoline,
  latticePoints,
  makeBlobs,
  makeCircles,
  makeMoons,
  makeSpirals,
  normal,
  numberField,
  oneOf,
  ownPoints,
  player,
  rampColors,
  real,
  rows,
  same,
  segmented,
  select,
  slider,
  trainEpoch,
  xavierNormal,
} from "../../kit.js";
import strings from "./strings.json" with { type: "json" };

const REACH = 2;
const DOMAIN = [-REACH, REACH];
const MAX_EPOCHS = 3000;
const N_TEST = 200;
const [FEWEST, MOST] = [2, 120]; // own points
const [COARSE, FINE] = [41, 91]; // lattice points along a side, while something moves and at rest
const REST = 150; // ms without a change
const BUDGET = { playing: 7, catchingUp: 60 }; // ms of training per frame
const SEED = { min: 0, max: 2 ** 32 - 1 };

const OWN = [
  [-1.4, 0, 0], [-1, 1, 0], [0, 1.4, 0], [1, 1, 0], [1.4, 0, 0], [0, -1.4, 0],
  [-0.4, 0, 1], [0, 0.4, 1], [0.4, 0, 1], [0, -0.4, 1], [1, -1, 1], [1.4, -1.4, 1],
]; // prettier-ignore
const ACTIVATIONS = {
  identity: "identity", sigmoid: "sigmoid", tanh: "tanh", relu: "relu",
  leaky_relu: "leakyRelu", elu: "elu", gelu: "gelu", silu: "silu",
}; // prettier-ignore
const OPTIMIZERS = { SGD, Momentum, Nesterov, AdaGrad, RMSProp, AdaDelta, Adam, Nadam, AdamW };
const OPTIMIZER_NAMES = Object.keys(OPTIMIZERS).map((name) => [name.toLowerCase(), name]);
const INITS = { xavier: xavierNormal, he: heNormal, small: normal(0.01), zero: constant(0) };
const DATA = ["xor", "circles", "moons", "spirals", "blobs", "own"];
const CONTROLS = [
  "data", "layers", "units", "activation", "lr", "n_examples", "noise", "data_seed", "loss", "optimizer",
  "batch_size", "weight_decay", "dropout", "batch_norm", "init", "seed", "predict",
]; // prettier-ignore
const OF_LAYERS = ["units", "activation", "dropout", "batch_norm"];
const OF_DRAWN = ["n_examples", "noise", "data_seed"];

const schema = {
  data: oneOf("data", "circles", DATA),
  n_examples: integer("m", 150, { min: 10, max: 300 }),
  noise: real("noise", 0.1, { min: 0, max: 0.5 }),
  data_seed: integer("dseed", 0, SEED),
  points: rows("x", OWN, {
    most: MOST,
    good: (points) => points.length >= FEWEST && points.every((p) => p.length === 3 && isPoint(p)),
  }),
  layers: integer("l", 1, { min: 0, max: 3 }),
  units: integer("u", 4, { min: 1, max: 8 }),
  activation: oneOf("act", "tanh", Object.keys(ACTIVATIONS)),
  loss: oneOf("loss", "cross-entropy", ["cross-entropy", "mse"]),
  optimizer: oneOf("opt", "sgd", OPTIMIZER_NAMES.map(([value]) => value)),
  lr: real("lr", 0.3, { min: 0.0001, max: 10 }),
  batch_size: integer("b", 10, { min: 1, max: 300 }),
  weight_decay: real("wd", 0, { min: 0, max: 0.9 }),
  dropout: real("p", 0, { min: 0, max: 0.9 }),
  batch_norm: { ...oneOf("bn", false, [false, true]), parse: (text) => ({ true: true, false: false })[text] },
  init: oneOf("init", "xavier", Object.keys(INITS)),
  seed: integer("seed", 0, SEED),
  epochs: integer("n", 40, { min: 0, max: MAX_EPOCHS }),
  controls: {
    key: "ui",
    initial: [],
    parse: (text) => text.split("."),
    valid: (names) =>
      Array.isArray(names) && new Set(names).size === names.length && names.every((name) => CONTROLS.includes(name)),
    format: (names) => names.join("."),
  },
};

const isPoint = ([x, y, t]) => Math.abs(x) <= REACH && Math.abs(y) <= REACH && (t === 0 || t === 1);

// ---------------------------------------------------------------- data, network, training

const SHAPES = {
  xor(n, noise, rng) {
    const { x, t } = makeBlobs(n, [[-1, -1], [-1, 1], [1, -1], [1, 1]], { std: 3 * noise, rng }); // prettier-ignore
    return { x, t: t.map((k) => (k === 1 || k === 2 ? 1 : 0)) };
  },
  blobs: (n, noise, rng) => makeBlobs(n, [[-1, -1], [1, 1]], { std: 3 * noise, rng }), // prettier-ignore
  circles: (n, noise, rng) => moved(makeCircles(n, { noise, rng }), 1.5),
  spirals: (n, noise, rng) => moved(makeSpirals(n, { noise, rng }), 1.5),
  moons: (n, noise, rng) => moved(makeMoons(n, { noise, rng }), 1, [0.5, 0.25]),
};

const moved = ({ x, t }, scale, from = [0, 0]) => ({ x: x.map((v, k) => scale * (v - from[k % 2])), t });

/** Training and test points; points of the reader's own have no test set. */
function examples({ data, points, n_examples, noise, data_seed }) {
  if (data === "own")
    return [{ x: Float64Array.from(points.flatMap(([x, y]) => [x, y])), t: Float64Array.from(points, (p) => p[2]), n: points.length }]; // prettier-ignore
  const rng = defaultRng(data_seed);
  return [n_examples, N_TEST].map((n) => ({ ...SHAPES[data](n, noise, rng), n }));
}

/** The network untrained, and the numbers of its layers of activations. */
function network({ layers, units, activation, loss, dropout, batch_norm, init }, rng) {
  const parts = [];
  const hidden = [];
  for (let l = 0; l < layers; l++) {
    parts.push(new Affine(l ? units : 2, units, { init: INITS[init], rng }));
    if (batch_norm) parts.push(new BatchNorm(units));
    hidden.push(parts.push(new Activation(ACTIVATIONS[activation])) - 1);
    if (dropout) parts.push(new Dropout(dropout, { rng }));
  }
  parts.push(new Affine(layers ? units : 2, 1, { init: INITS[init], rng }));
  if (loss === "mse") parts.push(new Activation("sigmoid"));
  return { net: new Sequential(...parts), hidden };
}

/** The network after any number of epochs; goes on from where it was if it can. */
export class Run {
  #key = null;

  prepare({ epochs, controls, ...recipe }) {
    if (recipe.data !== "own") recipe.points = null;
    const key = JSON.stringify(recipe);
    if (key === this.#key && epochs >= this.epochs) return;
    this.#key = key;
    const { loss, optimizer, lr, batch_size, weight_decay, seed } = recipe;
    const decoupled = optimizer === "adamw";
    this.rng = defaultRng(seed);
    Object.assign(this, network(recipe, this.rng));
    this.sets = examples(recipe);
    this.loss = loss === "mse" ? new MeanSquaredError() : new BinaryCrossEntropy();
    this.probability = loss === "mse" ? (y) => y : activations.sigmoid.f;
    this.middle = loss === "mse" ? 0.5 : 0;
    const name = OPTIMIZER_NAMES.find(([value]) => value === optimizer)[1];
    this.optimizer = new OPTIMIZERS[name](lr, decoupled ? { weightDecay: weight_decay } : {});
    this.batchSize = batch_size;
    this.l2 = decoupled ? 0 : weight_decay;
    this.losses = this.sets.map(() => []);
    this.accuracy = [];
    this.net.eval();
    this.#measure();
  }

  get epochs() {
    return this.losses ? this.losses[0].length - 1 : 0;
  }

  get diverged() {
    return !Number.isFinite(this.losses[0].at(-1));
  }

  #measure() {
    this.sets.forEach(({ x, t, n }, k) => {
      const y = this.net.forward(x, n);
      this.losses[k].push(this.loss.forward(y, t));
      this.accuracy[k] = t.reduce((right, target, i) => right + (y[i] > this.middle === target > 0.5), 0) / n;
    });
  }

  /** Train until `epoch`, or until `budget` milliseconds are over. */
  advance(epoch, budget) {
    const end = performance.now() + budget;
    while (this.epochs < epoch && !this.diverged) {
      trainEpoch(this.net, this.loss, this.optimizer, this.sets[0], this);
      this.#measure();
      if (performance.now() >= end) break;
    }
  }

  /** For each hidden unit, whether no training point lets a gradient through: φ′(z) = 0. */
  dead() {
    const { x, n } = this.sets[0];
    const outputs = this.net.outputs(x, n);
    return this.hidden.map((layer) => {
      const [z, phi] = [outputs[layer - 1], this.net.layers[layer].phi];
      const units = z.length / n;
      return Array.from({ length: units }, (_, u) => {
        for (let k = u; k < z.length; k += units) if (!(Math.abs(phi.grad(z[k])) < 1e-9)) return false;
        return true;
      });
    });
  }

  get size() {
    return Object.values(this.net.params).reduce((sum, p) => sum + p.length, 0);
  }
}

// ---------------------------------------------------------------- figure

const percent = (share, digits = 1) => (share === undefined ? "–" : `${fmt(100 * share, digits)} %`);
const number = (value) => (value === undefined ? "–" : Number.isFinite(value) ? fmt(value, 3) : String(value));

function build(ui) {
  const run = new Run();
  const t = ui.t.bind(ui);
  const restart = (patch) => ui.set({ ...patch, epochs: 0 });
  const field = (name) => (value) => restart({ [name]: value });

  // --- controls
  const draws = {}; // by field: a control that shows its value
  const place = (name, control) => {
    draws[name] = control;
    return h("div", { class: "control", "data-control": name }, control.element);
  };
  const list = (name, label, choices) => place(name, select(ui, { label: t(label), choices, onChange: field(name) }));
  const bar = (name, label, choices, onChange = field(name)) =>
    place(name, segmented(ui, { label: t(label), choices, onChange }));
  const range = (name, label, options) =>
    place(name, slider(ui, { label: t(label), ...options, onInput: field(name) }));
  const typed = (name, label) => place(name, numberField(ui, { label: t(label), ...SEED, step: 1, onInput: field(name) }));
  const at = (...values) => values.map((v) => [v, String(v)]);

  const kinds = Object.fromEntries(DATA.map((kind) => [kind, t(kind)]));
  const acts = {
    identity: t("identity"), sigmoid: t("sigmoid"), tanh: "tanh", relu: "ReLU",
    leaky_relu: "leaky ReLU", elu: "ELU", gelu: "GELU", silu: "SiLU",
  }; // prettier-ignore
  const chooseData = (data) => {
    const { x, t: labels, n } = run.sets[0];
    const few = Math.min(n, 60);
    const copy = Array.from({ length: few }, (_, i) => {
      const k = Math.floor((i * n) / few);
      return [...[x[2 * k], x[2 * k + 1]].map((v) => Number(Math.max(-REACH, Math.min(REACH, v)).toFixed(2)) + 0), labels[k]];
    });
    // The first points of one's own are those that stand there.
    restart(data === "own" && same(ui.state.points, OWN) ? { data, points: copy } : { data });
  };
  const main = h(
    "div",
    { class: "stack" },
    bar("data", "data", Object.entries(kinds), chooseData),
    h(
      "div",
      { class: "columns" },
      h(
        "div",
        { class: "row" },
        bar("layers", "layers", at(0, 1, 2, 3)),
        list("activation", "activation", Object.entries(acts)),
      ),
      h(
        "div",
        { class: "row" },
        range("units", "unitCount", { min: 1, max: 8, step: 1, ticks: at(1, 4, 8) }),
        range("lr", "lr", {
          min: 0.0001, max: 10, log: true, ticks: at(0.001, 0.1, 10),
          show: (value) => String(Number(value.toPrecision(2))),
        }), // prettier-ignore
      ),
    ),
  );
  const more = h(
    "details",
    { class: "more" },
    h("summary", {}, t("more")),
    h(
      "div",
      { class: "settings" },
      range("n_examples", "count", { min: 10, max: 300, step: 10, ticks: at(10, 100, 200, 300) }),
      range("noise", "noise", { min: 0, max: 0.5, step: 0.01, ticks: at(0, 0.1, 0.3, 0.5) }),
      range("dropout", "dropout", { min: 0, max: 0.9, step: 0.05, ticks: at(0, 0.2, 0.5, 0.9) }),
      list("loss", "loss", [["cross-entropy", t("crossEntropy")], ["mse", t("mse")]]), // prettier-ignore
      list("optimizer", "optimizer", OPTIMIZER_NAMES),
      list("batch_size", "batch", at(1, 2, 5, 10, 20, 50, 100, 300)),
      list("weight_decay", "decay", at(0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1)),
      list("init", "init", [["xavier", "Xavier"], ["he", "He"], ["small", t("small")], ["zero", t("zero")]]), // prettier-ignore
      bar("batch_norm", "norm", [[false, t("off")], [true, t("on")]]), // prettier-ignore
      typed("seed", "seed"),
      typed("data_seed", "dataSeed"),
    ),
  );
  const question = h("div", { "data-control": "predict" }, predict(ui, ui.strings.predict));

  // --- planes
  const title = h("p", { class: "panel-title" });
  const plane = new Plot(ui, { x: DOMAIN, y: DOMAIN, xLabel: "x₁", yLabel: "x₂", label: t("plane") });
  const lattices = new Map([COARSE, FINE].map((n) => [n, latticePoints(DOMAIN, n)]));
  const surface = new HeatMap();
  const maps = new UnitMaps(ui, {
    label: t("units"),
    inputs: ["x₁", "x₂"],
    output: "ŷ",
    onShow: () => ui.invalidate(),
  });
  const noUnits = h("p", { class: "legend" }, t("noUnits"));
  const unitsNote = h("p", { class: "legend" }, t("unitsNote"));

  function drawMaps(outputs) {
    const dead = run.dead();
    maps.shape(dead.length, dead[0]?.length ?? 0);
    const ranges = dead.map((column, l) => {
      const values = outputs[run.hidden[l]];
      return column.map((isDead, u) => {
        let [low, high] = [Infinity, -Infinity];
        for (let k = u; k < values.length; k += column.length) {
          if (values[k] < low) low = values[k];
          if (values[k] > high) high = values[k];
        }
        const { heat, element } = maps.layers[l][u];
        heat.paint(COARSE, (k) => values[k * column.length + u], rampColors(ui.colors.ink, low, high, 0.85));
        element.classList.toggle("dead", isDead);
        element.setAttribute("aria-label", t(isDead ? "unitDead" : "unit", { layer: l + 1, unit: u + 1 }));
        return [low, high];
      });
    });
    maps.drawWeights(run.net.layers.filter((layer) => layer.params.W).map((layer) => layer.params.W));
    noUnits.hidden = dead.length > 0;
    unitsNote.hidden = dead.length === 0;
    return { dead, ranges };
  }

  function drawPlane(outputs, n, { dead, ranges }) {
    const { shown } = maps;
    plane.begin();
    if (shown) {
      const { layer, unit } = shown;
      const values = outputs[run.hidden[layer]];
      const [low, high] = ranges[layer][unit];
      const units = dead[layer].length;
      surface.paint(n, (k) => values[k * units + unit], rampColors(ui.colors.ink, low, high, 0.6));
      title.textContent = t(dead[layer][unit] ? "unitDead" : "unitPlane", {
        layer: layer + 1, unit: unit + 1, low: fmt(low), high: fmt(high),
      }); // prettier-ignore
    } else {
      const y = outputs.at(-1);
      surface.paint(n, (k) => run.probability(y[k]), classColors(ui.colors, 0.5));
      title.textContent = t("plane");
    }
    surface.drawOn(plane.ctx, plane.box);
    drawSet(run.sets[1], 1.9);
    drawSet(run.sets[0], 4);
    if (!shown) drawBoundary(outputs.at(-1), n);
    plane.end();
  }

  function drawBoundary(y, n) {
    const { ctx } = plane;
    const place = (i) => DOMAIN[0] + (2 * REACH * i) / (n - 1);
    ctx.beginPath();
    for (const [[a, b], [c, d]] of isoline(y.map((v) => v - run.middle), n, n)) {
      ctx.moveTo(plane.x(place(a)), plane.y(place(b)));
      ctx.lineTo(plane.x(place(c)), plane.y(place(d)));
    }
    ctx.strokeStyle = ui.colors.ink;
    ctx.lineWidth = 2;
    ctx.stroke();
  }

  /** Class 0 as circles, class 1 as squares, of radius r. */
  function drawSet(set, r) {
    if (!set) return;
    const { ctx } = plane;
    ctx.strokeStyle = ui.colors.panel;
    ctx.lineWidth = r / 4;
    ["zero", "one"].forEach((kind, label) => {
      ctx.fillStyle = ui.colors[kind];
      for (let k = 0; k < set.n; k++) {
        if (set.t[k] !== label) continue;
        const [x, y] = [plane.x(set.x[2 * k]), plane.y(set.x[2 * k + 1])];
        ctx.beginPath();
        if (label) ctx.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
        else ctx.arc(x, y, r, 0, 7);
        ctx.fill();
        ctx.stroke();
      }
    });
  }

  // --- points of one's own
  const own = ownPoints(ui, plane, {
    reach: REACH, fewest: FEWEST, most: MOST, change: (points) => restart({ points }),
  }); // prettier-ignore

  // --- training
  let credit = 0; // epochs due, in fractions
  const play = player(ui, {
    speeds: [0.2, 1, 10],
    advance(n) {
      credit += n;
      const whole = Math.floor(credit + 1e-9);
      credit -= whole;
      run.prepare(ui.state);
      run.advance(Math.min(run.epochs + whole, MAX_EPOCHS), BUDGET.playing);
      ui.set({ epochs: run.epochs });
      return !run.diverged && run.epochs < MAX_EPOCHS;
    },
    reset: () => restart({}),
  });
  const progress = h("p", { class: "progress" });
  const curves = new Plot(ui, {
    x: [0, 10], y: [0, 1], xLabel: t("epochs"), yLabel: t("lossAxis"), label: t("curves"), aspect: 0.42,
  }); // prettier-ignore
  const cells = [0, 1].map(() => [h("td"), h("td")]);
  const lines = ["train", "test"].map((name, k) =>
    h("tr", {}, h("th", { scope: "row" }, h("span", { class: `stroke ${name}`, "aria-hidden": "true" }), t(name)), ...cells[k]),
  );
  const table = h(
    "table",
    {},
    h("caption", { class: "visually-hidden" }, t("curves")),
    h("thead", {}, h("tr", {}, h("td"), ...["lossAxis", "accuracy"].map((name) => h("th", { scope: "col" }, t(name))))),
    h("tbody", {}, ...lines),
  );

  const legend = ["round zero", "square one"].map((kind, label) =>
    h("span", {}, h("span", { class: `swatch ${kind}`, "aria-hidden": "true" }), t("class", { t: label })),
  );
  ui.body.append(
    main,
    h("div", { class: "stack" }, play.element, progress),
    h(
      "div",
      { class: "columns" },
      h("div", { class: "stack" }, title, plane.element, h("div", { class: "legend" }, ...legend, h("span", {}, t("shadeNote"))), table, own.element),
      h(
        "div",
        { class: "stack" },
        h("p", { class: "panel-title" }, t("units")),
        maps.element,
        noUnits,
        unitsNote,
        curves.element,
      ),
    ),
    more,
    question,
  );

  let facts;
  let [drawn, fine, timer] = ["", false, null];
  ui.onRemove(() => clearTimeout(timer));

  /** Whether nothing has changed for a while; a picture at rest is drawn once more, finely. */
  function atRest(s) {
    const now = JSON.stringify([s, run.epochs]);
    if (now === drawn) return fine;
    [drawn, fine] = [now, false];
    clearTimeout(timer);
    timer = setTimeout(() => {
      fine = true;
      ui.invalidate();
    }, REST);
    return false;
  }

  let opened = false;
  function drawControls(s) {
    const wanted = (name) => s.controls.length === 0 || s.controls.includes(name);
    for (const node of ui.body.querySelectorAll("[data-control]")) {
      const name = node.dataset.control;
      // What has no effect makes way for a while; of the main controls, none moves.
      const idle = (s.layers === 0 && OF_LAYERS.includes(name)) || (s.data === "own" && OF_DRAWN.includes(name));
      node.hidden = !wanted(name) || (idle && more.contains(node));
      node.style.visibility = idle ? "hidden" : "";
    }
    const inside = [...more.querySelectorAll("[data-control]")].filter((node) => !node.hidden);
    more.hidden = inside.length === 0;
    if (s.controls.length && inside.length && !opened) opened = more.open = true;
    for (const [name, control] of Object.entries(draws)) control.draw(s[name]);
    own.draw(s.data === "own" ? s.points : null);
  }

  function draw(s) {
    run.prepare(s);
    run.advance(s.epochs, BUDGET.catchingUp);
    const behind = run.epochs < s.epochs && !run.diverged;
    const rest = atRest(s) && !behind;
    drawControls(s);
    const coarse = run.net.outputs(lattices.get(COARSE), COARSE ** 2);
    const units = drawMaps(coarse);
    if (plane.width) {
      const n = rest ? FINE : COARSE;
      drawPlane(rest ? run.net.outputs(lattices.get(FINE), FINE ** 2) : coarse, n, units);
    }
    const style = [{ color: ui.colors.ink }, { color: ui.colors.accent, dash: [5, 4] }];
    drawCurves(curves, run.losses.map((values, k) => ({ values, ...style[k] }))); // prettier-ignore
    lines[1].hidden = run.sets.length === 1;
    cells.forEach(([loss, accuracy], k) => {
      loss.textContent = number(run.losses[k]?.at(-1));
      accuracy.textContent = percent(run.accuracy[k]);
    });
    const dead = units.dead.flat();
    facts = { s, p: run.size, dead: dead.filter(Boolean).length, all: dead.length };
    progress.textContent = run.diverged
      ? t("diverged", { n: run.epochs })
      : behind
        ? t("catching", { n: run.epochs, all: s.epochs })
        : [t("epoch", { n: run.epochs }), t("size", facts), ...(dead.length ? [t("dead", facts)] : [])].join(" · ");
    progress.classList.toggle("bad", run.diverged);
    ui.counters.busy = !rest;
    if (behind) ui.invalidate();
    return !behind;
  }

  function summary() {
    const { s, dead, all } = facts;
    const [train, test] = run.losses.map((values, k) => ({ loss: number(values.at(-1)), accuracy: percent(run.accuracy[k]) }));
    const values = { data: kinds[s.data], n: run.sets[0].n, layers: s.layers, units: s.units, act: acts[s.activation], p: run.size };
    ui.report({
      train_loss: run.losses[0].at(-1),
      test_loss: run.losses[1]?.at(-1) ?? null,
      train_accuracy: run.accuracy[0],
      test_accuracy: run.accuracy[1] ?? null,
    });
    return [
      t(s.layers ? "sumNet" : "sumFlat", values),
      t("sumTrain", { n: run.epochs, ...train }),
      test ? t("sumTest", test) : null,
      all ? t("sumDead", { dead, all, share: percent(dead / all, 0) }) : null,
      run.diverged ? t("diverged", { n: run.epochs }) : null,
    ]
      .filter(Boolean)
      .join(" ");
  }

  return { draw, summary };
}

export default explorer({ name: "decision", strings, schema, build });
