// What batch_norm computes: a stream of batches through one unit, normalized by the batch or by what was
// stored. No page.

import { BatchNorm, LayerNorm, defaultRng, fmt, integer, oneOf, real, rows, same } from "../../kit.js";

export const WIDEST = 64; // examples in the largest batch
export const MOST_BATCHES = 500;
const MOST_CHANGES = 60;
export const SIZES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64];
export const MEAN = { min: -4, max: 4 };
export const SPREAD = { min: 0.2, max: 2.5 };
const LARGEST = 1e6; // of the reader's own activations

const inside = (value, { min, max }) => value >= min && value <= max;
const isSize = (value) => Number.isInteger(value) && value >= 1 && value <= WIDEST;

export const schema = {
  mode: oneOf("mode", "train", ["train", "eval"]),
  batch_size: integer("m", 8, { min: 1, max: WIDEST }),
  gamma: real("g", 1, { min: -3, max: 3 }),
  beta: real("b", 0, { min: -3, max: 3 }),
  mean: real("mu", 3, MEAN),
  spread: real("sd", 1.8, SPREAD),
  momentum: real("w", 0.9, { min: 0, max: 0.99 }),
  odd: real("odd", 0, { min: -2 * LARGEST, max: 2 * LARGEST }),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
  batches: integer("n", 26, { min: 1, max: MOST_BATCHES }),
  // What the stream was before: (up to batch, mean, spread, batch size, 1 in training or 0).
  past: rows("past", [[20, 0, 1, 8, 1]], {
    most: MOST_CHANGES,
    good: (all) =>
      all.every(
        (row, i) =>
          row.length === 5 &&
          Number.isInteger(row[0]) &&
          row[0] > (i ? all[i - 1][0] : 0) &&
          row[0] < MOST_BATCHES &&
          inside(row[1], MEAN) &&
          inside(row[2], SPREAD) &&
          isSize(row[3]) &&
          (row[4] === 0 || row[4] === 1),
      ),
  }),
  data: rows("z", [], {
    most: MOST_BATCHES,
    good: (all) =>
      all.every((row) => isSize(row.length) && row.length === all[0].length && row.every((v) => Math.abs(v) <= LARGEST)),
  }),
  axis: oneOf("axis", "batch", ["batch", "layer"]),
};

/** Rows of standard normal numbers, as default_rng(seed).standard_normal((batches, 64)) gives them. */
class Normals {
  row(seed, k) {
    if (seed !== this.seed) {
      this.seed = seed;
      this.rng = defaultRng(seed);
      this.all = [];
    }
    while (this.all.length <= k) this.all.push(Float64Array.from({ length: WIDEST }, () => this.rng.standardNormal()));
    return this.all[k];
  }
}

/** Mean and biased variance of each of d columns, as a training batch of BatchNorm has them. */
function statistics(z, d = 1) {
  const layer = new BatchNorm(d);
  layer.forward(z, z.length / d);
  return layer.batch;
}

const ofUnit = ({ mean, var: variance }) => ({ mean: mean[0], variance: variance[0] });
const momentsOf = (z) => ofUnit(statistics(z));

const scaled = (layer, { gamma, beta }) => {
  layer.params.gamma.fill(gamma);
  layer.params.beta.fill(beta);
  return layer;
};

const training = ({ mode }) => (mode === "train" ? 1 : 0);
const settings = (s) => [s.mean, s.spread, s.batch_size, training(s)];
const before = ({ past, batches }) => past.filter(([until]) => until < batches);

/** Everything that the figure shows of a state, and what the reader's moves make of it. */
export class Model {
  #normals = new Normals();
  #tape = []; // the settings of a run that is played again: rows as in `past`, the last one for ever

  at(s) {
    const { pool, source } = this.#pool(s);
    const run = this.#run(s, source);
    const { z, stored, history } = run;
    const { batch } = history.at(-1);
    /** What a batch gives now, in a layer that holds the running averages. */
    const outputs = (x) => {
      const copy = scaled(new BatchNorm(1), s);
      copy.buffers.mean[0] = stored.mean;
      copy.buffers.var[0] = stored.variance;
      copy.training = s.mode === "train";
      return copy.forward(x, x.length);
    };
    const many = { z: [], y: [] };
    for (let i = 0; i + z.length <= pool.length; i += z.length) {
      const x = Float64Array.from(pool.slice(i, i + z.length), (u) => s.mean + s.spread * u);
      many.z.push(...x);
      many.y.push(...outputs(x));
    }
    const y = outputs(z);
    const yDrawn = outputs(z.with(0, z[0] - s.odd));
    const moved = Math.max(0, ...Array.from(y, (v, i) => (i ? Math.abs(v - yDrawn[i]) : 0)));
    const used = s.mode === "train" ? batch : stored;
    const values = { b: fmt(s.beta), low: fmt(s.beta - Math.abs(s.gamma)), high: fmt(s.beta + Math.abs(s.gamma)) };
    const now = { s, z, y, yDrawn, moved, many, history, used, values, outputMoments: momentsOf(y), table: this.#table(s, z) };
    return { ...now, special: special(now) };
  }

  #drawn(s, k) {
    return s.data.length ? Float64Array.from(s.data[k % s.data.length]) : this.#normals.row(s.seed, k);
  }

