// What space_warp computes: no page, no drawing. `node --test` runs it as it is.

import {
  Activation, Affine, BinaryCrossEntropy, SGD, Sequential, activations, clamp, defaultRng, integer, matrix, oneOf, real, short, xavierUniform,
} from "../../kit.js"; // prettier-ignore

export const CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]; // prettier-ignore
export const TARGETS = [0, 1, 1, 0];
export const BY_HAND = [[1, 1, -1.5], [1, 1, -0.5], [-1, 1, -0.5]]; // rows (w₁, w₂, b): h₁, h₂, output
export const UNITS = ["unit1", "unit2", "output"]; // as the palette calls them
export const NAMES = ["h₁", "h₂", "y"];
export const pair = ([a, b]) => `(${short(a)}, ${short(b)})`;
export const INPUT_DOMAIN = [-0.6, 1.6];
export const WEIGHT_RANGE = { min: -1000, max: 1000 };
export const MAX_STEPS = 20000;
const TOGETHER = 0.03; // points nearer than this in hidden space count as one

export const schema = {
  activation: oneOf("act", "step", ["step", "sigmoid", "tanh", "relu"]),
  blend: real("s", 0.6, { min: 0, max: 1 }),
  points: matrix("x", CORNERS, { min: INPUT_DOMAIN[0], max: INPUT_DOMAIN[1] }),
  start: oneOf("start", "hand", ["hand", "seed"]),
  weights: matrix("w", BY_HAND, WEIGHT_RANGE),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
  lr: real("lr", 1, { min: 0.01, max: 10 }),
  steps: integer("n", 0, { min: 0, max: MAX_STEPS }),
};

/** Sequential(Affine(2, 2), φ, Affine(2, 1)), from given weights or from a seed as dlcore draws them. */
function network({ activation, start, weights, seed }) {
  const rng = defaultRng(seed);
  const net = new Sequential(
    new Affine(2, 2, { init: xavierUniform, rng }),
    new Activation(activation),
    new Affine(2, 1, { init: xavierUniform, rng }),
  );
  if (start === "hand") {
    const [[a, b, c], [d, e, f], [g, i, j]] = weights;
    const [hidden, , output] = net.layers;
    hidden.params.W.set([a, d, b, e]);
    hidden.params.b.set([c, f]);
    output.params.W.set([g, i]);
    output.params.b.set([j]);
  }
  return net;
}

function weightsOf(net) {
  const [hidden, , output] = net.layers;
  const [{ W, b }, { W: V, b: c }] = [hidden.params, output.params];
  return [[W[0], W[2], b[0]], [W[1], W[3], b[1]], [V[0], V[1], c[0]]]; // prettier-ignore
}

/** ½(step(z) − t)², for a network of steps only. Its gradient carries the factor step′(z) = 0. */
class StepError {
  forward(z, targets) {
    this.z = z;
    this.error = z.map((v, i) => activations.step.f(v) - targets[i]);
    return this.error.reduce((sum, e) => sum + (e * e) / 2, 0) / z.length;
  }

  backward() {
    return this.error.map((e, i) => (e * activations.step.grad(this.z[i])) / this.z.length);
  }
}

/** The network after any number of full-batch steps; goes on from where it was if it can. */
class Training {
  #key = null;

  at({ points, steps, ...rest }) {
    const key = JSON.stringify([points, rest.activation, rest.start, rest.weights, rest.seed, rest.lr]);
    if (key !== this.#key || steps < this.losses.length - 1) {
      this.#key = key;
      this.net = network(rest);
      this.x = Float64Array.from(points.flat());
      this.loss = rest.activation === "step" ? new StepError() : new BinaryCrossEntropy();
      this.optimizer = new SGD(rest.lr);
      this.losses = [this.#forward()];
      this.diverged = false;
    }
    while (this.losses.length <= steps && !this.diverged) this.#step();
    return this;
  }

  #forward() {
    return this.loss.forward(this.net.forward(this.x, 4), TARGETS);
  }

  #step() {
    this.#forward();
    this.net.backward(this.loss.backward(), 4);
    this.optimizer.step(this.net.params, this.net.grads);
    this.losses.push(this.#forward());
    this.diverged = weightsOf(this.net).flat().some((w) => !(Math.abs(w) <= WEIGHT_RANGE.max)); // prettier-ignore
  }
}

/** (1−s)·x + s·h: on the way from the input plane to hidden space. */
export const between = (x, h, s) => [0, 1].map((i) => (1 - s) * x[i] + s * h[i]);

/** Indices of the points grouped by their place in hidden space: those nearer than `within` to the first of a group. */
export function groups(places, within = TOGETHER) {
  const found = [];
  places.forEach(([x, y], k) => {
    const group = found.find(([first]) => Math.hypot(places[first][0] - x, places[first][1] - y) < within);
    if (group) group.push(k);
    else found.push([k]);
  });
  return found;
}

/** One name for points [a, b] that stand at one place: "(0, 1) (1, 0)", and of three or more "00 · 01 · 10". */
export function nameOf(points) {
  if (points.length < 3) return points.map(pair).join(" ");
  const corners = points.flat().every((v) => v === 0 || v === 1);
  return points.map((point) => (corners ? point.join("") : pair(point))).join(" · ");
}

const bounded = (weights) =>
  weights.map((row) => row.map((w) => Number(clamp(w, WEIGHT_RANGE.min, WEIGHT_RANGE.max).toFixed(4))));

/** Everything that the figure shows of a state, and what the reader's moves make of it. */
export class Model {
  #training = new Training();

  at(s) {
    const { net, x, losses, diverged } = this.#training.at(s);
    const [, flat, logits] = net.outputs(x, 4);
    const output = activations[s.activation === "step" ? "step" : "sigmoid"].f;
    const hidden = TARGETS.map((_, k) => [flat[2 * k], flat[2 * k + 1]]);
    const correct = TARGETS.map((t, k) => logits[k] > 0 === (t === 1));
    const together = groups(hidden).filter((group) => group.length > 1);
    return { s, net, losses, diverged, output, hidden, correct, together, weights: weightsOf(net), outputs: Array.from(logits, output), steps: losses.length - 1 };
  }

  /** The patch that makes the weights the reader's own: what is shown, with one row replaced. */
  own(s, row, change) {
    const weights = bounded(this.at(s).weights);
    weights[row] = typeof change === "function" ? change(weights[row]) : change;
    return { start: "hand", weights: bounded(weights), steps: 0 };
  }

  move(s, k, at) {
    const points = s.points.map((point, i) => (i === k ? at : point));
    return s.steps > 0 ? { start: "hand", weights: bounded(this.at(s).weights), points, steps: 0 } : { points };
  }
}
