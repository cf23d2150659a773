// The parts of the view that need no page: state in the address, scales, lines.

import assert from "node:assert/strict";
import test from "node:test";

import { clipLine, isoline, projectOnLine } from "../view/geometry.js";
import { label } from "../view/parts.js";
import { decade, fmt, linear, logarithmic, nudge, short, significant, ticks } from "../view/scale.js";
import { named, subset, vector } from "../view/fields.js";
import {
  formatFragment,
  formatState,
  integer,
  matrix,
  oneOf,
  openingState,
  parseFragment,
  parseState,
  real,
} from "../view/state.js";

const schema = {
  activation: oneOf("act", "step", ["step", "tanh"]),
  blend: real("s", 0.6, { min: 0, max: 1 }),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
  weights: matrix("w", [[1, 1, -1.5], [1, 1, -0.5]], { min: -1000, max: 1000 }), // prettier-ignore
};
const opening = openingState(schema);

test("a state survives the way through the address", () => {
  const state = { activation: "tanh", blend: 0.25, seed: 4294967295, weights: [[0.5, -2, 3], [1, 0, -0.1235]] };
  const text = formatState(schema, state, opening);
  assert.equal(text, "act=tanh,s=0.25,seed=4294967295,w=0.5_-2_3_1_0_-0.1235");
  assert.deepEqual({ ...opening, ...parseState(schema, text) }, state);
  assert.equal(encodeURI(text), text);
});

test("the opening state is written as nothing", () => {
  assert.equal(formatState(schema, opening, opening), "");
  assert.deepEqual(parseState(schema, ""), {});
});

test("one bad field refuses the whole state", () => {
  const hostile = [
    "act=relu",
    "act=constructor",
    "__proto__=1",
    "constructor=1",
    "toString=1",
    "act",
    "act=tanh=tanh",
    "act=tanh,act=step",
    "s=",
    "s=NaN",
    "s=Infinity",
    "s=1e-1",
    "s=0x1",
    "s=2",
    "s=-0.1",
    "s= 0.5",
    "s=0,5",
    "seed=1.5",
    "seed=-1",
    "seed=4294967296",
    "seed=99999999999999999999999999",
    "w=1_2_3",
    "w=1_2_3_4_5",
    "w=1_2_3_4_5_x",
    "w=1_2_3_4_5_6_7",
    "w=1_2_3_4_5_9999",
    "s=<script>alert(1)</script>",
    `s=0.5,${"act=tanh,".repeat(500)}`,
  ];
  for (const text of hostile) assert.equal(parseState(schema, text), null, text.slice(0, 60));
  assert.equal({}.polluted, undefined);
});

test("fields that are good are taken over, the others left alone", () => {
  assert.deepEqual(parseState(schema, "s=0"), { blend: 0 });
  assert.deepEqual(parseState(schema, "s=1,act=step"), { blend: 1, activation: "step" });
});

test("data that do not fit the schema become the opening value", () => {
  const given = { activation: "nonsense", blend: 0.1, weights: "x", seed: null, extra: 3 };
  assert.deepEqual(openingState(schema, given), { ...opening, blend: 0.1 });
  assert.deepEqual(openingState(schema, JSON.parse('{"__proto__": {"blend": 0.1}}')), opening);
});

test("points, choices of names and numbers for each name survive the way through the address", () => {
  const fields = {
    at: vector("at", [-7, 2], { min: -9, max: 9 }),
    opt: subset("opt", ["SGD"], ["SGD", "Adam"]),
    rates: named("lr", { SGD: 0.95, Adam: 0.3 }, { min: 0.001, max: 10 }),
  };
  const start = openingState(fields);
  const state = { at: [1.25, -0.5], opt: [], rates: { SGD: 0.95, Adam: 2 } };
  const text = formatState(fields, state, start);
  assert.equal(text, "at=1.25_-0.5,opt=,lr=Adam_2");
  assert.deepEqual({ ...start, ...parseState(fields, text) }, state);
  const hostile = [
    "at=1", "at=1_2_3", "at=1_10", "at=1_x", "opt=SGD_SGD", "opt=constructor", "opt=SGD_", "lr=SGD", "lr=SGD_0",
    "lr=SGD_11", "lr=toString_1", "lr=__proto___1", "lr=", "lr=SGD_1_Adam",
  ]; // prettier-ignore
  for (const bad of hostile) assert.equal(parseState(fields, bad), null, bad);
  assert.ok(!fields.rates.valid({ SGD: 1 }) && !fields.rates.valid(null) && !fields.rates.valid([1, 2]));
});

test("anchors of the page and other explorers stay in the fragment", () => {
  const hash = "#xor-layers;space_warp:s=0.5;space_warp-2:act=tanh;ravine:lr=0.1";
  const parsed = parseFragment(hash);
  assert.equal(parsed.anchor, "xor-layers");
  assert.deepEqual([...parsed.explorers.keys()], ["space_warp", "space_warp-2", "ravine"]);
  assert.equal(formatFragment(parsed), hash);
  parsed.explorers.set("space_warp", "");
  assert.equal(formatFragment(parsed), "#xor-layers;space_warp-2:act=tanh;ravine:lr=0.1");
});

