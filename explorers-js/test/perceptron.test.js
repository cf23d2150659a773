// The model of perceptron, without a page.

import assert from "node:assert/strict";
import test from "node:test";
import { MAX_STEPS, Model, OWN, ZERO, question, schema } from "../explorers/perceptron/model.js";
import { openingState } from "../view/state.js";

const opening = openingState(schema);
const model = new Model();
const at = (patch) => model.at({ ...opening, ...patch });

test("opens with AND learned, and all mistakes made", () => {
  const now = at({});
  assert.deepEqual(now.weights, [3, 2, -4]);
  assert.ok(now.settled && now.correct.every(Boolean));
  assert.equal(now.mistakes.at(-1), 18);
  assert.ok(Math.abs(now.bound - 51) < 1e-9);
  assert.equal(now.steps, 36);
  assert.equal(at({ steps: 100 }).steps, 36);
  assert.ok(!at({ steps: 35 }).settled);
});

test("signed distances are positive where the unit answers 1", () => {
  const { distances, answers } = at({ w1: 3, w2: 4, b: -2, steps: 0 });
  assert.deepEqual(distances, [-0.4, 0.4, 0.2, 1]);
  assert.deepEqual(answers, [0, 1, 1, 1]);
  assert.equal(at({ steps: 0 }).distances, null);
});

test("a point on the line is a mistake, even where the answer is right", () => {
  const now = at({ steps: 1 });
  assert.deepEqual(now.last, { k: 0, z: 0, wrong: true });
  assert.deepEqual(now.weights, [0, 0, -1]);
});

test("XOR never settles, and goes round", () => {
  for (const coding of ["01", "pm"]) {
    const now = at({ data: "xor", coding, steps: MAX_STEPS });
    assert.ok(!now.settled);
    assert.deepEqual(now.cycle, { first: 1, again: 2 });
    assert.equal(now.mistakes.at(-1), MAX_STEPS);
    assert.equal(now.margin, 0);
  }
  assert.equal(at({ steps: 36 }).cycle, null);
});

test("mistakes stay below the bound, on -1 and 1 far below that on 0 and 1", () => {
  const bounds = { and: [51, 9], or: [27, 9], nand: [51, 9] };
  for (const [data, [on01, onPm]] of Object.entries(bounds))
    for (const [coding, bound] of [["01", on01], ["pm", onPm]]) {
      const now = at({ data, coding, steps: MAX_STEPS });
      assert.ok(now.settled);
      assert.ok(Math.abs(now.bound - bound) < 1e-9);
      assert.ok(now.mistakes.at(-1) <= bound);
    }
});

test("what the reader moves becomes the weights to begin from", () => {
  assert.deepEqual(model.own(opening, { b: -3.5 }), { w1: 3, w2: 2, b: -3.5, steps: 0 });
  assert.deepEqual(model.own(opening, { w1: 1e9 }).w1, 100);
  assert.ok(at(ZERO).fromZero);
  assert.ok(!at({ b: 0.5 }).fromZero);
});

test("own points are learned in their order", () => {
  const now = at({ data: "own", steps: MAX_STEPS });
  assert.equal(now.x.length, OWN.length);
  assert.ok(now.settled);
  assert.ok(!schema.points.valid([[0, 0, 2], [1, 1, 1]])); // prettier-ignore
  assert.ok(!schema.points.valid([[0, 1.7, 0], [1, 1, 1]])); // prettier-ignore
});

test("questions come where they make sense", () => {
  const asked = (patch) => question({ ...opening, ...patch });
  assert.deepEqual([{}, { data: "xor" }, { steps: 0 }, { steps: 0, b: 1 }].map(asked), ["settles", null, "zero", null]);
});
