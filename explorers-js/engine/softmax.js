// Softmax of rows of logits. dlcore.activations.softmax and log_softmax.

/** log(softmax(z)), row by row: z − max − log Σ exp(z − max), which neither overflows nor underflows. */
export function logSoftmax(z, n) {
  const d = z.length / n;
  const out = new Float64Array(z.length);
  for (let r = 0; r < n; r++) {
    let [max, sum] = [-Infinity, 0];
    for (let k = r * d; k < (r + 1) * d; k++) max = Math.max(max, z[k]);
    for (let k = r * d; k < (r + 1) * d; k++) sum += Math.exp(z[k] - max);
    const shift = max + Math.log(sum);
    for (let k = r * d; k < (r + 1) * d; k++) out[k] = z[k] - shift;
  }
  return out;
}

/** exp(z) / Σ exp(z), row by row: positive numbers that sum to 1. */
export const softmax = (z, n) => logSoftmax(z, n).map(Math.exp);