test("plain anchors, empty and broken fragments", () => {
  assert.deepEqual(parseFragment(""), { anchor: "", explorers: new Map() });
  assert.equal(parseFragment("#trap-layers-are-lines").anchor, "trap-layers-are-lines");
  assert.equal(formatFragment(parseFragment("#trap-layers-are-lines")), "#trap-layers-are-lines");
  assert.equal(parseFragment("#space_warp:s=0.5%2Cact%3Dtanh").explorers.get("space_warp"), "s=0.5,act=tanh");
  assert.equal(parseFragment("#space_warp:s=%E0%A4%A").explorers.get("space_warp"), "s=%E0%A4%A");
});

test("the next round number above and below", () => {
  const up = [[1, 1.05], [0.95, 0.975], [0.975, 1], [20, 21], [0.3, 0.31], [9.99, 10]]; // prettier-ignore
  for (const [value, next] of up) assert.equal(nudge(value, 1), next);
  for (const [value, next] of [[1, 0.975], [1.05, 1], [0.1, 0.0975], [20, 19.5], [1000, 975]]) // prettier-ignore
    assert.equal(nudge(value, -1), next);
});

test("scales and their inverses", () => {
  const x = linear([-0.5, 1.5], [10, 210]);
  assert.equal(x(0.5), 110);
  assert.equal(x.invert(110), 0.5);
  const lr = logarithmic([0.01, 10], [0, 1000]);
  assert.ok(Math.abs(lr(0.1) - 1000 / 3) < 1e-9);
  assert.ok(Math.abs(lr.invert(1000 / 3) - 0.1) < 1e-12);
});

test("ticks are round and inside the domain", () => {
  assert.deepEqual(ticks([-0.6, 1.6], 3), [0, 1]);
  assert.deepEqual(ticks([0, 50], 3), [0, 20, 40]);
  assert.deepEqual(ticks([-1.5, 1.5], 3), [-1, 0, 1]);
});

test("numbers are written with a true minus sign and no negative zero", () => {
  assert.equal(fmt(-0.001), "0.00");
  assert.equal(fmt(-1.5, 1), "−1.5");
  assert.equal(short(-0.5), "−0.5");
  assert.equal(short(-0.0001), "0");
});

test("numbers of any size in three digits", () => {
  const cases = [[0.01333, "0.0133"], [0, "0"], [6.45, "6.45"], [2.5e-9, "2.5·10⁻⁹"], [12345, "12300"], [1e12, "1.0·10¹²"]]; // prettier-ignore
  for (const [value, text] of cases) assert.equal(significant(value), text);
  assert.deepEqual([-12, 0, 1, 2].map(decade), ["10⁻¹²", "1", "10", "10²"]);
});

test("a line is clipped to the box", () => {
  assert.deepEqual(clipLine([1, 0, -0.5], [0, 1], [0, 2]), [[0.5, 0], [0.5, 2]]); // prettier-ignore
  assert.equal(clipLine([1, 0, -5], [0, 1], [0, 1]), null);
  assert.equal(clipLine([0, 0, 1], [0, 1], [0, 1]), null);
  const ends = clipLine([1, 1, -1], [0, 1], [0, 1]);
  for (const [x, y] of ends) assert.ok(Math.abs(x + y - 1) < 1e-12);
  assert.deepEqual(projectOnLine([0, 2, -2], [3, 5]), [3, 1]);
});

test("the isoline of a plane is a straight line", () => {
  const n = 5;
  const values = Float64Array.from({ length: n * n }, (_, k) => (k % n) + Math.floor(k / n) - 3.5);
  const segments = isoline(values, n, n);
  assert.equal(segments.length, 7);
  for (const [x, y] of segments.flat()) assert.ok(Math.abs(x + y - 3.5) < 1e-12);
});

test("a label stands above its place, where there is room; below it, if it would hide another", () => {
  const plot = { x: (a) => 100 * a, y: (b) => 100 - 100 * b, box: { x0: 0, x1: 100, y0: 0, y1: 100 }, ui: { rem: 1 }, textWidth: () => 40 };
  const at = (place, options) => label({ setAttribute() {} }, plot, place, "text", options);
  const first = at([0.2, 0.5]);
  assert.deepEqual(first, { x: 51, y: 40, width: 40 });
  assert.deepEqual(at([0.9, 0.5]), { x: 59, y: 40, width: 40 });
  assert.equal(at([0.9, 0.5], { taken: [first] }).y, 70);
  assert.equal(at([0.9, 0.3], { taken: [first] }).y, 60); // far enough from it
  assert.equal(at([0.9, 0.5], { below: true }).y, 70);
});
