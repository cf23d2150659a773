// What batch_size computes: a line through 100 examples, descent in batches of them, and what each size costs.

import {
  Sliced, batchDescent, clamp, defaultRng, eigenvalues, exampleOrder, integer, lineLoss, lostSince, oneOf, real, series, stepsToShare, varianceShare,
} from "../../kit.js"; // prettier-ignore

export const SIZES = [1, 2, 5, 10, 20, 50, 100];
export const N = 100;
export const START = [-2, 1];
export const SHARE = 0.01; // of what is above the minimum at the start: the target
export const MAX = { examples: 2000, steps: 200 };
const BUDGET = 8000; // examples that a run may see until it must have reached the target
const PATIENCE = 1000; // and steps that it may take
const RUNS = 20;
const SPANS = [10, 20, 50, 100, 200, 500, 1000, 2000];
const HALF = 6; // beyond which a path is lost

export const schema = {
  batch: { ...oneOf("b", 5, SIZES), parse: Number },
  lr: real("lr", 0.5, { min: 0.01, max: 2 }),
  draws: oneOf("d", "once", ["once", "again"]),
  by: oneOf("by", "examples", ["examples", "steps"]),
  seen: integer("seen", 500, { min: 0, max: MAX.examples }),
  steps: integer("n", 40, { min: 0, max: MAX.steps }),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
};

/** 100 examples about the line t = 0.5 + x. */
export function examples() {
  const rng = defaultRng(0);
  const x = rng.uniform(-0.5, 1.5, N);
  return { x, t: x.map((v) => 0.5 + v + 0.6 * rng.standardNormal()) };
}

/** Total variance of the gradients at the start of the batches into which the orders are cut, in shares of one example's. */
function measuredShare(loss, orders, size) {
  let [count, sumW, sumB, squares] = [0, 0, 0, 0];
  for (const order of orders)
    for (let from = 0; from + size <= order.length; from += size, count++) {
      const [w, b] = loss.batchGrad(...START, order, from, from + size);
      sumW += w;
      sumB += b;
      squares += w * w + b * b;
    }
  const [ww, , bb] = loss.spread(...START);
  return Math.max(0, squares / count - (sumW / count) ** 2 - (sumB / count) ** 2) / (ww + bb);
}

/** Everything that the figure shows of a state, and what the player makes of it. */
export class Model {
  loss = lineLoss(examples());
  first = this.loss.above(...START);
  bound = 2 / eigenvalues(this.loss.hessian())[1]; // of rates: beyond it the full batch diverges
  #kept = new Map();
  #steps = new Sliced(SIZES.length);

  /** What `make` gives for a key, computed once; one value per kind is kept. */
  #once(kind, key, make) {
    if (this.#kept.get(kind)?.key !== key) this.#kept.set(kind, { key, value: make() });
    return this.#kept.get(kind).value;
  }

