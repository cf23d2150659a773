// Gradients through many layers and time steps are those of dlcore: what it wrote is replayed.

import assert from "node:assert/strict";
import test from "node:test";

import { chainGradients, drawStack, layerByLayer } from "../engine/depth.js";
import { Normals, defaultRng } from "../engine/rng.js";
import { Piecewise } from "../view/sliced.js";
import { replay } from "./golden.js";

const largestOf = (values) => values.reduce((a, b) => Math.max(a, b), 0);
const relative = (values) => values.map((v) => v / largestOf(values));

replay("stacks", ({ phi, depth, scale, single, batch, seed }) => {
  const draws = drawStack(depth, 32, batch, defaultRng(seed));
  const gradients = new Piecewise();
  gradients.work(0, () => layerByLayer(draws, phi, { scale, single }), Infinity);
  const { weights, inputs, slopes } = gradients.value;
  const flags = (values, is) => values.map((v) => Number(is(v)));
  const each = (key, values) =>
    single
      ? { [`${key}_finite`]: flags(values, Number.isFinite), [`${key}_zero`]: flags(values, (v) => v === 0), [`${key}_lost`]: flags(values.slice(0, 1), Number.isNaN) }
      : { [key]: relative(values), [`largest_${key}`]: Math.log10(largestOf(values)) };
  return { ...each("weights", weights), ...each("inputs", inputs), ...(single ? {} : { slopes }) };
});

replay("chains", ({ phi, w, n }) => {
  const { weights, inputs } = chainGradients(phi, w, n);
  const total = weights.reduce((sum, v) => sum + v, 0);
  return { inputs: relative(inputs), largest: Math.log10(largestOf(inputs)), total: Math.log10(total) };
});

test("kept normals are those of the seed, again after a rewind, and go on where none are kept", () => {
  const normals = new Normals();
  normals.of(5).normal(0, 1, 10);
  assert.deepEqual(normals.of(5).normal(-1.5, 0.3, 25), defaultRng(5).normal(-1.5, 0.3, 25));
  assert.deepEqual(normals.of(6).normal(0, 1, 5), defaultRng(6).normal(0, 1, 5));
});
