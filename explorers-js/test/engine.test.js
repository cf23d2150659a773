// The engine is dlcore: what NumPy and dlcore wrote is replayed.

import assert from "node:assert/strict";
import test from "node:test";

import * as activationModule from "../engine/activations.js";
import * as datasets from "../engine/datasets.js";
import { Dropout } from "../engine/dropout.js";
import * as initializers from "../engine/initializers.js";
import { Activation, Affine, Sequential } from "../engine/layers.js";
import * as losses from "../engine/losses.js";
import { minimize } from "../engine/minimize.js";
import { BatchNorm, LayerNorm } from "../engine/normalization.js";
import * as optimizers from "../engine/optimizers.js";
import { Perceptron, novikoff } from "../engine/perceptron.js";
import { fitPolynomial, leastSquares, polynomial } from "../engine/polynomial.js";
import { activationPatterns, planeRegions, segmentRegions } from "../engine/regions.js";
import { defaultRng } from "../engine/rng.js";
import * as schedules from "../engine/schedules.js";
import { logSoftmax, softmax } from "../engine/softmax.js";
import { trainTestSplit } from "../engine/split.js";
import * as surfaces from "../engine/surfaces.js";
import { accuracy, answers, trainEpoch } from "../engine/training.js";
import { replay } from "./golden.js";

const { activations } = activationModule;
const floats = (numbers) => Float64Array.from(numbers);
const times = (n, make) => Array.from({ length: n }, (_, i) => make(i));

/** Nothing of a module goes without a golden. */
function all(module, cases, key) {
  const seen = new Set(cases.map((golden) => golden[key]));
  test(`goldens for every ${key}`, () => assert.deepEqual(Object.keys(module).sort(), [...seen].sort()));
}

// ---------------------------------------------------------------- random numbers

replay("rng", ({ seed, ...rest }) => {
  const rng = defaultRng(BigInt(seed));
  if (rest.kind === "normals")
    return {
      standardNormal: times(10_000, () => rng.standardNormal()),
      normal: rng.normal(-1.5, 0.3, 100),
    };
  return {
    random: times(500, () => rng.random()),
    uniform: rng.uniform(-1.5, 2, 200),
    permutation: [1, 2, 3, 7, 1000].map((n) => rng.permutation(n)),
    between: times(3, () => rng.random()),
    permutationAfter: rng.permutation(64),
  };
});

test("a negative seed is refused", () => {
  assert.throws(() => defaultRng(-1), /seed must be 0 or more, got -1/);
});

const initialWeights = replay("initializers", ({ initializer, argument, shape, seed }) => {
  const made = initializers[initializer];
  const init = argument === null ? made : made(argument);
  return { weights: init(...shape, defaultRng(seed)) };
});
all(initializers, initialWeights, "initializer");

// ---------------------------------------------------------------- data

const dataSets = replay("datasets", ({ set, arguments: given, options, seed }) =>
  datasets[set](...given, { ...options, rng: defaultRng(seed) }),
);
all(datasets, dataSets, "set");

replay("splits", ({ x, t, testSize, seed }) => {
  const { train, test: held } = trainTestSplit({ x: floats(x), t }, { testSize, rng: defaultRng(seed) });
  return { xTrain: train.x, xTest: held.x, tTrain: train.t, tTest: held.t };
});

test("a split leaves examples on both sides", () => {
  const data = datasets.makeGate("xor");
  for (const testSize of [0, 4, NaN]) assert.throws(() => trainTestSplit(data, { testSize }), /on both sides of 4/);
});

// ---------------------------------------------------------------- functions

const functions = replay("activations", ({ phi, argument, z }) => {
  const { f, grad } = argument === null ? activations[phi] : activationModule[phi](argument);
  return { f: z.map((v) => f(v)), grad: z.map((v) => grad(v)) };
});
all(activations, functions, "phi");

replay("softmax", ({ z, n }) => ({ softmax: softmax(floats(z), n), logSoftmax: logSoftmax(floats(z), n) }));

const lossFunctions = replay("losses", ({ loss: name, options, prediction, target, n }) => {
  const loss = options ? new losses[name](options) : new losses[name]();
  return { value: loss.forward(floats(prediction), target, n), grad: loss.backward() };
});
all(losses, lossFunctions, "loss");

const rates = replay("schedules", ({ schedule, arguments: given, after }) => {
  const inner = after ? schedules[given.at(-1)](...after) : given.at(-1);
  return { rates: times(150, schedules[schedule](...given.slice(0, -1), inner)) };
});
all(schedules, rates, "schedule");

// ---------------------------------------------------------------- surfaces and the walk downhill

