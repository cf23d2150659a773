// The model of robust_fit, without a page.

import assert from "node:assert/strict";
import test from "node:test";
import { FIRST, at, away, put, question, schema, side } from "../explorers/robust_fit/model.js";
import { openingState } from "../view/state.js";

const opening = openingState(schema);
const see = (patch) => at({ ...opening, ...patch });
const slopes = (patch) => see(patch).fits.map(({ w }) => Number(w.toFixed(2)));
const near = (a, b, what) => assert.ok(Math.abs(a - b) < 1e-9, `${what}: ${a} is not ${b}`);

test("at the opening one outlier drags the line of squared error; that of the Huber loss hardly moves", () => {
  assert.deepEqual(slopes({}), [0.36, 0.52, 0.55]);
  assert.equal(see({}).alone[0].toFixed(2), "0.60");
});

test("the pulls balance, and turn no line", () => {
  for (const [loss, delta] of [["mse", 1], ["huber", 0.3], ["huber", 2.5]]) { // prettier-ignore
    const { x, chosen } = see({ loss, delta });
    near(chosen.pulls.reduce((a, b) => a + b, 0), 0, loss); // prettier-ignore
    near(chosen.pulls.reduce((sum, p, i) => sum + p * x[i], 0), 0, loss); // prettier-ignore
  }
});

test("under MAE two points lie on the line and the others pull by 1", () => {
  const sizes = see({ loss: "mae" }).chosen.pulls.map(Math.abs);
  assert.equal(sizes.filter((p) => p === 0).length, 2);
  assert.equal(sizes.filter((p) => p === 1).length, 10);
});

test("farther up or down, an outlier moves the line of squared error alone", () => {
  const [before, after] = [3, 0].map((t) => slopes({ moved: [[9, t], [2, 3.4]] })); // prettier-ignore
  assert.ok(before[0] - after[0] > 0.1);
  assert.deepEqual(before.slice(1), after.slice(1));
});

test("the axes do not depend on the chosen loss", () => {
  const axes = ["mse", "mae", "huber"].map((loss) => see({ loss })).map(({ far, high, steep }) => [far, high, steep]);
  assert.deepEqual(axes[1], axes[0]);
  assert.deepEqual(axes[2], axes[0]);
});

test("A leaves its home on the line of the others in steps, up or down, and not beyond the plane", () => {
  const placed = (t) => ({ ...opening, moved: [[9, t], [2, 3.4]] }); // prettier-ignore
  assert.deepEqual([7.4, 0.5, 9].map((t) => [side(placed(t)), away(placed(t))]), [[0, 0], [-1, 69], [1, 16]]); // prettier-ignore
  assert.deepEqual([[0, -1], [1, -1], [16, 1], [80, -1]].map(([n, where]) => put(opening, n, where).moved[0]), [[9, 7.4], [9, 7.3], [9, 9], [9, 0]]); // prettier-ignore
});

test("the question: at squared error with a point far off", () => {
  assert.equal(question(opening), "follows");
  assert.equal(question({ ...opening, loss: "huber" }), null);
  assert.equal(question({ ...opening, moved: [[9, 7], [2, 3.4]] }), null); // prettier-ignore
});

test("what the answers to the question promise", () => {
  const pull = (loss) => see({ loss }).chosen.pulls[FIRST].toFixed(2);
  assert.deepEqual(["mse", "mae", "huber"].map(pull), ["5.49", "1.00", "1.00"]);
});
