// The perceptron and its rule, and how many mistakes that rule can make. dlcore.perceptron.

const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** Answers 1 where weights · x + bias > 0 and 0 elsewhere (Rosenblatt 1958). */
export class Perceptron {
  constructor(weights, bias) {
    this.weights = [...weights];
    this.bias = bias;
  }

  sum(x) {
    return dot(this.weights, x) + this.bias;
  }

  answer(x) {
    return this.sum(x) > 0 ? 1 : 0;
  }

  /** Look at one example: after a mistake add it, or subtract it. On the line counts. Says whether it was one. */
  learn(x, t) {
    const y = t === 1 ? 1 : -1;
    if (y * this.sum(x) > 0) return false;
    this.weights = this.weights.map((w, i) => w + y * x[i]);
    this.bias += y;
    return true;
  }
}

/** The solution of a small linear system by elimination; null where it is not unique. */
function solve(matrix, right) {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const n = rows.length;
  for (let c = 0; c < n; c++) {
    const p = rows.reduce((best, row, r) => (r >= c && Math.abs(row[c]) > Math.abs(rows[best][c]) ? r : best), c);
    if (Math.abs(rows[p][c]) < 1e-10) return null;
    [rows[c], rows[p]] = [rows[p], rows[c]];
    const pivot = rows[c].map((value) => value / rows[c][c]);
    rows[c] = pivot;
    rows.forEach((row, r) => r !== c && (rows[r] = row.map((value, i) => value - row[c] * pivot[i])));
  }
  return rows.map((row) => row[n]);
}

/** All sets of at most `size` of the numbers 0 … n − 1. */
function* subsets(n, size, from = 0) {
  for (let i = from; i < n; i++) {
    yield [i];
    if (size > 1) for (const rest of subsets(n, size - 1, i + 1)) yield [i, ...rest];
  }
}

/**
 * Novikoff (1962): from zero, the rule makes at most (R/γ)² mistakes. An example is the vector v = y (x, 1),
 * the bias one more weight; R is the length of the longest, γ the largest margin of any unit vector, 0 where
 * none has all v on its side. The shortest w with w · v ≥ 1 for all v touches some of them, pushed by none away.
 */
export function novikoff(xs, t) {
  const vs = xs.map((x, i) => [...x, 1].map((value) => (t[i] === 1 ? value : -value)));
  const radius = Math.sqrt(Math.max(...vs.map((v) => dot(v, v))));
  for (const touched of subsets(vs.length, vs[0].length)) {
    const some = touched.map((i) => vs[i]);
    const push = solve(some.map((a) => some.map((b) => dot(a, b))), some.map(() => 1)); // prettier-ignore
    if (!push?.every((value) => value >= -1e-12)) continue;
    const w = vs[0].map((_, j) => some.reduce((sum, v, i) => sum + push[i] * v[j], 0));
    if (vs.every((v) => dot(w, v) >= 1 - 1e-9)) return { radius, margin: 1 / Math.sqrt(dot(w, w)) };
  }
  return { radius, margin: 0 };
}