const walked = replay("surfaces", ({ surface, options, places }) => {
  const { f, grad, hessian } = surfaces[surface](options);
  const at = times(places.length / 2, (i) => [places[2 * i], places[2 * i + 1]]);
  return {
    f: at.map(([x, y]) => f(x, y)),
    grad: at.map(([x, y]) => grad(x, y)),
    hessian: at.map(([x, y]) => hessian(x, y)),
    eigenvalues: at.map(([x, y]) => surfaces.eigenvalues(hessian(x, y))),
  };
});
const { eigenvalues, ...surfaceModule } = surfaces;
all(surfaceModule, walked, "surface");

const optimizerOf = ({ class: name, lr, options }) => new optimizers[name](lr, options);

const descents = replay("descents", ({ optimizer, surface, surfaceOptions, start, noise, seed, nSteps }) => ({
  path: minimize(optimizerOf(optimizer), surfaces[surface](surfaceOptions), start, nSteps, {
    noise,
    rng: defaultRng(seed),
  }),
}));
const { Optimizer, ...optimizerModule } = optimizers;
all(optimizerModule, descents.map(({ optimizer }) => optimizer), "class"); // prettier-ignore

test("an optimizer starts afresh after reset", () => {
  for (const [name, Class] of Object.entries(optimizerModule)) {
    const optimizer = new Class(0.1);
    const once = minimize(optimizer, surfaces.ravine(), [-7, 2], 30);
    assert.deepEqual(minimize(optimizer, surfaces.ravine(), [-7, 2], 30), once, name);
  }
});

test("rates and gradients that make no sense are refused", () => {
  for (const lr of [0, -1, NaN, Infinity])
    assert.throws(() => new optimizers.Adam(lr), /lr must be a finite number above 0/);
  const step = (grads) => new optimizers.SGD(1).step({ w: floats([1, 2]) }, grads);
  assert.throws(() => step({ w: floats([1]) }), /grads.w must hold 2 numbers, got 1/);
  assert.throws(() => step({}), /grads.w must hold 2 numbers, got none/);
});

// ---------------------------------------------------------------- layers

const layerKinds = {
  Affine: (spec) => new Affine(...spec.arguments, { init: initializers[spec.init], rng: defaultRng(spec.seed) }),
  Activation: (spec) => new Activation(...spec.arguments),
  BatchNorm: (spec) => new BatchNorm(...spec.arguments),
  LayerNorm: (spec) => new LayerNorm(...spec.arguments),
  Dropout: (spec) => new Dropout(...spec.arguments, { rng: defaultRng(spec.seed) }),
};

replay("layers", ({ spec, params, batches }) => {
  const layer = layerKinds[spec.kind](spec);
  for (const name of ["gamma", "beta", "b"]) if (layer.params[name]) layer.params[name].set(params[name]);
  const out = {};
  batches.forEach(({ x, dy, n }, k) => {
    if (k === batches.length - 1) layer.training = false;
    out[`y${k}`] = layer.forward(floats(x), n);
    out[`dx${k}`] = layer.backward(floats(dy), n);
    for (const kept of [layer.grads, layer.buffers ?? {}])
      for (const [name, array] of Object.entries(kept)) out[`${name}${k}`] = array.slice();
  });
  return out;
});

replay("masks", ({ p, mask, x, dy }) => {
  const layer = new Dropout(p, { mask });
  return { y: layer.forward(floats(x)), dx: layer.backward(floats(dy)) };
});

test("layers that cannot be are refused", () => {
  for (const p of [-0.1, 1, NaN]) assert.throws(() => new Dropout(p), /p must be in \[0, 1\)/);
  assert.throws(() => new Activation("nonsense"), /must be one of step,.*got nonsense/);
});

// ---------------------------------------------------------------- networks

const madeLayer = {
  Affine: (rng, nIn, nOut, init) => new Affine(nIn, nOut, { init: initializers[init], rng }),
  Activation: (rng, name) => new Activation(name),
  BatchNorm: (rng, d) => new BatchNorm(d),
  LayerNorm: (rng, d) => new LayerNorm(d),
  Dropout: (rng, p) => new Dropout(p, { rng }),
};
const network = (spec, rng) =>
  new Sequential(...spec.map(([kind, ...given]) => madeLayer[kind](rng, ...given)));

const trained = replay("trajectories", ({ net: spec, optimizer: chosen, seed, saved, x, t }) => {
  const net = network(spec, defaultRng(seed));
  const [loss, optimizer] = [new losses.BinaryCrossEntropy(), optimizerOf(chosen)];
  const values = [];
  const params = [];
  for (let step = 0; step < 1000; step++) {
    values.push(loss.forward(net.forward(floats(x), t.length), t));
    net.backward(loss.backward(), t.length);
    optimizer.step(net.params, net.grads);
    if (step % saved === saved - 1) for (const p of Object.values(net.params)) params.push(...p);
  }
  return { losses: values, params };
});
all(optimizerModule, trained.map(({ optimizer }) => optimizer), "class"); // prettier-ignore

