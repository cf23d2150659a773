// The line wx + b that is best under a loss of its errors e = wx + b − t: dlcore.explorers.RobustFit.

const ROUNDS = 1000;
const BALANCED = 1e-10; // the total pull, and that at the slope, of a line that is best
const SAME = 1e-12; // of sums: between lines that are equally good the first is taken

const errors = ({ x, t }, [w, b]) => Float64Array.from(x, (v, i) => w * v + b - t[i]);

/** The [w, b] that minimizes Σ (½ k e² + c e); null where there is more than one. */
function lowest({ x, t }, k, c) {
  const sum = (f) => x.reduce((total, v, i) => total + f(i, v), 0);
  const weight = sum((i) => k[i]);
  const middle = sum((i, v) => k[i] * v) / weight;
  const spread = sum((i, v) => k[i] * (v - middle) ** 2);
  if (!(spread > 1e-12 * weight)) return null;
  const w = sum((i, v) => (v - middle) * (k[i] * t[i] - c[i])) / spread;
  return [w, sum((i) => k[i] * t[i] - c[i]) / weight - w * middle];
}

/** Least squares, in closed form. */
const squared = (data) => lowest(data, data.x.map(() => 1), data.x.map(() => 0)); // prettier-ignore

/** Least absolute errors: some best line passes through two of the points (Boscovich, 1757; Laplace). */
function absolute(data) {
  const { x, t } = data;
  let best = { sum: Infinity };
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < i; j++) {
      if (x[i] === x[j]) continue;
      const w = (t[i] - t[j]) / (x[i] - x[j]);
      const line = [w, t[j] - w * x[j]];
      const sum = errors(data, line).reduce((total, e) => total + Math.abs(e), 0);
      if (sum < best.sum - SAME) best = { sum, line };
    }
  return best.line;
}

/**
 * Huber's loss. Where each error stays on its side of ±δ the loss is a square, whose minimum is exact, and
 * that of the loss itself if its pulls balance. On the way to the right sides, that minimum or a step of
 * reweighted least squares, which never raises the loss: whichever is lower.
 */
function capped(data, delta) {
  const { x } = data;
  const pull = (e) => Math.max(-delta, Math.min(delta, e));
  const cost = (line) => errors(data, line).reduce((sum, e) => sum + pull(e) * (e - pull(e) / 2), 0);
  const balanced = (line) => {
    const pulls = errors(data, line).map(pull);
    const total = (f) => Math.abs(pulls.reduce((sum, p, i) => sum + p * f(i), 0));
    return total(() => 1) < BALANCED && total((i) => x[i]) < BALANCED;
  };
  let line = squared(data);
  for (let round = 0; round < ROUNDS && !balanced(line); round++) {
    const e = errors(data, line);
    const within = e.map((v) => (Math.abs(v) <= delta ? 1 : 0));
    const exact = lowest(data, within, e.map((v, i) => (within[i] ? 0 : pull(v)))); // prettier-ignore
    let step = lowest(data, e.map((v) => Math.min(1, delta / Math.abs(v))), e.map(() => 0)); // prettier-ignore
    const beyond = (times) => line.map((v, k) => v + times * (step[k] - v));
    while (cost(beyond(2)) < cost(step)) step = beyond(2); // where few errors are within δ steps are short
    line = exact && (balanced(exact) || cost(exact) < cost(step)) ? exact : step;
  }
  return line;
}

/** Slope and intercept of the best line through { x, t }, two of whose x differ, under "mse", "mae" or "huber". */
export const fitLine = (loss, data, delta = 1) => ({ mse: squared, mae: absolute, huber: capped })[loss](data, delta);
