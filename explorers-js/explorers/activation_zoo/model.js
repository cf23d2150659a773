// What activation_zoo computes: examples on their way through layers of one activation function. No page.

import { Activation, Affine, Sequential, activations, clamp, defaultRng, elu, integer, leakyRelu, oneOf, real } from "../../kit.js";

export const EXAMPLES = 100;
export const WIDTH = 50; // inputs, and units of each layer
export const MOST_LAYERS = 10;
export const FLAT = 0.01; // a smaller slope counts as saturated
const NAMES = ["step", "sign", "identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu"];
const RANGES = { step: [0, 1], sigmoid: [0, 1], sign: [-1, 1], tanh: [-1, 1] };

export const schema = {
  activation: oneOf("act", "sigmoid", NAMES),
  slope: real("slope", 0.1, { min: 0, max: 1 }),
  alpha: real("alpha", 1, { min: 0.1, max: 2 }),
  scale: real("s", 1, { min: 0.1, max: 10 }),
  gain: real("g", 1, { min: 0.1, max: 5 }),
  bias: real("b", 0, { min: -3, max: 3 }),
  depth: integer("d", 8, { min: 1, max: MOST_LAYERS }),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
};

/** Which parameter a function has, if any. */
export const parameterOf = (activation) => ({ leaky_relu: "slope", elu: "alpha" })[activation] ?? null;

export function functionOf({ activation, slope, alpha }) {
  if (activation === "leaky_relu") return leakyRelu(slope);
  return activation === "elu" ? elu(alpha) : activations[activation];
}

/** How much a unit's activations differ between the examples: the variance of each unit, on average. */
function ownVariance(h) {
  let total = 0;
  for (let unit = 0; unit < WIDTH; unit++) {
    let [sum, square] = [0, 0];
    for (let i = unit; i < h.length; i += WIDTH) sum += h[i];
    for (let i = unit; i < h.length; i += WIDTH) square += (h[i] - sum / EXAMPLES) ** 2;
    total += square / EXAMPLES;
  }
  return total / WIDTH;
}

/** What can be said of one layer of pre-activations z and activations h. */
function facts(phi, gain, z, h) {
  const n = z.length;
  const slopes = z.map(phi.grad);
  const mean = h.reduce((sum, v) => sum + v, 0) / n;
  const alive = new Uint8Array(WIDTH);
  let [flat, square] = [0, 0];
  slopes.forEach((slope, i) => {
    if (Math.abs(slope) < FLAT) flat += 1;
    if (slope !== 0) alive[i % WIDTH] = 1;
    square += slope * slope;
  });
  return {
    z,
    h,
    mean,
    own: Math.sqrt(ownVariance(h)),
    std: Math.sqrt(h.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n),
    zStd: Math.sqrt(z.reduce((sum, v) => sum + v * v, 0) / n),
    flat: flat / n,
    dead: alive.filter((on) => !on).length / WIDTH,
    factor: gain * Math.sqrt(square / n), // what a gradient is multiplied by on its way back, about
  };
}

/** The ends of the axis of activations that shows all layers. */
export function reachOf(activation, layers) {
  if (RANGES[activation]) {
    const [low, high] = RANGES[activation];
    return [low - 0.04 * (high - low), high + 0.04 * (high - low)];
  }
  const least = (h) => h.reduce((a, b) => Math.min(a, b), 0);
  const low = Math.min(...layers.map(({ h, mean, std }) => Math.max(least(h), mean - 4 * std)));
  const high = Math.max(1e-9, ...layers.map(({ mean, std }) => mean + 4 * std));
  return [low - 0.04 * (high - low), high];
}

export class Model {
  #seed = null;

  /** The draws of a seed: inputs, then the weights of one layer after another. */
  #draws(seed) {
    if (seed === this.#seed) return;
    this.#seed = seed;
    const rng = defaultRng(seed);
    this.x = rng.normal(0, 1, EXAMPLES * WIDTH);
    this.weights = Array.from({ length: MOST_LAYERS }, () => rng.normal(0, 1, WIDTH * WIDTH));
  }

  at(s) {
    this.#draws(s.seed);
    const phi = functionOf(s);
    const spread = s.gain / Math.sqrt(WIDTH);
    const net = new Sequential(
      ...this.weights.slice(0, s.depth).flatMap((unit) => {
        const affine = new Affine(WIDTH, WIDTH, { init: () => unit.map((w) => spread * w) });
        affine.params.b.fill(s.bias);
        return [affine, new Activation(phi)];
      }),
    );
    const outputs = net.outputs(this.x.map((v) => s.scale * v), EXAMPLES);
    const layers = Array.from({ length: s.depth }, (_, l) => facts(phi, s.gain, outputs[2 * l], outputs[2 * l + 1]));
    const kept = layers.reduce((product, { factor }) => product * factor, 1);
    return { s, phi, layers, last: layers.at(-1), kept, reach: reachOf(s.activation, layers) };
  }
}

/** How far the axis of z reaches on both sides. */
export function zReach({ zStd }) {
  const far = clamp(3 * zStd, 6, 1e9);
  const power = 10 ** Math.floor(Math.log10(far));
  return [1, 2, 4, 6, 10].map((m) => m * power).find((m) => m >= far * 0.999);
}

const QUESTIONS = { identity: "linear", sigmoid: "tanh", tanh: "sigmoid", relu: "relu", leaky_relu: "leaky" };
export const question = ({ activation, depth }) => (depth > 1 ? (QUESTIONS[activation] ?? null) : null);
