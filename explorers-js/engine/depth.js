// How large the gradient is in each layer of an untrained network. dlcore.experiments.gradient_norms.

import { activations } from "./activations.js";
import { changeEach, product, transposed } from "./matrices.js";

/** Frobenius norm. */
const norm = (values) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));

/** Standard normal weights of all layers, inputs, and targets, in the order in which dlcore draws them. */
export function drawStack(depth, units, n, rng) {
  const weights = Array.from({ length: depth }, () => rng.normal(0, 1, units * units));
  const [x, t] = [rng.normal(0, 1, n * units), rng.normal(0, 1, n * units)];
  return { units, n, weights, x, t };
}

/**
 * Layers H = φ(H W) whose weights are the draws times scale/√units, and the loss ½‖h − t‖², its mean over
 * the batch. With `single` all that is handed on is float32: what is too large for it becomes Infinity, and
 * Infinity − Infinity becomes NaN.
 *
 * Gives for each layer the norm of ∂L/∂W (`weights`), that of the derivative by the layer's input
 * (`inputs`), and the mean of |φ′(z)| (`slopes`); as a generator, which rests after each layer.
 */
export function* layerByLayer({ units, n, weights, x, t }, activation, { scale = 1, single = false } = {}) {
  const { f, grad } = activations[activation];
  const held = single ? (values) => changeEach(values, Math.fround) : (values) => values;
  const std = scale / Math.sqrt(units);
  const found = { weights: [], inputs: [], slopes: [] };
  const steps = [];
  let h = held(x.slice());
  for (const draws of weights) {
    const w = held(draws.map((v) => std * v));
    const z = held(product(h, w, n, units, units));
    steps.push({ h, w, slope: held(z.map(grad)) });
    h = held(z.map(f));
    yield;
  }
  let dh = held(h.map((v, i) => (v - t[i]) / n));
  for (const { h, w, slope } of steps.toReversed()) {
    const dz = held(slope.map((v, i) => v * dh[i]));
    dh = held(product(dz, transposed(w, units, units), n, units, units));
    found.weights.unshift(norm(held(product(transposed(h, n, units), dz, units, n, units))));
    found.inputs.unshift(norm(dh));
    found.slopes.unshift(slope.reduce((sum, v) => sum + Math.abs(v), 0) / slope.length);
    yield;
  }
  return found;
}

/**
 * One unit that feeds itself for n steps, h ← φ(w h) from `start`. Gives for each step the derivative of
 * the last h by the one that goes in (`inputs`, a product of factors w φ′(z)), the step's share of the
 * derivative by w (`weights`, whose sum is that derivative), and φ′(z) (`slopes`).
 */
export function chainGradients(activation, w, n, { start = 0.5, single = false } = {}) {
  const held = single ? Math.fround : (value) => value;
  const { f, grad } = activations[activation];
  let h = held(start);
  const steps = Array.from({ length: n }, () => {
    const [before, z] = [h, held(held(w) * h)];
    h = held(f(z));
    return { before, slope: held(grad(z)) };
  });
  const found = { weights: [], inputs: [], slopes: steps.map(({ slope }) => slope) };
  let dh = 1;
  for (const { before, slope } of steps.toReversed()) {
    const dz = held(dh * slope);
    found.weights.unshift(held(dz * before));
    found.inputs.unshift((dh = held(dz * held(w))));
  }
  return found;
}