replay("fits", ({ net: spec, loss: name, optimizer: chosen, seed, x, t, nClasses, epochs, ...settings }) => {
  const rng = defaultRng(seed);
  const data = datasets.makeSpirals(t.length, { nClasses, turns: 0.5, noise: 0.05, rng });
  const [net, loss, optimizer] = [network(spec, rng), new losses[name](), optimizerOf(chosen)];
  const [stepLosses, accuracies] = [[], []];
  const options = {
    batchSize: settings.batchSize,
    l2: settings.l2,
    rng: settings.shuffle ? rng : undefined,
    schedule: settings.schedule ? schedules.warmup(20, schedules.stepDecay(0.2, 30, 0.5)) : undefined,
    onStep: (value) => stepLosses.push(value),
  };
  const means = times(epochs, () => {
    const mean = trainEpoch(net, loss, optimizer, data, options);
    accuracies.push(accuracy(net, data));
    return mean;
  });
  return {
    losses: means,
    stepLosses,
    accuracies,
    outputs: net.forward(floats(x), t.length),
    state: [net.params, net.buffers].map((kept) => Object.values(kept)),
    rate: optimizer.lr,
  };
});

replay("answers", ({ z, t }) => ({
  answers: answers(floats(z), t.length),
  accuracy: accuracy(new Sequential(new Activation("identity")), { x: floats(z), t }),
}));

replay("regions", ({ net: spec, params, x, square, ends }) => {
  const net = network(spec, defaultRng(0));
  for (const [key, p] of Object.entries(net.params)) p.set(params[key]);
  const polygons = planeRegions(net, square);
  return {
    patterns: activationPatterns(net, floats(x), x.length / 2).map((text) => [...text].map(Number)),
    cuts: segmentRegions(net, ...ends),
    corners: polygons.map((polygon) => polygon.length),
    polygons,
  };
});

test("regions are counted only where a network is linear in pieces", () => {
  const init = initializers.constant(1);
  const affine = new Affine(2, 1, { init });
  const square = [[0, 0], [1, 0], [1, 1]]; // prettier-ignore
  const cut = (...layers) => planeRegions(new Sequential(affine, ...layers), square);
  assert.throws(() => cut(), /need a network with ReLU layers/);
  assert.throws(() => cut(new Activation("relu"), new Activation("tanh")), /Affine, ReLU and identity/);
});

// ---------------------------------------------------------------- perceptrons

replay("perceptron_rule", ({ x, t, start: [w1, w2, b], looks }) => {
  const unit = new Perceptron([w1, w2], b);
  const [path, mistakes] = [[], []];
  for (let look = 0; look < looks; look++) {
    const k = look % x.length;
    mistakes.push(unit.learn(x[k], t[k]) ? 1 : 0);
    path.push([...unit.weights, unit.bias]);
  }
  return { path, mistakes, answers: x.map((example) => unit.answer(example)) };
});

replay("perceptron_margins", ({ x, t }) => novikoff(x, t));

test("the bound of the gates", () => {
  const bound = (gate, shift) => {
    const { x, t } = datasets.makeGate(gate);
    const { radius, margin } = novikoff(times(4, (i) => [2 * i, 2 * i + 1].map((j) => shift(x[j]))), t);
    return Number(((radius / margin) ** 2).toFixed(9));
  };
  assert.deepEqual(["and", "or", "nand", "xor"].map((gate) => bound(gate, (v) => v)), [51, 27, 51, Infinity]); // prettier-ignore
  assert.deepEqual(["and", "or", "nand", "xor"].map((gate) => bound(gate, (v) => 2 * v - 1)), [9, 9, 9, Infinity]); // prettier-ignore
});

// ---------------------------------------------------------------- polynomials

replay("polynomials", ({ x, y, degree, decay }) => {
  const weights = fitPolynomial({ x, y }, degree, decay);
  const largest = Math.max(...weights.map(Math.abs));
  return { weights: weights.map((w) => w / largest), outputs: x.map((v) => polynomial(weights, v)) };
});

replay("least_squares", ({ A, b }) => ({ w: leastSquares(A, b) }));

test("no digits are lost where a column is already in place", () => {
  assert.deepEqual([...leastSquares([[-1, 0], [0, -2]], [3, 4])], [-3, -2]); // prettier-ignore
  assert.deepEqual([...leastSquares([[1, 0], [0, 2]], [3, 4])], [3, 2]); // prettier-ignore
});
