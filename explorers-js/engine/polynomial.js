// Polynomials of a single input, fitted by least squares with weight decay: dlcore.explorers.FitCurve.

/** w₀ + w₁x + … + w_d x^d. */
export const polynomial = (weights, x) => weights.reduceRight((sum, w) => sum * x + w, 0);

/** Reflect the rows of `a` from `k` on, and `b` with them, so that column k is 0 below the diagonal (Householder, 1958). */
function reflect(a, b, k) {
  const v = a.slice(k).map((row) => row[k]);
  const size = Math.hypot(...v);
  v[0] += v[0] < 0 ? -size : size;
  const half = v.reduce((sum, value) => sum + value * value, 0) / 2;
  for (let j = k; j < a[k].length; j++) {
    const share = v.reduce((sum, value, i) => sum + value * a[k + i][j], 0) / half;
    v.forEach((value, i) => (a[k + i][j] -= share * value));
  }
  const share = v.reduce((sum, value, i) => sum + value * b[k + i], 0) / half;
  v.forEach((value, i) => (b[k + i] -= share * value));
}

/** The w for which ‖Aw − b‖ is least; A has full rank, and no fewer rows than columns. */
export function leastSquares(A, b) {
  const [a, rest, d] = [A.map((row) => Float64Array.from(row)), Float64Array.from(b), A[0].length];
  for (let k = 0; k < d; k++) reflect(a, rest, k);
  const w = new Float64Array(d);
  for (let k = d - 1; k >= 0; k--) {
    let sum = rest[k];
    for (let j = k + 1; j < d; j++) sum -= a[k][j] * w[j];
    w[k] = sum / a[k][k];
  }
  return w;
}

/** The weights that minimize ½ mean (ŷ − y)² + ½ λ Σ wₖ² over k ≥ 1; the bias w₀ does not decay. */
export function fitPolynomial({ x, y }, degree, decay) {
  const powers = Array.from({ length: degree + 1 }, (_, k) => k);
  const rows = Array.from(x, (v) => powers.map((k) => v ** k));
  const targets = Array.from(y);
  if (decay > 0)
    for (const k of powers.slice(1)) {
      rows.push(powers.map((j) => (j === k ? Math.sqrt(decay * x.length) : 0)));
      targets.push(0);
    }
  return leastSquares(rows, targets);
}