  /** What is known after `budget` ms, and whether it is all; what the sizes cost may still be what they did before. */
  at(s, budget = Infinity) {
    const n = s.by === "examples" ? s.seen : s.steps;
    const span = SPANS.find((end) => end >= n);
    const mine = this.#runner(s, "batch", s.batch, n, span);
    const full = this.#runner(s, "full", N, n, span);
    const alone = s.batch === N && s.draws === "once"; // the batch is the full batch
    const complete = this.#stepsOf(s, budget);
    const costs = SIZES.map((size, i) => this.#cost(s, size, this.#steps.values[i]));
    const best = costs.reduce((a, b) => (b.cost < a.cost ? b : a));
    return {
      s, complete, span, step: n, costs, mine, full, best: best.cost < Infinity ? best : null, cost: costs[SIZES.indexOf(s.batch)],
      runners: alone ? [full] : [full, mine],
      share: varianceShare(N, s.batch, { replace: s.draws === "again" }),
      measured: this.#once("measured", `${s.draws} ${s.batch}`, () => measuredShare(this.loss, this.#orders(s.draws), s.batch)),
      ellipse: this.#ellipse(s, mine),
      bound: this.bound, over: s.lr > this.bound,
    }; // prettier-ignore
  }

  /** A path with its losses, as far as it goes on the axis: `n` is in examples or in steps, `pace` of it a step. */
  #runner({ by, lr, seed, draws }, kind, size, n, span) {
    const pace = by === "examples" ? size : 1;
    const nSteps = Math.floor(span / pace);
    const exact = kind === "full";
    const run = this.#once(kind, [lr, size, nSteps, exact || [seed, draws]].join(), () => {
      const count = exact ? N : nSteps * size;
      const rows = this.#once(`rows of ${kind}`, [count, seed, draws].join(), () => this.#order(exact ? "once" : draws, seed, count));
      const path = exact ? this.#exact(lr, nSteps) : batchDescent(this.loss, rows, { batchSize: size, lr, start: START, nSteps });
      const losses = Float64Array.from({ length: nSteps + 1 }, (_, k) => this.loss.above(path[2 * k], path[2 * k + 1]) / this.first);
      return { path, losses };
    });
    const end = Math.floor(n / pace);
    const style = exact ? series.plain[0] : series.blue[0];
    const lost = lostSince(run.path, run.losses, end, HALF, 10);
    const tail = run.losses.subarray(Math.ceil(end / 2), end + 1);
    return { kind, size, style, pace, n: end, lost, left: run.losses[end], hover: tail.reduce((a, b) => a + b, 0) / tail.length, ...run };
  }

  /** The path of the full batch, whose gradient is exact. */
  #exact(lr, nSteps) {
    const path = Float64Array.from({ length: 2 * (nSteps + 1) });
    let [w, b] = START;
    for (let k = 0; k <= nSteps; k++) {
      path.set([w, b], 2 * k);
      const [gw, gb] = this.loss.grad(w, b);
      [w, b] = [w - lr * gw, b - lr * gb];
    }
    return path;
  }

  #order(draws, seed, count) {
    return exampleOrder(N, count, { replace: draws === "again", rng: defaultRng(seed) });
  }

  #orders(draws) {
    return this.#once(`orders ${draws}`, draws, () => Array.from({ length: RUNS }, (_, seed) => this.#order(draws, seed, BUDGET)));
  }

  /** Steps that every batch size takes to the target at this rate, as the mean of 20 orders has it; true once all are known. */
  #stepsOf({ lr, draws }, budget) {
    const orders = this.#orders(draws);
    const steps = (i) => stepsToShare(this.loss, orders, { batchSize: SIZES[i], lr, start: START, share: SHARE, most: PATIENCE });
    return this.#steps.work(`${lr} ${draws}`, steps, budget);
  }

  /** In steps, in examples, and in what the state counts. */
  #cost = ({ by }, size, steps) => ({ size, steps, examples: steps * size, cost: by === "examples" ? steps * size : steps });

  /** Two standard deviations around where the next step goes on average: [centre, the two columns of a root of the covariance]. */
  #ellipse({ lr, batch, draws }, { path, n }) {
    const [w, b] = [path[2 * n], path[2 * n + 1]];
    const [ww, wb, bb] = this.loss.spread(w, b);
    const [gw, gb] = this.loss.grad(w, b);
    const size = 2 * lr * Math.sqrt(varianceShare(N, batch, { replace: draws === "again" }));
    const root = Math.sqrt(ww);
    return [[w - lr * gw, b - lr * gb], [size * root, (size * wb) / root], [0, size * Math.sqrt(Math.max(0, bb - (wb * wb) / ww))]];
  }
}

/** Where play goes on: `n` tenths of a step, or examples, which come in whole batches. */
export function advance({ by, seen, steps, batch }, n) {
  if (by === "steps") return { steps: Math.min(steps + Math.max(1, Math.round(n / 10)), MAX.steps) };
  return { seen: clamp(batch * Math.ceil((seen + n) / batch), 0, MAX.examples) };
}

/** The question that makes sense now. */
export function question({ batch, lr, draws, by }) {
  if (draws === "again") return null;
  if (batch === N && lr >= 1) return "leaps";
  return lr === schema.lr.initial && by === "examples" ? "calm" : null;
}
