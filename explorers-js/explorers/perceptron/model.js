// What perceptron computes: a unit, its line, and its rule example by example; no page, no drawing.

import { Perceptron, clamp, fmt, integer, makeGate, novikoff, oneOf, real, rows, short } from "../../kit.js";

export const REACH = 1.6;
export const DOMAIN = [-REACH, REACH];
export const MAX_STEPS = 2000;
export const [FEWEST, MOST] = [2, 30]; // own points
export const OWN = [
  [-1.2, -0.4, 0], [1.1, 0.5, 1], [-0.6, 0.5, 0], [0.1, 0.7, 1], [0.4, -0.7, 0], [-0.4, 1.3, 1], [0.2, -0.1, 0], [1.3, -0.4, 1],
]; // prettier-ignore
const WEIGHT = { min: -100, max: 100 };

const isPoint = ([x, y, t]) => Math.abs(x) <= REACH && Math.abs(y) <= REACH && (t === 0 || t === 1);

export const schema = {
  data: oneOf("data", "and", ["and", "or", "nand", "xor", "own"]),
  coding: oneOf("in", "01", ["01", "pm"]),
  points: rows("x", OWN, {
    most: MOST,
    good: (points) => points.length >= FEWEST && points.every((p) => p.length === 3 && isPoint(p)),
  }),
  w1: real("w1", 0, WEIGHT),
  w2: real("w2", 0, WEIGHT),
  b: real("b", 0, WEIGHT),
  steps: integer("n", 36, { min: 0, max: MAX_STEPS }),
};

export const ZERO = { w1: 0, w2: 0, b: 0, steps: 0 };
export const pair = ([a, b]) => `(${short(a)}, ${short(b)})`;
export const signed = (value, digits = 2) => (Number(value.toFixed(digits)) > 0 ? "+" : "") + fmt(value, digits);

/** The examples in the order in which the rule looks at them. */
export function examples({ data, coding, points }) {
  if (data === "own") return { x: points.map(([a, b]) => [a, b]), t: points.map((p) => p[2]) };
  const { x, t } = makeGate(data);
  const value = coding === "pm" ? (v) => 2 * v - 1 : (v) => v;
  return { x: [...t].map((_, k) => [value(x[2 * k]), value(x[2 * k + 1])]), t: [...t] };
}

/** The rule from the weights of the state: at most `steps` looks, until an epoch without a mistake is over. */
function run({ w1, w2, b, steps }, { x, t }) {
  const unit = new Perceptron([w1, w2], b);
  const made = { unit, mistakes: [0], last: null, settled: false, cycle: null };
  const seen = new Map(); // weights with which an epoch began, and its number
  for (let step = 0; step < steps && !made.settled; step++) {
    const k = step % x.length;
    const key = String([...unit.weights, unit.bias].map((value) => value.toFixed(6)));
    if (k === 0 && !made.cycle) {
      if (seen.has(key)) made.cycle = { first: seen.get(key), again: step / x.length + 1 };
      seen.set(key, step / x.length + 1);
    }
    const z = unit.sum(x[k]);
    const wrong = unit.learn(x[k], t[k]);
    made.last = { k, z, wrong };
    made.mistakes.push(made.mistakes.at(-1) + wrong);
    made.settled = k === x.length - 1 && made.mistakes.at(-1) === made.mistakes.at(-1 - x.length);
  }
  return made;
}

/** Everything that the figure shows of a state, and what the reader's moves make of it. */
export class Model {
  #bounds = new Map();

  at(s) {
    const data = examples(s);
    const { unit, ...made } = run(s, data);
    const [w1, w2] = unit.weights;
    const size = Math.hypot(w1, w2);
    const sums = data.x.map((x) => unit.sum(x));
    const answers = data.x.map((x) => unit.answer(x));
    return {
      s,
      ...data,
      ...made,
      weights: [w1, w2, unit.bias],
      steps: made.mistakes.length - 1,
      sums,
      answers,
      correct: answers.map((answer, k) => answer === data.t[k]),
      distances: size > 1e-9 ? sums.map((z) => z / size) : null,
      fromZero: s.w1 === 0 && s.w2 === 0 && s.b === 0,
      ...this.#bound(data),
    };
  }

  /** R, γ and (R/γ)² of the examples; the last ones are kept, for playing changes none of them. */
  #bound({ x, t }) {
    const key = JSON.stringify([x, t]);
    if (!this.#bounds.has(key)) {
      const { radius, margin } = novikoff(x, t);
      this.#bounds = new Map([[key, { radius, margin, bound: (radius / margin) ** 2 }]]);
    }
    return this.#bounds.get(key);
  }

  /** The patch that makes the weights the reader's own: those that are shown, with some replaced. */
  own(s, change) {
    const [w1, w2, b] = this.at(s).weights;
    const weights = Object.entries({ w1, w2, b, ...change });
    return { ...Object.fromEntries(weights.map(([name, value]) => [name, Number(clamp(value, WEIGHT.min, WEIGHT.max).toFixed(3)) + 0])), steps: 0 };
  }
}

/** The question that makes sense now. */
export function question({ data, w1, w2, b, steps }) {
  if (steps > 0) return data === "xor" || data === "own" ? null : "settles";
  return w1 === 0 && w2 === 0 && b === 0 ? "zero" : null;
}
