// Shuffling and splitting into a training and a test set. dlcore.datasets.train_test_split.

/** { train, test }, each { x, t }; `testSize` is a number of examples, of which each class gets its share. */
export function trainTestSplit({ x, t }, { testSize, rng }) {
  const n = t.length;
  if (!(testSize > 0 && testSize < n))
    throw new RangeError(`testSize must leave examples on both sides of ${n}, got ${testSize}`);
  const order = [...rng.permutation(n)];
  // The k-th of the m shuffled examples of a class stands at (k + ½)/m on a common scale; the test set is the
  // lower end of it.
  const place = new Float64Array(n);
  for (const label of new Set(t)) {
    const rows = order.filter((i) => t[i] === label);
    rows.forEach((i, k) => (place[i] = (k + 0.5) / rows.length));
  }
  order.sort((a, b) => place[a] - place[b]);
  const d = x.length / n;
  const take = (rows) => ({
    x: Float64Array.from(rows.flatMap((i) => [...x.subarray(i * d, (i + 1) * d)])),
    t: Int32Array.from(rows, (i) => t[i]),
  });
  const [test, train] = [order.slice(0, testSize), order.slice(testSize)].map((rows) => take(rng.shuffle(rows)));
  return { train, test };
}
