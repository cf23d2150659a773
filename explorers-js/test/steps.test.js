// Single steps of every optimizer in full, their equations in words, and how long a race takes.

import assert from "node:assert/strict";
import test from "node:test";

import { optimizers } from "../engine/by_name.js";
import { equations } from "../engine/equations.js";
import { minimize, stepInFull, stepsToSettle } from "../engine/minimize.js";
import { bestMomentum, divergence } from "../engine/quadratic.js";
import { defaultRng } from "../engine/rng.js";
import { ravine, saddle } from "../engine/surfaces.js";
import { Following, Sliced } from "../view/sliced.js";
import { replay } from "./golden.js";

const seen = replay("single_steps", ({ optimizer: { class: name, lr, options }, surfaceOptions, start, k, noise, seed }) =>
  stepInFull(new optimizers[name](lr, options), ravine(surfaceOptions), start, k, { noise, rng: defaultRng(seed) }),
);

test("a step in full of every optimizer has a golden", () => {
  assert.deepEqual([...new Set(seen.map(({ optimizer }) => optimizer.class))].sort(), Object.keys(optimizers).sort());
});

test("a step that was seen in full leaves the optimizer as it was", () => {
  const momentum = new optimizers.Momentum(0.1);
  stepInFull(momentum, ravine(), [-7, 2], 3);
  assert.deepEqual(minimize(momentum, ravine(), [-7, 2], 9), minimize(new optimizers.Momentum(0.1), ravine(), [-7, 2], 9));
});

