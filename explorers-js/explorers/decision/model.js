// What decision computes: data, network, training, and what can be said of them; no page, no drawing.

import {
  Activation, Affine, BatchNorm, BinaryCrossEntropy, Dropout, MeanSquaredError, Sequential, activations, constant, defaultRng,
  heNormal, integer, latticePoints, normal, oneOf, optimizers, real, rows, same, subset, trainEpoch, xavierNormal,
} from "../../kit.js"; // prettier-ignore
import { OWN, REACH, examples } from "./data.js";

export { REACH, ownData } from "./data.js";

export const DOMAIN = [-REACH, REACH];
export const COARSE = 41; // lattice points along a side of the plane, for the maps of the units and while something moves
export const MAX_EPOCHS = 3000;
export const [FEWEST, MOST] = [2, 120]; // own points
export const BUDGET = { playing: 7, catchingUp: 30, seeds: 6 }; // ms of training per frame
export const SEED = { min: 0, max: 2 ** 32 - 1 };

export const ACTIVATIONS = {
  identity: "identity", sigmoid: "sigmoid", tanh: "tanh", relu: "relu",
  leaky_relu: "leakyRelu", elu: "elu", gelu: "gelu", silu: "silu",
}; // prettier-ignore
export const OPTIMIZER_NAMES = Object.keys(optimizers).map((name) => [name.toLowerCase(), name]);
export const INITS = { xavier: xavierNormal, he: heNormal, small: normal(0.01), zero: constant(0) };
export const INPUTS = {
  x1: { label: "x₁", f: (x) => x },
  x2: { label: "x₂", f: (x, y) => y },
  x1x1: { label: "x₁²", f: (x) => x * x },
  x2x2: { label: "x₂²", f: (x, y) => y * y },
  x1x2: { label: "x₁x₂", f: (x, y) => x * y },
};
const lattice = latticePoints(DOMAIN, COARSE);
const PLAIN = ["x1", "x2"];
const MOST_WIDE = 3; // hidden layers
const MOST_EDITS = 24;
export const WEIGHT = { min: -100, max: 100 };
export const DATA = ["xor", "circles", "moons", "spirals", "blobs", "own"];
const CONTROLS = [
  "data", "layers", "units", "activation", "lr", "n_examples", "noise", "data_seed", "loss", "optimizer",
  "batch_size", "weight_decay", "dropout", "batch_norm", "init", "seed", "inputs", "widths", "predict",
]; // prettier-ignore

const anyInputs = subset("in", PLAIN, Object.keys(INPUTS));
const whole = (value, low, high) => Number.isInteger(value) && low <= value && value <= high;

export const schema = {
  data: oneOf("data", "circles", DATA),
  n_examples: integer("m", 150, { min: 10, max: 300 }),
  noise: real("noise", 0.1, { min: 0, max: 0.5 }),
  data_seed: integer("dseed", 0, SEED),
  points: rows("x", OWN, {
    most: MOST,
    good: (points) => points.length >= FEWEST && points.every((p) => p.length === 3 && isPoint(p)),
  }),
  inputs: { ...anyInputs, valid: (names) => anyInputs.valid(names) && names.length > 0 },
  layers: integer("l", 1, { min: 0, max: MOST_WIDE }),
  units: integer("u", 4, { min: 1, max: 8 }),
  widths: {
    key: "w",
    initial: [],
    parse: (text) => text.split(".").map(Number),
    valid: (value) => Array.isArray(value) && value.length <= MOST_WIDE && value.every((n) => whole(n, 1, 8)),
    format: (value) => value.join("."),
  },
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
  edits: rows("ed", [], {
    most: MOST_EDITS,
    good: (edits) => edits.every((edit) => edit.length === 5 && isEdit(edit)),
  }),
  view: oneOf("view", "one", ["one", "seeds"]),
  goal: real("goal", 0.95, { min: 0.5, max: 1 }),
  controls: {
    key: "ui",
    initial: [],
    parse: (text) => text.split("."),
    valid: (names) =>
      Array.isArray(names) && new Set(names).size === names.length && names.every((name) => CONTROLS.includes(name)),
    format: (names) => names.join("."),
  },
};

const isEdit = ([epoch, layer, from, to, value]) =>
  whole(epoch, 0, MAX_EPOCHS) && whole(layer, 0, MOST_WIDE) && whole(from, 0, 8) && whole(to, 0, 7) &&
  value >= WEIGHT.min && value <= WEIGHT.max; // prettier-ignore

const isPoint = ([x, y, t]) => Math.abs(x) <= REACH && Math.abs(y) <= REACH && (t === 0 || t === 1);

/** The units of each hidden layer. */
export const widthsOf = ({ layers, units, widths }) => Array.from({ length: layers }, (_, l) => widths[l] ?? units);

/** The network untrained, and the numbers of its layers of activations. */
function network(recipe, rng) {
  const { activation, loss, dropout, batch_norm, inputs } = recipe;
  const init = INITS[recipe.init];
  const parts = [];
  const hidden = [];
  let from = inputs.length;
  for (const width of widthsOf(recipe)) {
    parts.push(new Affine(from, width, { init, rng }));
    if (batch_norm) parts.push(new BatchNorm(width));
    hidden.push(parts.push(new Activation(ACTIVATIONS[activation])) - 1);
    if (dropout) parts.push(new Dropout(dropout, { rng }));
    from = width;
  }
  parts.push(new Affine(from, 1, { init, rng }));
  if (loss === "mse") parts.push(new Activation("sigmoid"));
  return { net: new Sequential(...parts), hidden };
}

