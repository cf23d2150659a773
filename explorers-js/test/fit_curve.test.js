// The model of fit_curve, without a page.

import assert from "node:assert/strict";
import test from "node:test";
import { fitPolynomial, polynomial } from "../engine/polynomial.js";
import { AXES, Model, lambda, place, question, schema } from "../explorers/fit_curve/model.js";
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);
const at = (patch) => new Model().at({ ...opening, ...patch });
const close = (a, b, tolerance = 1e-9) => assert.ok(Math.abs(a - b) < tolerance, `${a} is not ${b}`);

test("degree 9 passes through 10 examples and fails on new ones; a cubic is as good as the noise lets it be", () => {
  const [nine, three] = [at({}), at({ degree: 3 })];
  assert.ok(nine.trainError < 1e-9 && nine.testError > 1);
  assert.ok(three.trainError > 0.2 && three.testError < 0.31);
  assert.ok(nine.testError > 4 * three.testError);
  assert.equal(nine.best.value, 3);
});

test("the training error falls with the degree, whatever the seed", () => {
  for (let seed = 0; seed < 20; seed++) {
    const { along } = at({ seed, n: 30 });
    along.slice(1).forEach(({ trainError }, k) => assert.ok(trainError <= along[k].trainError + 1e-12));
  }
});

test("at the fitted weights the gradient of the penalized loss is 0", () => {
  const [train, decay] = [{ x: [-1, -0.4, 0.1, 0.5, 1], y: [0.3, -1, 0.2, 1.4, 0.1] }, 0.02];
  const weights = fitPolynomial(train, 3, decay);
  weights.forEach((w, k) => {
    const mean = train.x.reduce((sum, x, i) => sum + (polynomial(weights, x) - train.y[i]) * x ** k, 0) / 5;
    close(mean + (k > 0 ? decay * w : 0), 0, 1e-12);
  });
});

test("decay shrinks the weights, and too much of it fits nothing", () => {
  const norms = [-8, -5, -3, -1, 1].map((decay) => Math.hypot(...at({ decay }).weights.slice(1)));
  norms.slice(1).forEach((norm, k) => assert.ok(norm < norms[k]));
  const { testError } = at({ decay: 1 });
  assert.ok(testError > 2 * at({ decay: -3 }).testError);
  assert.equal(lambda(-8), 0);
  close(lambda(-3), 0.001, 1e-15);
});

test("with many examples degree 9 needs no decay", () => assert.ok(at({ n: 200 }).testError < 0.3));

test("one moved example moves the flexible curve more", () => {
  const moved = (degree) => {
    const [before, after] = [0, 1].map((pull) => at({ degree, pull }));
    const x = before.train.x[before.train.chosen];
    return polynomial(after.weights, x) - polynomial(before.weights, x);
  };
  close(moved(9), 1, 1e-8);
  assert.ok(moved(1) < 0.2 && moved(3) < 0.4);
});

test("more examples keep the noise of those that were there", () => {
  const [ten, twelve] = [10, 12].map((n) => at({ n, degree: 0 }).train);
  const noise = ({ x, y }, k) => y[k] - Math.sin(Math.PI * x[k]);
  for (let k = 0; k < 10; k++) close(noise(ten, k), noise(twelve, k), 1e-12);
});

test("axes, links and questions", () => {
  assert.equal(place({ ...opening, axis: "degree" }), 9);
  assert.equal(place({ ...opening, axis: "decay", decay: -7.9 }), 0);
  assert.deepEqual([AXES.n[0], AXES.n.at(-1)], [10, 200]);
  assert.deepEqual(parseState(schema, "d=3,l=-2.75,a=n"), { degree: 3, decay: -2.75, axis: "n" });
  assert.equal(parseState(schema, "d=10"), null);
  assert.deepEqual([-8, -3].map((decay) => question({ ...opening, decay })), ["fit", "weights"]);
});