/** What the text of an equation comes to; numbers in it stand in full. */
function computed(text, eps) {
  const code = text
    .replace(/−/g, "-")
    .replace(/·/g, "*")
    .replace(/²/g, "**2")
    .replace(/ε/g, eps)
    .replace(/√\(/g, "Math.sqrt(")
    .replace(/√([\d.e+-]+)/g, "Math.sqrt($1)");
  return Function(`return ${code}`)();
}
const inFull = (value) => String(value).replace("-", "−").replace("e-", "e−");

for (const [name, Optimizer] of Object.entries(optimizers))
  test(`the equations of ${name} end in the step of its path, and say the numbers that they mean`, () => {
    for (const [surface, noise] of [[ravine({ kappa: 30, angle: 0.5 }), 0], [saddle(), 0.2]]) { // prettier-ignore
      for (const k of [1, 2, 5, 30]) {
        const noisy = () => ({ noise, rng: defaultRng(2) });
        const optimizer = new Optimizer(0.07);
        const path = minimize(optimizer, surface, [-1.4, 0.6], k, noisy());
        const { lines } = equations(name, optimizer, stepInFull(optimizer, surface, [-1.4, 0.6], k, noisy()), k, inFull);
        assert.equal(lines.at(-1).gives, "Δ");
        for (const i of [0, 1]) {
          const difference = path[2 * k + i] - path[2 * k - 2 + i];
          assert.ok(Math.abs(lines.at(-1).values[i] - difference) <= 1e-10, `step ${k}`);
          for (const { gives, values, texts } of lines) {
            const [result, text] = texts[i].split(" = ");
            assert.equal(computed(result), values[i], gives);
            if (text) assert.ok(Math.abs(computed(text, optimizer.eps) - values[i]) <= 1e-10, `${gives} = ${text}`);
          }
        }
      }
    }
  });

test("what comes from earlier steps and the gradient's own part make up the step of both momenta", () => {
  for (const name of ["Momentum", "Nesterov"]) {
    const optimizer = new optimizers[name](0.1);
    const { gradient, step, ...rest } = stepInFull(optimizer, ravine(), [-7, 2], 4);
    const { past } = equations(name, optimizer, { gradient, step, ...rest }, 4, String);
    for (const i of [0, 1]) assert.ok(Math.abs(past.by[i] - 0.1 * gradient[i] - step[i]) <= 1e-12, name);
  }
  assert.equal(equations("SGD", new optimizers.SGD(0.1), stepInFull(new optimizers.SGD(0.1), ravine(), [-7, 2], 4), 4, String).past, null);
});

replay("settlings", ({ optimizer, kappa, rates, shares, start, level, nSteps }) => {
  const surface = ravine({ kappa });
  const count = (lr, alpha) => stepsToSettle(new optimizers[optimizer](lr, { alpha }), surface, start, level, nSteps) ?? -1;
  return { steps: shares.flatMap((alpha) => rates.map((lr) => count(lr, alpha))) };
});

/** By which factor a step shrinks the error in the long run, measured on a path from a place off the axes. */
function factor([lr, alpha], kappa) {
  const path = minimize(new optimizers.Momentum(lr, { alpha }), ravine({ kappa }), [-7, 2], 1200);
  const size = (k) => Math.hypot(path[2 * k], path[2 * k + 1], path[2 * k + 2], path[2 * k + 3]);
  return (size(1000) / size(200)) ** (1 / 800);
}

test("the best pair of a quadratic shrinks the error by √α, and no pair beside it does better", () => {
  for (const kappa of [20, 60]) {
    const [lr, alpha] = bestMomentum([2 / kappa, 2]);
    const best = factor([lr, alpha], kappa);
    assert.ok(Math.abs(best - Math.sqrt(alpha)) < 0.006, `${best} for √α = ${Math.sqrt(alpha)}`);
    for (const pair of [[lr + 0.08, alpha], [lr - 0.08, alpha], [lr, alpha + 0.04], [lr, alpha - 0.04]]) // prettier-ignore
      assert.ok(factor(pair, kappa) > best, `${pair} at κ = ${kappa}`);
  }
});

test("beyond its bound an optimizer of this table diverges on a quadratic, below it converges", () => {
  for (const [name, { rate }] of Object.entries(divergence))
    for (const alpha of [0, 0.3, 0.8]) {
      const settles = (share) => stepsToSettle(new optimizers[name](share * rate(2, alpha), { alpha }), ravine(), [-7, 2], 1e-6, 3000);
      assert.notEqual(settles(0.98), null, name);
      assert.equal(settles(1.02), null, name);
    }
});

test("values come a slice at a time, once for each key", () => {
  const sliced = new Sliced(5);
  const asked = [];
  const ask = (k) => (asked.push(k), 10 * k);
  assert.equal(sliced.work("a", ask, 0), false);
  assert.deepEqual([...sliced.values], Array(5).fill(Infinity));
  assert.equal(sliced.work("a", ask, 1000), true);
  assert.deepEqual([...sliced.values], [0, 10, 20, 30, 40]);
  assert.equal(sliced.work("a", ask, 1000), true);
  assert.deepEqual(asked, [0, 1, 2, 3, 4]);
  const negate = (k) => -k;
  assert.equal(sliced.work("b", negate, 0), false);
  assert.equal(sliced.work("b", negate, 1000), true);
  assert.deepEqual([...sliced.values], [-0, -1, -2, -3, -4]);
});

test("work that is begun is ended, and then what is asked for last is begun", ({ mock }) => {
  let clock = 0;
  mock.method(performance, "now", () => clock++);
  const following = new Following();
  const made = [];
  const make = function* (s) {
    for (let k = 0; k < 10; k++) yield;
    made.push(s.n);
    return 10 * s.n;
  };
  const ask = (n, budget = 8) => following.work({ n }, make, budget);
  assert.ok(ask(1, 0)); // there must be something to show
  assert.deepEqual([2, 3, 4, 5].map((n) => ask(n)), [false, false, false, false]); // prettier-ignore
  for (let frames = 0; !ask(6); frames++) assert.ok(frames < 10);
  assert.deepEqual([made[1], made.at(-1), following.latest], [2, 6, 60]);
  assert.ok(made.length < 6, `${made}`);
  assert.ok(ask(6, 0));
});
