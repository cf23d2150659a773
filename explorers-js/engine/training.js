// Mini-batch training. dlcore.training.

/** Rows (numbers of rows) of a matrix of d columns, or entries of a vector (d = 1). */
function gather(x, rows, d) {
  const out = new Float64Array(rows.length * d);
  for (let r = 0, k = 0; r < rows.length; r++) for (let j = 0; j < d; j++) out[k++] = x[rows[r] * d + j];
  return out;
}

/** Add λ W to the gradients of the weight matrices: the gradient of ½ λ Σ‖W‖². */
function addDecay(net, l2) {
  for (const { params, grads } of net.layers)
    if (params.W) for (let i = 0; i < params.W.length; i++) grads.W[i] += l2 * params.W[i];
}

/**
 * One pass over the n examples { x, t } in batches, shuffled by `rng` if it is given and a batch is not
 * everything. Returns the mean loss of the examples, each as it was when its batch came.
 * `schedule(i)`, if given, is the learning rate of step i, counted by the optimizer.
 */
export function trainEpoch(net, loss, optimizer, { x, t }, { batchSize, rng, l2 = 0, schedule, onStep }) {
  const n = t.length;
  const d = x.length / n;
  const order = rng && batchSize < n ? rng.permutation(n) : Int32Array.from({ length: n }, (_, i) => i);
  let total = 0;
  net.train();
  for (let from = 0; from < n; from += batchSize) {
    const rows = order.subarray(from, from + batchSize);
    if (schedule) optimizer.lr = schedule(optimizer.nSteps);
    const value = loss.forward(net.forward(gather(x, rows, d), rows.length), gather(t, rows, 1));
    net.backward(loss.backward(), rows.length);
    if (l2 > 0) addDecay(net, l2);
    optimizer.step(net.params, net.grads);
    onStep?.(value);
    total += value * rows.length;
  }
  net.eval();
  return total / n;
}

/** Class of each row of logits: the largest of several, or 1 where a single one is above 0. */
export function answers(logits, n) {
  const d = logits.length / n;
  if (d === 1) return Int32Array.from(logits, (z) => (z > 0 ? 1 : 0));
  return Int32Array.from({ length: n }, (_, r) => {
    const row = logits.subarray(r * d, (r + 1) * d);
    return row.indexOf(Math.max(...row));
  });
}

/** Share of examples whose class the net, in evaluation mode, gets right. */
export function accuracy(net, { x, t }) {
  const found = answers(net.eval().forward(x, t.length), t.length);
  return t.reduce((right, label, i) => right + (found[i] === label), 0) / t.length;
}
