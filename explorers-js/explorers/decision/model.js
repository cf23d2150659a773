// What decision computes: data, network, training, and what can be said of them; no page, no drawing.

import {
  Activation, Affine, BatchNorm, BinaryCrossEntropy, Dropout, MeanSquaredError, Sequential, activations, constant, defaultRng,
  heNormal, integer, makeBlobs, makeCircles, makeMoons, makeSpirals, normal, oneOf, optimizers, real, rows, same, trainEpoch,
  xavierNormal,
} from "../../kit.js"; // prettier-ignore

export const REACH = 2;
export const DOMAIN = [-REACH, REACH];
export const MAX_EPOCHS = 3000;
const N_TEST = 200;
export const [FEWEST, MOST] = [2, 120]; // own points
export const BUDGET = { playing: 7, catchingUp: 60 }; // ms of training per frame
export const SEED = { min: 0, max: 2 ** 32 - 1 };

export const OWN = [
  [-1.4, 0, 0], [-1, 1, 0], [0, 1.4, 0], [1, 1, 0], [1.4, 0, 0], [0, -1.4, 0],
  [-0.4, 0, 1], [0, 0.4, 1], [0.4, 0, 1], [0, -0.4, 1], [1, -1, 1], [1.4, -1.4, 1],
]; // prettier-ignore
export const ACTIVATIONS = {
  identity: "identity", sigmoid: "sigmoid", tanh: "tanh", relu: "relu",
  leaky_relu: "leakyRelu", elu: "elu", gelu: "gelu", silu: "silu",
}; // prettier-ignore
export const OPTIMIZER_NAMES = Object.keys(optimizers).map((name) => [name.toLowerCase(), name]);
export const INITS = { xavier: xavierNormal, he: heNormal, small: normal(0.01), zero: constant(0) };
export const DATA = ["xor", "circles", "moons", "spirals", "blobs", "own"];
const CONTROLS = [
  "data", "layers", "units", "activation", "lr", "n_examples", "noise", "data_seed", "loss", "optimizer",
  "batch_size", "weight_decay", "dropout", "batch_norm", "init", "seed", "predict",
]; // prettier-ignore
export const schema = {
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
    this.optimizer = new optimizers[name](lr, decoupled ? { weightDecay: weight_decay } : {});
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

/** The reader's own points when they choose to make some: at first those that stand there. */
export function ownData(state, [{ x, t, n }]) {
  if (!same(state.points, OWN)) return { data: "own" };
  const few = Math.min(n, 60);
  const inside = (v) => Number(Math.max(-REACH, Math.min(REACH, v)).toFixed(2)) + 0;
  const points = Array.from({ length: few }, (_, i) => {
    const k = Math.floor((i * n) / few);
    return [inside(x[2 * k]), inside(x[2 * k + 1]), t[k]];
  });
  return { data: "own", points };
}
