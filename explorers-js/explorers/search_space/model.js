// What search_space computes: a hidden response over two hyperparameters, trials, and 500 replays.

import { Piecewise, defaultRng, integer, oneOf, real, rows } from "../../kit.js";

export const RATES = [-5, 0]; // log₁₀ of the learning rate
export const DECAYS = [-7, -2]; // log₁₀ of the weight decay
export const REPLAYS = 500;
const [CHANCE, GAIN] = [10, 88]; // percent: what guessing gets, and how much the best setting adds
const [NARROW, BROAD] = [0.4, 0.7]; // widths of the response, in decades
const REPLAY_SEED = 2012;
export const MOST = 64;

const inside = ([low, high], value) => value >= low && value <= high;

export const schema = {
  method: oneOf("m", "grid", ["own", "grid", "random"]),
  scale: oneOf("s", "log", ["log", "linear"]),
  side: integer("k", 3, { min: 2, max: 8 }),
  matters: real("w", 0.1, { min: 0, max: 1 }),
  reveal: oneOf("r", "hidden", ["hidden", "shown"]),
  trials: integer("n", 9, { min: 0, max: MOST }),
  own: rows("own", [], { most: MOST, good: (points) => points.every((p) => p.length === 2 && inside(RATES, p[0]) && inside(DECAYS, p[1])) }),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
};

/** Validation accuracy in percent; the decay takes at most the share `matters` of what the rate gives. */
export function score([a, b], [bestA, bestB], matters) {
  return CHANCE + GAIN * bump(a - bestA, NARROW) * (1 - matters * (1 - bump(b - bestB, BROAD)));
}

/** Where a share of the way along an axis lies, even in the logarithm or in the value itself. */
export function along([low, high], share, scale) {
  if (scale === "log") return low + share * (high - low);
  return Math.log10(10 ** low + share * (10 ** high - 10 ** low));
}

const between = ([low, high], share) => low + share * (high - low);

const bump = (distance, width) => Math.exp(-0.5 * (distance / width) ** 2);
const onPlane = ([p, q], scale) => [along(RATES, p, scale), along(DECAYS, q, scale)];
const drawOptimum = (rng) => [between([-4.5, -0.5], rng.random()), between([-6.5, -2.5], rng.random())];
const drawShares = (rng, count) => {
  const shares = rng.uniform(0, 1, 2 * count);
  return Array.from({ length: count }, (_, k) => [shares[2 * k], shares[2 * k + 1]]);
};
/** The middles of side × side cells, in a shuffled order. */
const drawGrid = (rng, side) => Array.from(rng.permutation(side * side), (k) => [(Math.floor(k / side) + 0.5) / side, ((k % side) + 0.5) / side]);

/** The searches of 500 other responses with side × side trials, by both methods. */
class Replays {
  #searches = [];
  #near = {};

  constructor(side) {
    this.count = side * side;
    this.rng = defaultRng(REPLAY_SEED);
    this.grid = drawGrid(this.rng, side);
  }

  #search(r) {
    if (r === this.#searches.length) this.#searches.push({ optimum: drawOptimum(this.rng), random: drawShares(this.rng, this.count) });
    return this.#searches[r];
  }

  /** How near each trial of the `n` replays that have been searched comes to its optimum in rate and in decay, by method. */
  #nearness(scale) {
    const room = () => [new Float64Array(REPLAYS * this.count), new Float64Array(REPLAYS * this.count)];
    return (this.#near[scale] ??= { n: 0, grid: room(), random: room() });
  }

  /** Search those that are still to be searched, one after the other. */
  *go(scale) {
    const near = this.#nearness(scale);
    const grid = this.grid.map((shares) => onPlane(shares, scale));
    for (; near.n < REPLAYS; near.n++) {
      const { optimum, random } = this.#search(near.n);
      for (let k = 0, i = near.n * this.count; k < this.count; k++, i++)
        for (const [method, [a, b]] of [["grid", grid[k]], ["random", onPlane(random[k], scale)]]) {
          near[method][0][i] = bump(a - optimum[0], NARROW);
          near[method][1][i] = bump(b - optimum[1], BROAD);
        }
      yield;
    }
  }

  /** The mean best so far, trial by trial, and the best of each replay. */
  #run(n, [a, b], matters) {
    const [mean, ends] = [new Float64Array(this.count), new Float64Array(n)];
    for (let r = 0, i = 0; r < n; r++) {
      let best = 0;
      for (let k = 0; k < this.count; k++, i++) {
        best = Math.max(best, CHANCE + GAIN * a[i] * (1 - matters * (1 - b[i])));
        mean[k] += best / n;
      }
      ends[r] = best;
    }
    return { mean, ends };
  }

  /** The curves of both methods over the replays that have been searched, and in which share of them random ends ahead. */
  at(scale, matters) {
    const near = this.#nearness(scale);
    const [grid, random] = ["grid", "random"].map((method) => this.#run(near.n, near[method], matters));
    const ahead = random.ends.reduce((sum, end, r) => sum + (end > grid.ends[r]), 0) / near.n;
    return { grid: grid.mean, random: random.mean, ahead, complete: near.n === REPLAYS };
  }
}

export class Model {
  #replays = new Map();
  #pieces = new Piecewise();

  #replay({ side, scale, matters }, budget) {
    if (!this.#replays.has(side)) this.#replays.set(side, new Replays(side));
    const replays = this.#replays.get(side);
    this.#pieces.work(`${side} ${scale}`, () => replays.go(scale), budget);
    return replays.at(scale, matters);
  }

  /** Where the optimum of a seed lies, and what random search and grid try there. */
  #search({ seed, side, scale }) {
    const rng = defaultRng(seed);
    const optimum = drawOptimum(rng);
    const [random, grid] = [drawShares(rng, side * side), drawGrid(rng, side)];
    return { optimum, random: random.map((p) => onPlane(p, scale)), grid: grid.map((p) => onPlane(p, scale)) };
  }

  /** What is known after `budget` ms; the replays may be fewer than all. */
  at(s, budget = Infinity) {
    const search = this.#search(s);
    const { optimum } = search;
    const all = s.method === "own" ? s.own : search[s.method];
    const places = all.slice(0, s.trials);
    const scores = places.map((at) => score(at, optimum, s.matters));
    const best = scores.indexOf(Math.max(...scores));
    const different = (axis) => new Set(places.map((at) => at[axis].toFixed(6))).size;
    return { s, optimum, limit: all.length, places, scores, best, rates: different(0), decays: different(1), replays: this.#replay(s, budget), hit: 1 - 0.95 ** (s.side * s.side) };
  }
}

/** One trial more of the reader's own, at the place [a, b]; a search of another kind starts anew. */
export function tried(s, at) {
  const own = s.method === "own" ? s.own.slice(0, s.trials) : [];
  if (own.length >= s.side * s.side) return null;
  const place = [[at[0], RATES], [at[1], DECAYS]].map(([v, [low, high]]) => Number(Math.min(high, Math.max(low, v)).toFixed(2))); // prettier-ignore
  return { method: "own", own: [...own, place], trials: own.length + 1 };
}

/** The question that makes sense now. */
export function question({ method, scale, side, matters, seed }) {
  if (scale !== "log" || side !== 3 || matters !== 0.1 || seed !== 0) return null;
  return { grid: "grid", random: "one" }[method] ?? null;
}
