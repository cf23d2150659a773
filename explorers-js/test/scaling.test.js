// The model of scaling, without a page.

import assert from "node:assert/strict";
import test from "node:test";
import { facts, question, schema } from "../explorers/scaling/model.js";
import { openingState } from "../view/state.js";

const opening = openingState(schema);
const at = (patch) => facts({ ...opening, ...patch });
const close = (a, b, share = 1e-9) => assert.ok(Math.abs(a / b - 1) < share, `${a} is not ${b}`);

test("standardized features of correlation r have the condition number (1 + r) / (1 − r)", () => {
  for (const r of [0, 0.5, 0.9]) close(at({ prepared: "standardized", correlation: r }).kappa, (1 + r) / (1 - r));
});

test("whitened features leave one step, whatever unit and mean", () => {
  const { kappa, plain, left } = at({ prepared: "whitened", unit: "m", mean: 1, steps: 1 });
  assert.deepEqual([kappa, plain], [1, 1]);
  assert.ok(left < 1e-12);
});

test("without correlation and mean, κ is the square of the ratio of the deviations", () => {
  close(at({ unit: "m", correlation: 0, mean: 0 }).kappa, (12 / 0.09) ** 2);
});

test("product and sum of the curvatures are determinant and trace, at the worst of scales too", () => {
  for (const unit of ["m", "cm", "mm"]) {
    const { hessian: [a, b, c], flat, steep } = at({ unit, mean: 1, correlation: 0.3 }); // prettier-ignore
    close(flat + steep, a + c);
    close(flat * steep, a * c - b * b, 1e-6);
  }
});

test("the path shrinks as the formula promises", () => {
  const { kappa, left } = at({ unit: "dm", steps: 50 });
  assert.ok(left <= ((kappa - 1) / (kappa + 1)) ** 50 * (1 + 1e-9));
});

test("the steps that are promised are enough, one fewer is not", () => {
  const { plain, kappa } = at({ prepared: "standardized", correlation: 0.5 });
  assert.ok(((kappa - 1) / (kappa + 1)) ** plain <= 1e-3);
  assert.ok(((kappa - 1) / (kappa + 1)) ** (plain - 1) > 1e-3);
});

test("the question about round contours comes with standardized features", () => {
  assert.deepEqual(["raw", "standardized", "whitened"].map((prepared) => question({ prepared })), ["unit", "round", "unit"]);
});
