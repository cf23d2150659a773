// What fit_curve computes: a polynomial through noisy examples, and its error on those and on new ones.

import { defaultRng, fitPolynomial, integer, oneOf, polynomial, real } from "../../kit.js";

export const MOST_DEGREE = 9;
export const NO_DECAY = -8; // the exponent that stands for λ = 0
const [FEWEST, MOST, FRESH] = [10, 200, 200]; // training examples, and new ones

export const schema = {
  degree: integer("d", 9, { min: 0, max: MOST_DEGREE }),
  n: integer("n", FEWEST, { min: FEWEST, max: MOST }),
  noise: real("s", 0.3, { min: 0, max: 1 }),
  decay: real("l", NO_DECAY, { min: NO_DECAY, max: 1 }),
  pull: real("p", 0, { min: -2, max: 2 }),
  axis: oneOf("a", "degree", ["degree", "decay", "n"]),
  seed: integer("seed", 1, { min: 0, max: 2 ** 32 - 1 }),
};

/** The curve behind the examples. */
export const truth = (x) => Math.sin(Math.PI * x);
export const lambda = (decay) => (decay === NO_DECAY ? 0 : 10 ** decay);

/** What the error is drawn over: values of the field named by `axis`. */
export const AXES = {
  degree: Array.from({ length: MOST_DEGREE + 1 }, (_, d) => d),
  decay: Array.from({ length: 37 }, (_, k) => NO_DECAY + k / 4),
  n: [10, 12, 14, 17, 20, 24, 29, 35, 42, 50, 60, 72, 87, 104, 125, 150, 174, 200],
};

const evenly = (n) => Float64Array.from({ length: n }, (_, k) => -1 + (2 * k) / (n - 1));

/** Root of the mean squared error. */
export const error = (weights, { x, y }) => Math.sqrt(x.reduce((sum, v, k) => sum + (polynomial(weights, v) - y[k]) ** 2, 0) / x.length);

export class Model {
  #seed = null;

  /** The draws of a seed: where the new examples lie, and the noise of all. */
  #draws(seed) {
    if (seed === this.#seed) return;
    this.#seed = seed;
    const rng = defaultRng(seed);
    this.fresh = rng.uniform(-1, 1, FRESH);
    this.freshNoise = rng.normal(0, 1, FRESH);
    this.noise = rng.normal(0, 1, MOST);
  }

  /** The first n noises belong to n examples evenly spread; the reader moves the one in the middle. */
  #train({ n, noise, pull }) {
    const x = evenly(n);
    const y = x.map((v, k) => truth(v) + noise * this.noise[k]);
    const chosen = Math.floor(n / 2);
    const base = y[chosen];
    y[chosen] += pull;
    return { x, y, chosen, base };
  }

  #fit(s, test) {
    const train = this.#train(s);
    const weights = fitPolynomial(train, s.degree, lambda(s.decay));
    return { train, weights, trainError: error(weights, train), testError: error(weights, test) };
  }

  at(s) {
    this.#draws(s.seed);
    const test = { x: this.fresh, y: this.fresh.map((v, k) => truth(v) + s.noise * this.freshNoise[k]) };
    const along = AXES[s.axis].map((value) => ({ value, ...this.#fit({ ...s, [s.axis]: value }, test) }));
    const best = along.reduce((a, b) => (b.testError < a.testError ? b : a));
    return { s, test, along, best, ...this.#fit(s, test) };
  }
}

/** How far along its axis a state stands: the number of values passed. */
export const place = (s) => AXES[s.axis].filter((value) => value <= s[s.axis]).length - 1;

/** The question that makes sense now. */
export const question = ({ decay }) => (decay === NO_DECAY ? "fit" : "weights");
