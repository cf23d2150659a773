// The model of regions, without a page.

import assert from "node:assert/strict";
import test from "node:test";

import { ALL, ARRANGEMENTS, at as facts, census, mostOf, moved, question, schema, unitsAt } from "../explorers/regions/model.js";
import strings from "../explorers/regions/strings.json" with { type: "json" };
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);
const at = (patch = {}) => facts({ ...opening, ...patch });

test("n lines make at most 1 + n + n(n − 1)/2 regions, and so many where all of them cross", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 12].map(mostOf), [1, 2, 4, 7, 11, 79]);
  for (const seed of [0, 1, 2]) assert.equal(at({ width: 4, depth: 1, seed, reach: 50 }).count, 11);
  assert.ok(at({ width: 4, depth: 1, reach: 0.5 }).count < 11);
});

test("units are counted one after another, and each adds what it cuts", () => {
  let last = 1;
  for (let n = 0; n <= 12; n++) {
    const now = at(unitsAt(opening, n));
    assert.equal(now.used, n);
    assert.equal(now.count - last, now.added);
    last = now.count;
  }
  const lines = { width: 3, depth: 1, reach: 50 };
  assert.deepEqual([0, 1, 2, 3].map((units) => at({ ...lines, units }).count), [1, 2, 4, 7]); // prettier-ignore
  assert.deepEqual(unitsAt(opening, 12), { units: ALL });
  assert.equal(at().count, last);
});

test("folding makes four times as many regions a layer", () => {
  for (const depth of [1, 2, 3, 4]) assert.equal(at({ width: 4, depth, start: "fold" }).count, 4 ** depth);
  assert.equal(at({ width: 9, depth: 2, start: "fold" }).count, 16); // the others stay idle
});

test("twelve units with random weights make fewer regions the deeper they are", () => {
  const rows = census();
  assert.deepEqual(rows.map(({ width, depth }) => [width, depth]), ARRANGEMENTS);
  const means = rows.map(({ mean }) => mean);
  assert.deepEqual(means, means.toSorted((a, b) => b - a));
  for (const { low, mean, high } of rows) assert.ok(low <= mean && mean <= high);
  const now = at();
  assert.ok(rows[1].low <= now.count && now.count <= rows[1].high); // the opening is one of them
});

test("a line that is moved leaves the others where they were", () => {
  const patch = moved(opening, 2, [1, 2, 0.12345678]);
  assert.ok(schema.lines.valid(patch.lines));
  const { lines } = at(patch);
  assert.deepEqual(lines[2], [1, 2, 0.1235]);
  for (const unit of [0, 1, 3, 4, 5]) at().lines[unit].forEach((v, i) => assert.ok(Math.abs(v - lines[unit][i]) < 1e-4));
  const again = moved({ ...opening, ...patch }, 0, [500, 0, 0]);
  assert.deepEqual([again.lines.length, again.lines[0]], [3, [100, 0, 0]]);
});

test("a region is the darker the more units are on", () => {
  const { shares } = at({ width: 1, depth: 1, lines: [[1, 0, 0]] });
  assert.deepEqual(shares.toSorted(), [0, 1]);
  assert.deepEqual(at({ units: 0 }).shares, [0]);
});

test("a question is asked where it makes sense, and what it says is so", () => {
  const asked = [{}, { depth: 1 }, { start: "fold", width: 4, depth: 3 }, { width: 5 }, { lines: [[1, 0, 0]] }];
  assert.deepEqual(asked.map((patch) => question({ ...opening, ...patch })), ["deep", "bend", "fold", null, null]); // prettier-ignore
  for (const { predict } of Object.values(strings))
    for (const { choices } of Object.values(predict)) {
      assert.equal(choices.filter(({ trap }) => !trap).length, 1);
      for (const { show } of choices) assert.ok(parseState(schema, show), show);
    }
  assert.ok(at({ width: 4, depth: 4 }).count < at({ width: 4, depth: 4, start: "fold" }).count / 4);
});
