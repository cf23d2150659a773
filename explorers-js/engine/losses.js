// Losses: the sum over the outputs of an example, the mean over the n examples, and the gradient with
// respect to the prediction. n rows; as many as there are targets, if not given. dlcore.losses.

import { activations } from "./activations.js";
import { logSoftmax } from "./softmax.js";

/** What is added up, term by term: `value(prediction, target)` and its derivative by the prediction. */
class ElementwiseLoss {
  forward(prediction, target, n = target.length) {
    Object.assign(this, { prediction, target, n });
    let sum = 0;
    for (let i = 0; i < prediction.length; i++) sum += this.value(prediction[i], target[i]);
    return sum / n;
  }

  backward() {
    const { prediction, target, n } = this;
    const out = new Float64Array(prediction.length);
    for (let i = 0; i < out.length; i++) out[i] = this.grad(prediction[i], target[i]) / n;
    return out;
  }
}

/** ½ (y − t)². */
export class MeanSquaredError extends ElementwiseLoss {
  value(y, t) {
    return (y - t) ** 2 / 2;
  }

  grad(y, t) {
    return y - t;
  }
}

/** |y − t|; its derivative at 0 is taken as 0. */
export class MeanAbsoluteError extends ElementwiseLoss {
  value(y, t) {
    return Math.abs(y - t);
  }

  grad(y, t) {
    return Math.sign(y - t);
  }
}

/** ½ e² for errors up to δ, δ (|e| − ½ δ) beyond (Huber 1964). */
export class Huber extends ElementwiseLoss {
  constructor({ delta = 1 } = {}) {
    super();
    this.delta = delta;
  }

  value(y, t) {
    const size = Math.abs(y - t);
    const inner = Math.min(size, this.delta);
    return inner * (size - inner / 2);
  }

  grad(y, t) {
    return Math.max(-this.delta, Math.min(this.delta, y - t));
  }
}

/** From logits: max(z, 0) − z·t + log(1 + e^{−|z|}); gradient σ(z) − t. */
export class BinaryCrossEntropy extends ElementwiseLoss {
  value(z, t) {
    return Math.max(z, 0) - z * t + Math.log1p(Math.exp(-Math.abs(z)));
  }

  grad(z, t) {
    return activations.sigmoid.f(z) - t;
  }
}

/** −Σ t·log softmax(z) from rows of logits; targets are n class numbers, or n rows of probabilities. */
export class SoftmaxCrossEntropy {
  forward(logits, target, n = target.length) {
    Object.assign(this, { logP: logSoftmax(logits, n), target, n });
    let sum = 0;
    for (let i = 0; i < logits.length; i++) sum -= this.#probability(i) * this.logP[i];
    return sum / n;
  }

  backward() {
    return this.logP.map((logP, i) => (Math.exp(logP) - this.#probability(i)) / this.n);
  }

  #probability(i) {
    const { logP, target, n } = this;
    if (target.length > n) return target[i];
    const nClasses = logP.length / n;
    return target[Math.floor(i / nClasses)] === i % nClasses ? 1 : 0;
  }
}
