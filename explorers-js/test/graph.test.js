// The model of graph: the order of the walk, what a planted bug changes, and expressions of one's own.

import assert from "node:assert/strict";
import test from "node:test";
import { at, choose, lastStep, schema } from "../explorers/graph/model.js";
import { parse } from "../explorers/graph/parse.js";
import { openingState } from "../view/state.js";

const opening = openingState(schema);
const seen = (patch) => at({ ...opening, ...patch });
const own = (expression, values = []) => seen({ preset: "own", expression, values, steps: 60 });

test("a walk forward, then back, one operation at a time", () => {
  const names = Array.from({ length: 13 }, (_, steps) => seen({ steps })).map(({ active, nodes }) => nodes[active]?.called);
  assert.deepEqual(names, [undefined, "v₁", "z", "h", "o", "e", "J", "J", "e", "o", "h", "z", "v₁"]);
  assert.deepEqual(seen({ steps: 6 }).grad.slice(0, 10), Array(10).fill(0)); // prettier-ignore
});

test("at a fork the parts are added, or the last one is all there is", () => {
  const fork = choose("fork", opening);
  const parts = (bug) => seen({ ...fork, bug }).arrived[0].map(({ part, sum }) => [part, sum]);
  assert.deepEqual(parts("none"), [[1, 1], [3, 4], [3, 7]]); // prettier-ignore
  assert.deepEqual(parts("overwrite"), [[1, 1], [3, 3], [3, 3]]); // prettier-ignore
});

test("no two nodes of a graph stand on one place, and each operation after its parents", () => {
  for (const expression of ["a*a+a", "(a+b)*(c+d)+(a+c)*(b+d)", "exp(a)/(1+exp(a))-tanh(b)**2", "a-(b-(c-(d-e)))"]) {
    const { places, nodes } = own(expression);
    assert.equal(new Set(places.map(String)).size, nodes.length);
    nodes.forEach(({ of = [] }, i) => of.forEach((parent) => assert(places[parent][0] < places[i][0])));
  }
});

test("whatever the expression, the way back agrees with difference quotients", () => {
  const expressions = ["a/b-c", "-a**3*b", "log(a*a+1)/exp(b)", "sigmoid(a-b)*tanh(c)", "(a+b)**-2", "relu(a)-relu(-b)"];
  for (const expression of expressions)
    for (const values of [[[0.7], [-1.3], [2]], [[-4], [0.9], [-0.2]]]) assert(own(expression, values).inputs.every(({ ok }) => ok), expression);
});

test("nothing is computed past a node that has no value", () => {
  const { failed, n, active, nodes } = own("b*log(a-a)+c");
  assert.deepEqual([failed, n, nodes[active].op], [true, 2, "log"]);
  assert.equal(lastStep({ ...opening, preset: "own", expression: "a/0" }), 2);
  assert(own("a/0").failed);
});

test("what is no expression is refused", () => {
  for (const text of ["", "a+", "alert(a)", "a=1", "a.b", "ab", "a**b", "(a", "2", "a[0]", "a`b`"]) assert.equal(parse(text), null, text);
});
