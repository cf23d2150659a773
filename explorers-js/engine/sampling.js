// A line fitted by batches of its examples: dlcore.explorers.BatchSize.

/**
 * Numbers of the rows 0…n−1 in the order in which a training sees them: epoch after epoch, each
 * shuffled anew, or each row drawn from all of them (`replace`). A batch is a piece of it.
 */
export function exampleOrder(n, count, { replace = false, rng }) {
  if (replace) return Int32Array.from({ length: count }, () => Math.floor(n * rng.random()));
  const order = new Int32Array(count);
  for (let from = 0; from < count; from += n) order.set(rng.permutation(n).subarray(0, count - from), from);
  return order;
}

/** Variance of the mean of a batch as a share of one example's: 1/B, times (n − B)/(n − 1) if none is drawn twice. */
export const varianceShare = (n, batchSize, { replace = false } = {}) =>
  (replace ? 1 : (n - batchSize) / (n - 1)) / batchSize;

/** ½ mean (wx + b − t)² over the examples { x, t }, as a surface over w and b. */
export function lineLoss({ x, t }) {
  const n = x.length;
  const mean = (f) => x.reduce((sum, v, i) => sum + f(v, t[i]), 0) / n;
  const [mx, mt, xx, xt, tt] = [(v) => v, (_, u) => u, (v) => v * v, (v, u) => v * u, (_, u) => u * u].map(mean);
  const slope = (xt - mx * mt) / (xx - mx * mx);
  const minimum = [slope, mt - slope * mx];
  const residual = (w, b) => (v, u) => w * v + b - u;
  return {
    n,
    minimum,
    f: (w, b) => (w * w * xx + 2 * w * b * mx + b * b - 2 * w * xt - 2 * b * mt + tt) / 2,
    /** How far f is above its minimum. */
    above(w, b) {
      const [u, v] = [w - minimum[0], b - minimum[1]];
      return (xx * u * u + 2 * mx * u * v + v * v) / 2;
    },
    grad: (w, b) => [w * xx + b * mx - xt, w * mx + b - mt],
    hessian: () => [xx, mx, 1],
    /** The gradient over rows[from] … rows[to − 1], written to `out`. */
    batchGrad(w, b, rows, from, to, out = [0, 0]) {
      let [gw, gb] = [0, 0];
      for (let k = from; k < to; k++) {
        const v = x[rows[k]];
        const error = w * v + b - t[rows[k]];
        gw += error * v;
        gb += error;
      }
      out[0] = gw / (to - from);
      out[1] = gb / (to - from);
      return out;
    },
    /** Variance and covariance [ww, wb, bb] of the gradients of single examples. */
    spread(w, b) {
      const error = residual(w, b);
      const [gw, gb] = [mean((v, u) => error(v, u) * v), mean(error)];
      const of = (f) => mean((v, u) => f(error(v, u) * v - gw, error(v, u) - gb));
      return [of((p) => p * p), of((p, q) => p * q), of((_, q) => q * q)];
    },
  };
}

/** The path w₀ b₀ w₁ b₁ … of descent in batches that follow each other in `rows`. */
export function batchDescent(loss, rows, { batchSize, lr, start, nSteps }) {
  const path = new Float64Array(2 * (nSteps + 1));
  let [w, b] = start;
  path.set([w, b]);
  for (let i = 1; i <= nSteps; i++) {
    const [gw, gb] = loss.batchGrad(w, b, rows, (i - 1) * batchSize, i * batchSize);
    w -= lr * gw;
    b -= lr * gb;
    path[2 * i] = w;
    path[2 * i + 1] = b;
  }
  return path;
}

/**
 * Steps until what is above the minimum, as a mean over the `orders` of examples, is at most `share` of
 * what it was at the start; Infinity if the orders, or `most` steps, end before.
 */
export function stepsToShare(loss, orders, { batchSize, lr, start, share, most = Infinity }) {
  const points = orders.map(() => [...start]);
  const grad = [0, 0];
  const first = loss.above(...start);
  const end = Math.min(most, Math.floor(Math.min(...orders.map(({ length }) => length)) / batchSize));
  for (let i = 0; i < end; i++) {
    let sum = 0;
    for (let k = 0; k < orders.length; k++) {
      const point = points[k];
      loss.batchGrad(point[0], point[1], orders[k], i * batchSize, (i + 1) * batchSize, grad);
      point[0] -= lr * grad[0];
      point[1] -= lr * grad[1];
      sum += loss.above(point[0], point[1]);
    }
    const left = sum / orders.length / first;
    if (left <= share) return i + 1;
    if (!(left < 1e9)) break; // it has flown away
  }
  return Infinity;
}
