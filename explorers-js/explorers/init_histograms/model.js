// What init_histograms computes: the activations of an untrained network, and errors on their way back. No page.

import { Following, Normals, activations, changeEach, integer, oneOf, product, real, transposed } from "../../kit.js";

export const EXAMPLES = 100;
export const OUTPUTS = 10;
export const MOST_LAYERS = 10;
const FLAT = 0.01; // a smaller slope counts as saturated

export const schema = {
  init: oneOf("init", "normal", ["zeros", "equal", "normal", "xavier", "he"]),
  std: real("std", 0.01, { min: 0.001, max: 2 }),
  activation: oneOf("act", "tanh", ["identity", "sigmoid", "tanh", "relu"]),
  depth: integer("l", 5, { min: 1, max: MOST_LAYERS }),
  units: integer("u", 50, { min: 2, max: 50 }),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
};

/** Whether weights are drawn, or all the same. */
const isRandom = (init) => init !== "zeros" && init !== "equal";

/** The standard deviation of weights nIn × nOut, or the value that all of them have. */
export function sizeOf({ init, std, units }, nIn, nOut) {
  return { zeros: 0, equal: 1 / units, normal: std, xavier: Math.sqrt(2 / (nIn + nOut)), he: Math.sqrt(2 / nIn) }[init];
}

/** Mean, standard deviation, root of the mean square, and the largest magnitude. */
function spread(values) {
  let [sum, squares, largest] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  for (let i = 0; i < values.length; i++) {
    squares += (values[i] - mean) ** 2;
    largest = Math.max(largest, Math.abs(values[i]));
  }
  const std = Math.sqrt(squares / values.length);
  return { std, size: Math.hypot(mean, std), largest };
}

const NAMES = Float64Array.from({ length: EXAMPLES }, (_, i) => Math.cos(i + 1)); // weights that tell examples apart

/**
 * For each unit the number of the first one that does at every example what it does, forward and backward.
 * A unit that does nothing at all (a dead ReLU) is a twin only where the whole layer is silent.
 */
export function twinsOf(h, d, units) {
  const first = new Map();
  const some = [h, d].some((values) => values.some((v) => v !== 0));
  const does = [h, d].map((values) => {
    const sums = new Float64Array(units);
    for (let i = 0, at = 0; i < EXAMPLES; i++) for (let unit = 0; unit < units; unit++) sums[unit] += values[at++] * NAMES[i];
    return sums;
  });
  return Array.from({ length: units }, (_, unit) => {
    const key = does.map((sums) => Number(sums[unit].toPrecision(9))).join();
    if (!first.has(key)) first.set(key, unit);
    return key === "0,0" && some ? unit : first.get(key);
  });
}

/** The ends of an axis on which all layers can be compared. */
function reachOf(spreads, positive) {
  const largest = Math.max(...spreads.map((each) => each.largest));
  const wide = Math.max(...spreads.map((each) => 4 * each.size));
  const reach = Math.min(largest, wide) || 1;
  return [positive ? 0 : -reach, reach];
}

export class Model {
  #key = null;
  #normals = new Normals();
  #found = new Following();

  /** Inputs, weights and errors as dlcore's `signals` draws them from the seed. */
  #draws({ seed, units, depth, init }) {
    const key = [seed, units, depth, isRandom(init)].join();
    if (key === this.#key) return;
    this.#key = key;
    const rng = this.#normals.of(seed);
    this.x = rng.normal(0, 1, EXAMPLES * units);
    const draw = (size) => (isRandom(init) ? rng.normal(0, 1, size) : new Float64Array(size).fill(1));
    this.weights = Array.from({ length: depth }, () => draw(units * units));
    this.weights.push(draw(units * OUTPUTS));
    this.errors = rng.normal(0, 1, EXAMPLES * OUTPUTS);
  }

  /** The network of a state, layer by layer. */
  *#layers(s) {
    this.#draws(s);
    const { depth, units } = s;
    const phi = activations[s.activation];
    const weights = this.weights.map((unit, l) => {
      const size = sizeOf(s, units, l < depth ? units : OUTPUTS);
      return unit.map((w) => size * w);
    });
    const layers = [];
    let h = this.x;
    for (let l = 0; l < depth; l++) {
      const z = product(h, weights[l], EXAMPLES, units, units);
      const slope = z.map(phi.grad);
      h = changeEach(z, phi.f);
      layers.push({ h, slope });
      yield;
    }
    let [back, width] = [this.errors, OUTPUTS];
    for (let l = depth - 1; l >= 0; l--) {
      const { slope } = layers[l];
      back = changeEach(product(back, transposed(weights[l + 1], units, width), EXAMPLES, width, units), (v, i) => v * slope[i]);
      layers[l].d = back;
      width = units;
      yield;
    }
    for (const layer of layers) {
      layer.forward = spread(layer.h);
      layer.backward = spread(layer.d);
      layer.flat = layer.slope.reduce((n, slope) => n + (Math.abs(slope) < FLAT), 0) / layer.slope.length;
      layer.twins = twinsOf(layer.h, layer.d, units);
      layer.different = new Set(layer.twins).size;
      yield;
    }
    const positive = s.activation === "relu" || s.activation === "sigmoid";
    return {
      s,
      layers,
      weight: sizeOf(s, units, units),
      forwardReach: reachOf(layers.map((layer) => layer.forward), positive),
      backwardReach: reachOf(layers.map((layer) => layer.backward), false),
    };
  }

  /** What is known after `budget` ms, of `s` or of a state before it, and whether it is that of `s`. */
  at(s, budget = Infinity) {
    const complete = this.#found.work(s, (state) => this.#layers(state), budget);
    return { ...this.#found.latest, complete };
  }
}

/** What is wrong with a start, in one word; the first that fits. */
export function verdict({ layers, s }) {
  const [first, last] = [layers[0], layers.at(-1)];
  if (first.backward.size === 0) return "still";
  if (layers.every(({ different }) => different === 1)) return "twins";
  if (s.activation !== "relu" && s.activation !== "identity" && last.flat > 0.4) return "saturated";
  if (last.forward.std > 30 * first.forward.std || first.backward.size > 30 * last.backward.size) return "explodes";
  if (last.forward.std < first.forward.std / 30 || first.backward.size < last.backward.size / 30) return "vanishes";
  return "alive";
}

export const question = ({ init, activation }) =>
  ({ zeros: "zero", equal: "zero", normal: "small", xavier: activation === "sigmoid" ? "sigmoid" : "root", he: "twice" })[init];
