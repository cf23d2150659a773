// One network of bug_zoo from its first step to its last, and all that is measured on the way.

import { Activation, Affine, BatchNorm, SGD, Sequential, SoftmaxCrossEntropy, answers, defaultRng, heNormal, makeSpirals, normal, softmax, trainEpoch } from "../../kit.js";

export const [CLASSES, EXAMPLES, FRESH, BATCH, HIDDEN, EPOCHS] = [3, 60, 180, 10, 24, 60];
export const BATCHES = EXAMPLES / BATCH; // in an epoch
/** Where shifts start, the rate; whether validation examples are training examples, batch normalization validates in training mode, a softmax is added; whether examples are shuffled. */
export const HEALTHY = { dead: 0, rate: 0.3, leak: false, mode: false, softmax: false, order: true };
const [WEIGHTS, HIDDEN_OUTPUTS] = [["0.W", "3.W", "6.W"], [2, 5]];

/** A softmax too many: the loss takes one of its own. */
class SoftmaxLayer {
  params = {};
  grads = {};

  forward(x, n) {
    return (this.y = softmax(x, n));
  }

  backward(dy, n) {
    const { y } = this;
    const d = y.length / n;
    const along = new Float64Array(n);
    for (let k = 0; k < y.length; k++) along[Math.floor(k / d)] += dy[k] * y[k];
    return y.map((v, k) => v * (dy[k] - along[Math.floor(k / d)]));
  }
}

function network(made, rng) {
  const layers = [];
  for (const nIn of [2, HIDDEN]) {
    const norm = new BatchNorm(HIDDEN);
    norm.params.beta.fill(made.dead);
    layers.push(new Affine(nIn, HIDDEN, { init: heNormal, rng }), norm, new Activation("relu"));
  }
  layers.push(new Affine(HIDDEN, CLASSES, { init: normal(0.1), rng }));
  if (made.softmax) layers.push(new SoftmaxLayer());
  return new Sequential(...layers).eval();
}

const size = (values) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
const right = (y, t) => answers(y, t.length).reduce((sum, answer, k) => sum + (answer === t[k]), 0) / t.length;

/** The set with its classes taking turns, instead of one after the other. */
function inTurns({ x, t }) {
  const each = t.length / CLASSES;
  const order = Int32Array.from(t, (_, k) => (k % CLASSES) * each + Math.floor(k / CLASSES));
  return { x: Float64Array.from([...order].flatMap((k) => [x[2 * k], x[2 * k + 1]])), t: Int32Array.from(order, (k) => t[k]) };
}

/** For each unit, whether it is 0 for every example; the share of these. */
function deadShare(h) {
  let dead = 0;
  for (let unit = 0; unit < HIDDEN; unit++) {
    let k = unit;
    while (k < h.length && h[k] <= 0) k += HIDDEN;
    dead += k >= h.length;
  }
  return dead / HIDDEN;
}

export class Course {
  stepLoss = [];
  epochs = []; // what was measured before training and after each epoch
  update = 0; // largest of a hidden layer in the first epoch, as a share of its weights

  constructor(made, seed) {
    this.made = made;
    this.rng = defaultRng(seed);
    const [train, fresh] = [EXAMPLES, FRESH].map((n) => makeSpirals(n, { nClasses: CLASSES, turns: 0.5, noise: 0.25, rng: this.rng }));
    this.train = train;
    this.validation = made.leak ? train : fresh;
    this.net = network(made, this.rng);
    [this.loss, this.optimizer] = [new SoftmaxCrossEntropy(), new SGD(made.rate)];
    this.#measure([0, 0, 0]);
  }

  get done() {
    return this.epochs.length - 1;
  }

  /** Train for one more epoch. */
  advance() {
    const { net, made, rng } = this;
    const norms = [0, 0, 0];
    let sizes = WEIGHTS.map((key) => size(net.params[key])); // before the step
    const onStep = (value) => {
      this.stepLoss.push(value);
      const gradients = WEIGHTS.map((key) => size(net.grads[key]));
      gradients.forEach((norm, l) => (norms[l] += norm / BATCHES));
      if (this.done) return;
      for (const l of [0, 1]) this.update = Math.max(this.update, (made.rate * gradients[l]) / sizes[l]);
      sizes = WEIGHTS.map((key) => size(net.params[key]));
    };
    trainEpoch(net, this.loss, this.optimizer, this.train, { batchSize: BATCH, rng: made.order ? rng : null, onStep });
    this.#measure(norms);
  }

  /** Outputs for a set; if batch normalization was left in training mode, batch by batch. */
  #answers({ x, t }) {
    const { net, made } = this;
    if (!made.mode) return net.forward(x, t.length);
    const kept = Object.values(net.buffers).map((values) => values.slice());
    net.train();
    const y = new Float64Array(t.length * CLASSES);
    for (let from = 0; from < t.length; from += BATCH) y.set(net.forward(x.subarray(2 * from, 2 * (from + BATCH)), BATCH), from * CLASSES);
    net.eval();
    Object.values(net.buffers).forEach((values, k) => values.set(kept[k]));
    return y;
  }

  #measure(norms) {
    const { net, train, validation, loss, made } = this;
    const turned = (this.turned ??= inTurns(validation));
    const answered = this.#answers(validation);
    const outputs = net.outputs(train.x, EXAMPLES);
    const sets = [[outputs.at(-1), train.t], [answered, validation.t]]; // prettier-ignore
    const accuracy = sets.map(([y, t]) => right(y, t));
    this.epochs.push({
      loss: sets.map(([y, t]) => loss.forward(y, t)),
      accuracy,
      // Only what looks at its batch can tell another order.
      reordered: made.mode ? right(this.#answers(turned), turned.t) : accuracy[1],
      dead: HIDDEN_OUTPUTS.map((layer) => deadShare(outputs[layer])),
      norms,
      outputs: [...HIDDEN_OUTPUTS, outputs.length - 1].map((layer) => Float32Array.from(outputs[layer])),
    });
  }
}
