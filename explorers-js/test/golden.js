// Replays what NumPy and dlcore wrote (python -m tools.goldens explorers): one test per case.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const TOLERANCE = 1e-10;

const folder = process.env.DLCORE_GOLDENS ?? new URL("../../build/goldens/", import.meta.url).pathname;

/** Numbers of any nesting, one after the other. */
const flat = (value) => (typeof value === "number" ? [value] : Array.from(value, flat).flat());

function distance(actual, expected, what) {
  assert.equal(actual.length, expected.length, `${what}: length`);
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i] - expected[i]);
    assert.ok(!Number.isNaN(difference), `${what}: not a number at ${i}`);
    worst = Math.max(worst, difference);
  }
  return worst;
}

/** `compute(case)` must give, under the same keys, the numbers that the case expects. Returns the cases. */
export function replay(file, compute) {
  const cases = JSON.parse(readFileSync(`${folder}/${file}.json`, "utf8"));
  for (const { name, expected, exact, ...inputs } of cases)
    test(`${file}: ${name}`, (context) => {
      const actual = compute(inputs);
      assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort());
      const worst = Object.keys(expected).map((key) => [distance(flat(actual[key]), expected[key], key), key]);
      const [largest, where] = worst.reduce((a, b) => (b[0] > a[0] ? b : a));
      assert.ok(largest <= (exact ? 0 : TOLERANCE), `${where}: largest difference ${largest}`);
      context.diagnostic(`largest difference ${largest}`);
    });
  return cases;
}
