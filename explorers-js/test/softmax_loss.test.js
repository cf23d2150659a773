// The model of softmax_loss, without a page.

import assert from "node:assert/strict";
import test from "node:test";
import { LOSSES, Model, answer, question, schema } from "../explorers/softmax_loss/model.js";
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);
const at = (patch) => new Model().at({ ...opening, ...patch });

for (const [name, judge] of Object.entries(LOSSES))
  for (const T of [0.5, 1, 3])
    test(`the gradient of ${name} at temperature ${T} is that of differences`, () => {
      const [z, target, h] = [Float64Array.of(-1.2, 0.7, 0.4), Float64Array.of(0, 0, 1), 1e-5];
      const { gradient } = judge(z, target, T);
      z.forEach((v, k) => {
        const [up, down] = [v + h, v - h].map((value) => judge(z.with(k, value), target, T).loss);
        assert.ok(Math.abs((up - down) / (2 * h) - gradient[k]) < 1e-8);
      });
    });

test("cross-entropy's gradient is ŷ − y; that of the squared error vanishes far from the target", () => {
  const { ce, mse, target } = at({});
  assert.deepEqual(Array.from(ce.gradient, (g, k) => Number((g - ce.p[k] + target[k]).toFixed(12)) + 0), [0, 0, 0]);
  assert.ok(ce.gradient[0] < -0.99);
  assert.ok(Math.max(...mse.gradient.map(Math.abs)) < 0.05);
});

test("cross-entropy learns, the squared error does not", () => {
  const { ce, mse } = at({ steps: 20 });
  assert.equal(answer(ce.p), 1);
  assert.equal(answer(mse.p), 2);
  assert.ok(ce.right.at(-1) > 0.9 && mse.right.at(-1) < 0.01);
});

test("a run goes on from where it was, and begins anew when a setting changes", () => {
  const model = new Model();
  model.at({ ...opening, steps: 5 });
  assert.deepEqual(model.at({ ...opening, steps: 9 }).ce.right, at({ steps: 9 }).ce.right);
  assert.deepEqual(model.at({ ...opening, steps: 2 }).ce.right, at({ steps: 2 }).ce.right);
  assert.deepEqual(model.at({ ...opening, steps: 2, label: 3 }).mse.right, at({ steps: 2, label: 3 }).mse.right);
});

test("temperature changes the outputs and not the answer", () => {
  const outputs = [0.2, 1, 5].map((temperature) => at({ z1: 2, z2: 0, z3: -1, temperature }).ce.p);
  assert.deepEqual(outputs.map(answer), [1, 1, 1]);
  assert.ok(outputs[0][0] > outputs[1][0] && outputs[1][0] > outputs[2][0]);
});

test("links and questions", () => {
  assert.deepEqual(parseState(schema, "y=2,t=0.5,n=3"), { label: 2, temperature: 0.5, steps: 3 });
  assert.equal(parseState(schema, "y=4"), null);
  assert.deepEqual([0, 1].map((steps) => question({ ...opening, steps })), ["race", "confidence"]);
});