  /** Many examples of the stream, and mean and variance of what they are drawn from. */
  #pool(s) {
    const pool = Array.from({ length: s.data.length || 16 }, (_, k) => [...this.#drawn(s, k)]).flat();
    return { pool, source: s.data.length ? momentsOf(Float64Array.from(pool)) : { mean: 0, variance: 1 } };
  }

  /** All batches up to the latest: what each was, and what was stored after it. */
  #run(s, source) {
    const layer = scaled(new BatchNorm(1, { momentum: s.momentum }), s);
    const history = [];
    let z, stored;
    for (let k = 1; k <= s.batches; k++) {
      const row = k < s.batches ? s.past.find(([until]) => until >= k) : null;
      const [mean, spread, size, trains] = row ? row.slice(1) : settings(s);
      z = this.#drawn(s, k - 1)
        .subarray(0, size)
        .map((u) => mean + spread * u);
      if (k === s.batches) z[0] += s.odd;
      stored = ofUnit(layer.buffers);
      if (trains) layer.forward(z, z.length);
      history.push({
        k,
        training: trains,
        data: { mean: mean + spread * source.mean, variance: spread ** 2 * source.variance },
        batch: trains ? ofUnit(layer.batch) : momentsOf(z),
        // A batch's biased variance is on average this much smaller than that of the data.
        expected: (spread ** 2 * source.variance * (z.length - 1)) / z.length,
        running: ofUnit(layer.buffers),
      });
    }
    return { z, stored, history };
  }

  /** The first examples of the batch as a small batch of three units. */
  #table(s, z) {
    const n = Math.min(4, z.length);
    const u = this.#normals.row(s.seed, s.batches - 1);
    const x = new Float64Array(3 * n);
    for (let i = 0; i < n; i++) x.set([z[i], -1 + 0.5 * u[WIDEST - 1 - i], 4 + 3 * u[WIDEST - 5 - i]], 3 * i);
    if (s.axis === "batch") return { n, x, y: scaled(new BatchNorm(3), s).forward(x, n), ...statistics(x, 3) };
    const transposed = x.map((_, k) => x[3 * (k % n) + Math.floor(k / n)]);
    return { n, x, y: scaled(new LayerNorm(3), s).forward(x, n), ...statistics(transposed, n) };
  }

  /** From the latest batch on it is otherwise; what came before stays as it was. */
  from(s, patch) {
    if (Object.entries(patch).every(([name, value]) => same(s[name], value))) return {};
    const past = before(s);
    if ((past.at(-1)?.[0] ?? 0) < s.batches - 1) past.push([s.batches - 1, ...settings(s)]);
    return { ...patch, past: past.slice(-MOST_CHANGES) };
  }

  /** Batch k of the run that the state stands in: as it was, or, after its end, as it is now. */
  to(s, k) {
    if (!this.#tape.length || !same({ ...s, ...this.#moment(s.batches) }, s)) this.#tape = [...before(s), [Infinity, ...settings(s)]];
    return { ...this.#moment(Math.min(k, MOST_BATCHES)), odd: 0 };
  }

  #moment(k) {
    const i = this.#tape.findIndex(([until]) => until >= k);
    if (i < 0) return {};
    const [, mean, spread, batch_size, trains] = this.#tape[i];
    return { batches: k, mean, spread, batch_size, mode: trains ? "train" : "eval", past: this.#tape.slice(0, i) };
  }
}

/** Batches whose outputs do not depend on the data; two that are nearly alike feel ε. */
function special({ s, z, used }) {
  if (s.mode !== "train") return null;
  if (z.length === 1) return "sumOne";
  return z.length === 2 && used.variance > 1e-3 ? "sumTwo" : null;
}

/** Which question makes sense now. */
export function question({ mode, batch_size, gamma, odd, data }) {
  if (data.length || odd !== 0 || gamma === 0) return null;
  if (mode === "train") return batch_size > 2 ? "odd" : null;
  return batch_size > 1 ? "one" : null;
}