/** Of a state, what training depends on from its first epoch on. */
function recipeOf({ epochs, controls, edits, view, goal, ...recipe }) {
  return recipe.data === "own" ? recipe : { ...recipe, points: null };
}

/** The network after any number of epochs; goes on from where it was if it can. */
export class Run {
  #key = null;
  #coarse = null;
  measured = 0; // how often it has changed

  /** Whether it can go on to a state from where it is. */
  leadsTo(state) {
    return JSON.stringify(recipeOf(state)) === this.#key && state.epochs >= this.epochs && same(state.edits, this.edits);
  }

  prepare(state) {
    const recipe = recipeOf(state);
    const { epochs, edits } = state;
    const key = JSON.stringify(recipe);
    if (key === this.#key && epochs >= this.epochs && this.#takeOver(edits)) return;
    this.#key = key;
    const { loss, optimizer, lr, batch_size, weight_decay, seed } = recipe;
    const decoupled = optimizer === "adamw";
    this.rng = defaultRng(seed);
    Object.assign(this, network(recipe, this.rng));
    this.features = recipe.inputs.map((name) => INPUTS[name].f);
    this.sets = examples(recipe);
    this.fed = this.sets.map((set) => ({ ...set, x: this.#input(set.x) })); // as the network sees them
    this.affine = this.net.layers.filter(({ params }) => params.W);
    this.edits = edits;
    this.loss = loss === "mse" ? new MeanSquaredError() : new BinaryCrossEntropy();
    this.probability = loss === "mse" ? (y) => y : activations.sigmoid.f;
    this.middle = loss === "mse" ? 0.5 : 0;
    const name = OPTIMIZER_NAMES.find(([value]) => value === optimizer)[1];
    this.optimizer = new optimizers[name](lr, decoupled ? { weightDecay: weight_decay } : {});
    this.batchSize = batch_size;
    this.l2 = decoupled ? 0 : weight_decay;
    this.losses = this.sets.map(() => []);
    this.accuracy = [];
    this.net.eval();
    this.#edit(0);
    this.#measure();
  }

  /** Take over edits without training anew; false where one is gone or belongs to an epoch that is over. */
  #takeOver(edits) {
    if (same(edits, this.edits)) return true;
    const places = new Set(edits.map(placeOf));
    const old = new Set(this.edits.map(String));
    if (!this.edits.every((edit) => places.has(placeOf(edit)))) return false;
    if (!edits.every((edit) => edit[0] >= this.epochs || old.has(String(edit)))) return false;
    this.edits = edits;
    const now = this.epochs;
    this.#edit(now);
    for (const values of this.losses) values.pop();
    this.#measure();
    return true;
  }

  /** Points of the plane as inputs of the network. */
  #input(x) {
    const d = this.features.length;
    const out = new Float64Array((x.length / 2) * d);
    for (let k = 0, o = 0; k < x.length; k += 2) for (const f of this.features) out[o++] = f(x[k], x[k + 1]);
    return out;
  }

  /** What every layer gives for n points of the plane. */
  outputs(x, n) {
    return this.net.outputs(this.#input(x), n);
  }

  /** The same on the coarse lattice, computed once for each change. */
  get coarse() {
    return (this.#coarse ??= this.outputs(lattice, COARSE ** 2));
  }

  /** A weight, or where `from` is one beyond the inputs a bias: its array and its place; null if there is none. */
  place(layer, from, to) {
    const affine = this.affine[layer];
    if (!affine || from > affine.nIn || to >= affine.nOut) return null;
    return from === affine.nIn ? [affine.params.b, to] : [affine.params.W, from * affine.nOut + to];
  }

  /** Set the weights that the reader has changed at an epoch. */
  #edit(now) {
    for (const [epoch, layer, from, to, value] of this.edits) {
      const place = epoch === now && this.place(layer, from, to);
      if (place) place[0][place[1]] = value;
    }
  }

  get epochs() {
    return this.losses ? this.losses[0].length - 1 : 0;
  }

  get diverged() {
    return !Number.isFinite(this.losses[0].at(-1));
  }

  #measure() {
    this.measured += 1;
    this.#coarse = null;
    this.fed.forEach(({ x, t, n }, k) => {
      const y = this.net.forward(x, n);
      this.losses[k].push(this.loss.forward(y, t));
      this.accuracy[k] = t.reduce((right, target, i) => right + (y[i] > this.middle === target > 0.5), 0) / n;
    });
  }

  /** Train until `epoch`, or until `budget` milliseconds are over. */
  advance(epoch, budget) {
    const end = performance.now() + budget;
    while (this.epochs < epoch && !this.diverged) {
      trainEpoch(this.net, this.loss, this.optimizer, this.fed[0], this);
      this.#edit(this.epochs + 1);
      this.#measure();
      if (performance.now() >= end) break;
    }
  }

  /** For each hidden unit, whether no training point lets a gradient through: φ′(z) = 0. */
  dead() {
    const { x, n } = this.fed[0];
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

const placeOf = (edit) => String(edit.slice(0, 4));

/** The edits with one more: `value` at [layer, from, to] from this epoch on; null if there are too many. */
export function edited(edits, epoch, place, value) {
  const one = [epoch, ...place, value];
  const others = edits.filter((edit) => placeOf(edit) !== placeOf(one));
  return others.length < MOST_EDITS ? [...others, one] : null;
}
