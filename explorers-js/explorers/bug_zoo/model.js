// What bug_zoo computes: six sick networks and what a treatment makes of them. No page.

import { integer, oneOf } from "../../kit.js";
import { BATCHES, Course, EPOCHS, HEALTHY } from "./course.js";

export const ILLNESSES = { 1: "dead", 2: "mode", 3: "rate", 4: "order", 5: "softmax", 6: "leak" };
const SICK = { dead: -4, mode: true, rate: 3, order: false, softmax: true, leak: true };
export const LOOK_BACK = 5; // epochs whose batches are looked at one by one
const KEPT = 20; // courses that are remembered

export const schema = {
  case: oneOf("case", "1", Object.keys(ILLNESSES)),
  cured: oneOf("cured", "none", ["none", ...Object.values(ILLNESSES)]),
  epochs: integer("n", EPOCHS, { min: 0, max: EPOCHS }),
  seed: integer("seed", 24, { min: 0, max: 2 ** 32 - 1 }),
};

/** What a network is made and trained with. A treatment sets one thing right, whatever ails the network. */
export function recipe({ case: number, cured }) {
  const illness = ILLNESSES[number];
  const sick = { ...HEALTHY, [illness]: SICK[illness] };
  if (cured === "none") return sick;
  return { ...sick, [cured]: cured === "rate" ? sick.rate / 10 : HEALTHY[cured] };
}

export const isHealed = (s) => s.cured === ILLNESSES[s.case];

/** Pearson's correlation; 0 where one of them does not vary. */
function correlation(a, b) {
  const centred = (v) => {
    const mean = v.reduce((sum, x) => sum + x, 0) / v.length;
    return v.map((x) => x - mean);
  };
  const [p, q] = [centred(a), centred(b)];
  const dot = (u, v) => u.reduce((sum, x, k) => sum + x * v[k], 0);
  return dot(p, q) / Math.sqrt(dot(p, p) * dot(q, q)) || 0;
}

/** What a doctor measures after n epochs. */
export function findings({ stepLoss, epochs, update }, n) {
  const steps = stepLoss.slice(0, n * BATCHES);
  const each = Array.from({ length: Math.min(n, LOOK_BACK + 1) }, (_, k) => steps.slice((n - k - 1) * BATCHES, (n - k) * BATCHES));
  const pairs = each.slice(1).map((batches, k) => correlation(batches, each[k]));
  const gaps = epochs.slice(0, n + 1).map(({ accuracy: [a, b] }) => Math.abs(a - b));
  return {
    ...epochs[n],
    n,
    steps,
    first: epochs[0].loss[0],
    epochs: epochs.slice(0, n + 1),
    recent: each.slice(0, LOOK_BACK).reverse().flatMap((batches) => [...batches]),
    highest: Math.max(0, ...steps),
    widest: Math.max(...gaps),
    repeats: pairs.length ? pairs.reduce((sum, v) => sum + v, 0) / pairs.length : 0,
    update: n ? update : 0,
  };
}

/** The courses of the networks that a state shows, trained in slices and remembered. */
export class Model {
  #courses = new Map();

  #course(made, seed) {
    const key = JSON.stringify([made, seed]);
    if (!this.#courses.has(key)) {
      if (this.#courses.size >= KEPT) this.#courses.clear();
      this.#courses.set(key, new Course(made, seed));
    }
    return this.#courses.get(key);
  }

  /** The patient, and beside it the patient treated or, before any treatment, a healthy network. */
  both(s) {
    const beside = s.cured === "none" ? HEALTHY : recipe(s);
    return [recipe({ ...s, cured: "none" }), beside].map((made) => this.#course(made, s.seed));
  }

  /** What is known after `budget` ms of training, and whether that is all that the state asks for. */
  at(s, budget = Infinity) {
    const end = performance.now() + budget;
    const courses = this.both(s);
    const behind = () => courses.reduce((a, b) => (b.done < a.done ? b : a));
    while (behind().done < s.epochs && performance.now() < end) behind().advance();
    const n = Math.min(s.epochs, behind().done);
    const [patient, beside] = courses.map((course) => findings(course, n));
    return { s, n, patient, beside, complete: n === s.epochs };
  }
}

export const question = (s) => (s.cured === "none" ? `patient${s.case}` : null);
