// The best line under three losses: what a search with dlcore's own losses found is replayed.

import assert from "node:assert/strict";
import test from "node:test";

import { Huber, MeanAbsoluteError, MeanSquaredError } from "../engine/losses.js";
import { fitLine } from "../engine/robust.js";
import { defaultRng } from "../engine/rng.js";
import { replay } from "./golden.js";

const LOSSES = { mse: () => new MeanSquaredError(), mae: () => new MeanAbsoluteError(), huber: (delta) => new Huber({ delta }) };

replay("robust_lines", ({ loss, x, t, delta }) => {
  const [w, b] = fitLine(loss, { x, t }, delta);
  const judge = LOSSES[loss](delta);
  const answers = x.map((v, i) => (Math.abs(w * v + b - t[i]) < 1e-9 ? t[i] : w * v + b));
  return { line: [w, b], value: [judge.forward(answers, t)], pulls: judge.backward().map((p) => p * x.length) };
});

test("no line nearby is better, wherever the points lie", () => {
  const rng = defaultRng(0);
  for (let k = 0; k < 300; k++) {
    const [x, t] = [rng.uniform(0, 10, 12), rng.uniform(0, 10, 12)];
    const delta = 10 ** rng.uniform(-1, 1, 1)[0];
    for (const [loss, make] of Object.entries(LOSSES)) {
      const cost = (w, b) => make(delta).forward(x.map((v) => w * v + b), t); // prettier-ignore
      const [w, b] = fitLine(loss, { x, t }, delta);
      for (const size of [1e-4, 1e-2])
        for (const [dw, db] of [[1, 0], [-1, 0], [0, 1], [0, -1], [1, -5], [-1, 5]])
          assert.ok(cost(w + size * dw, b + size * db) >= cost(w, b) - 1e-9, `${loss} ${delta} of draw ${k}`);
    }
  }
});

test("under Huber's loss the pulls balance, with few errors within δ too", () => {
  const rng = defaultRng(1);
  for (let k = 0; k < 1000; k++) {
    const [x, t] = [rng.uniform(0, 10, 12), rng.uniform(0, 10, 12)];
    const delta = 10 ** rng.uniform(-1, 1, 1)[0];
    const [w, b] = fitLine("huber", { x, t }, delta);
    const judge = new Huber({ delta });
    judge.forward(x.map((v) => w * v + b), t, 1); // prettier-ignore
    const total = (f) => Math.abs(judge.backward().reduce((sum, p, i) => sum + p * f(i), 0));
    assert.ok(total(() => 1) < 1e-10 && total((i) => x[i]) < 1e-10, `draw ${k}, δ = ${delta}`);
  }
});

test("with a cap beyond all errors Huber's line is that of least squares", () => {
  const data = { x: [0, 1, 2, 3], t: [0, 1, 2, 30] };
  assert.deepEqual(fitLine("huber", data, 100), fitLine("mse", data));
  const [w, b] = fitLine("mae", data);
  assert.ok(Math.abs(w - 1) < 1e-12 && Math.abs(b) < 1e-12);
});
