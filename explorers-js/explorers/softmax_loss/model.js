// What softmax_loss computes: logits, their probabilities, and two losses that learn from the same start.

import { MeanSquaredError, SoftmaxCrossEntropy, integer, oneOf, real, softmax } from "../../kit.js";

export const MAX_STEPS = 1000;
export const LOGITS = ["z1", "z2", "z3"];
const LOGIT = { min: -6, max: 6 };

export const schema = {
  z1: real("z1", -3, LOGIT),
  z2: real("z2", 3, LOGIT),
  z3: real("z3", 0, LOGIT),
  label: { ...oneOf("y", 1, [1, 2, 3]), parse: Number },
  temperature: real("t", 1, { min: 0.2, max: 5 }),
  lr: real("lr", 1, { min: 0.1, max: 10 }),
  steps: integer("n", 0, { min: 0, max: MAX_STEPS }),
};

const cross = new SoftmaxCrossEntropy();
const squared = new MeanSquaredError();

/** Both losses by the name of their run: { loss, gradient by the logits } of one row of logits. */
export const LOSSES = {
  cross(z, target, T) {
    const loss = cross.forward(z.map((v) => v / T), target, 1); // prettier-ignore
    return { loss, gradient: cross.backward().map((g) => g / T) };
  },
  squared(z, target, T) {
    const p = softmax(z.map((v) => v / T), 1); // prettier-ignore
    const loss = squared.forward(p, target, 1);
    const g = squared.backward();
    const mean = p.reduce((sum, v, k) => sum + v * g[k], 0);
    return { loss, gradient: p.map((v, k) => (v * (g[k] - mean)) / T) };
  },
};

/** Gradient descent on the logits themselves. */
class Run {
  constructor(judge, z, target, T) {
    Object.assign(this, { judge, z, target, T, right: [] });
    this.#look();
  }

  #look() {
    Object.assign(this, this.judge(this.z, this.target, this.T));
    this.p = softmax(this.z.map((v) => v / this.T), 1); // prettier-ignore
    this.right.push(this.p[this.target.indexOf(1)]);
  }

  step(lr) {
    this.z = this.z.map((v, k) => v - lr * this.gradient[k]);
    this.#look();
  }
}

/** Everything that the figure shows of a state; goes on from where it was if it can. */
export class Model {
  #key = null;

  at(s) {
    const { z1, z2, z3, label, temperature, lr, steps } = s;
    const key = String([z1, z2, z3, label, temperature, lr]);
    if (key !== this.#key || this.runs[0].right.length > steps + 1) {
      this.#key = key;
      const [z, target] = [Float64Array.of(z1, z2, z3), Float64Array.from([1, 2, 3], (k) => (k === label ? 1 : 0))];
      this.runs = Object.values(LOSSES).map((judge) => new Run(judge, z, target, temperature));
    }
    while (this.runs[0].right.length <= steps) for (const run of this.runs) run.step(lr);
    const [ce, mse] = this.runs;
    return { s, ce, mse, target: ce.target };
  }
}

/** The class that these probabilities answer: 1, 2 or 3. */
export const answer = (p) => p.indexOf(Math.max(...p)) + 1;

/** The question that makes sense now. */
export const question = ({ steps }) => (steps === 0 ? "race" : "confidence");
