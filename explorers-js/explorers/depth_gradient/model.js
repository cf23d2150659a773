// What depth_gradient computes: the gradient in each layer of an untrained network, or at each step of one
// unit through time, and by how much a layer multiplies it, gain by gain. No page.

import { Following, Normals, Piecewise, chainGradients, drawStack, integer, layerByLayer, oneOf, real } from "../../kit.js";

export const UNITS = 32;
export const MOST_LAYERS = 50;
const GAIN = { min: 0.1, max: 10 };

export const schema = {
  kind: oneOf("k", "layers", ["layers", "time"]),
  activation: oneOf("act", "sigmoid", ["identity", "sigmoid", "tanh", "relu"]),
  depth: integer("l", 10, { min: 1, max: MOST_LAYERS }),
  init: oneOf("init", "xavier", ["small", "unit", "xavier", "he"]),
  gain: real("g", 1, GAIN),
  batch: integer("b", 32, { min: 1, max: 256 }),
  precision: oneOf("p", "float32", ["float32", "float64"]),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
};

/** The gains at which the factor of a layer is known: eight in each decade. */
export const GAINS = Array.from({ length: 17 }, (_, k) => 10 ** (k / 8 - 1));

/** Standard deviation of the weights; w itself, where there is one unit. */
export const sizeOf = ({ kind, init, gain }) =>
  gain * (kind === "time" ? 1 : { small: 0.01, unit: 1, xavier: 1 / Math.sqrt(UNITS), he: Math.sqrt(2 / UNITS) }[init]);

/** What the weights alone multiply a gradient by, about. */
export const alone = (s) => sizeOf(s) * (s.kind === "time" ? 1 : Math.sqrt(UNITS));

/** A value is a number that counts, or "0", "inf" or "NaN". */
export const oddity = (v) => (Number.isNaN(v) ? "NaN" : v === Infinity ? "inf" : v === 0 ? "0" : null);

/** By what a layer multiplies the gradient on its way back, on average: 10 to minus the slope of its logarithm; null if it cannot be told. */
export function factorOf(norms) {
  const points = norms.map((v, l) => [l, Math.log10(v)]).filter(([, y]) => Number.isFinite(y));
  if (points.length < 2) return null;
  const mean = (k) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const [above, below] = points.reduce(([a, b], [x, y]) => [a + (x - mx) * (y - my), b + (x - mx) ** 2], [0, 0]);
  return 10 ** (-above / below);
}

export class Model {
  #normals = new Normals();
  #own = new Following();
  #sweep = new Piecewise();
  #factors = [];

  #draws({ depth, batch, seed }) {
    return drawStack(depth, UNITS, batch, this.#normals.of(seed));
  }

  *#gradients(s, draws) {
    const single = s.precision === "float32";
    if (s.kind === "time") return chainGradients(s.activation, s.gain, s.depth, { single });
    return yield* layerByLayer(draws ?? this.#draws(s), s.activation, { scale: alone(s), single });
  }

  /** What is known of the state's own gain. */
  *#found(s) {
    const found = yield* this.#gradients(s);
    return { s, ...found, factor: factorOf(found.inputs), alone: alone(s) };
  }

  /** The factors of all gains. */
  *#curve(s) {
    this.#factors = [];
    const draws = s.kind === "time" ? null : this.#draws(s);
    for (const gain of GAINS) {
      const { inputs } = yield* this.#gradients({ ...s, gain }, draws);
      this.#factors.push(factorOf(inputs));
      yield;
    }
  }

  /** What is known after `budget` ms, of `s` or of a state before it, and whether it is all of `s`. */
  at(s, budget = Infinity) {
    const end = performance.now() + budget;
    const found = this.#own.work(s, (state) => this.#found(state), budget);
    const key = JSON.stringify({ ...s, gain: 1 });
    const complete = found && this.#sweep.work(key, () => this.#curve(s), end - performance.now());
    return { ...this.#own.latest, curve: this.#factors, complete };
  }
}

/** The gain at which a curve of factors passes 1 on its way up; null where it does not. */
export function levelGain(curve) {
  for (let k = 1; k < curve.length; k++) {
    if (curve[k - 1] === null || !(curve[k - 1] < 1 && curve[k] >= 1)) continue;
    const [a, b] = [Math.log(curve[k - 1]), Math.log(curve[k])];
    return GAINS[k - 1] * (GAINS[k] / GAINS[k - 1]) ** (a / (a - b));
  }
  return null;
}

/** What happens to the gradient on its way back, in one word. */
export function verdict({ inputs, weights }) {
  const odd = [...inputs, ...weights].map(oddity);
  if (odd.includes("NaN")) return "lost";
  if (odd.includes("inf")) return "overflows";
  if (oddity(inputs[0]) === "0") return "gone";
  const ratio = inputs[0] / inputs.at(-1);
  if (ratio < 1 / 30) return "vanishes";
  return ratio > 30 ? "explodes" : "level";
}

/** The question that makes sense now. */
export function question(s) {
  if (s.kind === "time") return "time";
  if (s.activation === "sigmoid" || s.activation === "tanh") return s.activation;
  if (alone(s) > 2) return "inf";
  return s.activation === "relu" ? "relu" : null;
}
