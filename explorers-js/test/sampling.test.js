// A line learned in batches: what NumPy and dlcore wrote is replayed.

import assert from "node:assert/strict";
import test from "node:test";

import { defaultRng } from "../engine/rng.js";
import { batchDescent, exampleOrder, lineLoss, stepsToShare, varianceShare } from "../engine/sampling.js";
import { replay } from "./golden.js";

const floats = (numbers) => Float64Array.from(numbers);

replay("example_orders", ({ n, count, replace, seed }) => ({ order: exampleOrder(n, count, { replace, rng: defaultRng(seed) }) }));

replay("variance_shares", ({ n, size, replace }) => ({ share: [varianceShare(n, size, { replace })] }));

replay("lines", ({ x, t, places, rows }) => {
  const loss = lineLoss({ x: floats(x), t: floats(t) });
  const [xx, slope] = loss.hessian();
  const each = (f) => places.map(([w, b]) => f(w, b));
  return {
    minimum: loss.minimum,
    f: each(loss.f),
    above: each(loss.above),
    grad: each(loss.grad),
    batchGrad: each((w, b) => loss.batchGrad(w, b, rows, 1, 4)),
    spread: each(loss.spread),
    hessian: [xx],
    slope: [slope],
  };
});

replay("batch_walks", ({ x, t, rows, size, lr, start, nSteps }) => ({
  path: batchDescent(lineLoss({ x: floats(x), t: floats(t) }), rows, { batchSize: size, lr, start, nSteps }),
}));

replay("batch_targets", ({ x, t, orders, size, lr, start, share, most }) => {
  const steps = stepsToShare(lineLoss({ x: floats(x), t: floats(t) }), orders, { batchSize: size, lr, start, share, most });
  return { steps: [steps === Infinity ? -1 : steps] };
});

test("a walk that flies away reaches nothing", () => {
  const loss = lineLoss({ x: floats([0, 1, 2]), t: floats([0, 1, 2]) });
  const orders = [exampleOrder(3, 3000, { rng: defaultRng(0) })];
  assert.equal(stepsToShare(loss, orders, { batchSize: 3, lr: 5, start: [1, 1], share: 0.01 }), Infinity);
});
