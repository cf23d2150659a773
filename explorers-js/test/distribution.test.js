// Fields of rows in the address, and round domains.

import assert from "node:assert/strict";
import { test } from "node:test";
import { roundDomain } from "../view/distribution.js";
import { rows } from "../view/rows.js";
import { parseState } from "../view/state.js";

const schema = { past: rows("p", [[1, 2]], { most: 3, good: (all) => all.every((row) => row.length === 2) }) };

test("rows survive the way through the address", () => {
  for (const value of [[], [[1, -2.5]], [[0, 1], [-3, 4], [5, -6]]]) // prettier-ignore
    assert.deepEqual(parseState(schema, `p=${schema.past.format(value)}`), { past: value });
});

test("rows that are broken, too many or not good are refused", () => {
  for (const text of ["1", "1_2_3", "1_2__", "__1_2", "1_x", "1_1e5", "1_2__1_2__1_2__1_2", "NaN_1", "1_Infinity"])
    assert.equal(parseState(schema, `p=${text}`), null, text);
});

test("a round domain holds all values and not much more", () => {
  for (const values of [[0, 3.2], [-0.7, 3.6], [0], [5, 5], [-1e5, 2e6], [0.001, 0.004]]) { // prettier-ignore
    const [low, high] = roundDomain(values);
    const size = Math.max(...values) - Math.min(...values);
    assert.ok(low <= Math.min(...values) && high >= Math.max(...values) && high > low, String(values));
    assert.ok(high - low <= 2.5 * size || size === 0, `${values}: ${low} ${high}`);
  }
});
