// The model of dropout, without a page.

import assert from "node:assert/strict";
import test from "node:test";
import { agrees, chosen, facts, on, question, schema, switched } from "../explorers/dropout/model.js";
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);
const at = (patch) => facts({ ...opening, ...patch });
const close = (a, b, tolerance = 1e-12) => assert.ok(Math.abs(a - b) < tolerance, `${a} is not ${b}`);

test("the probabilities of all masks sum to 1; at p = 0 there is one mask only", () => {
  for (const p of [0, 0.15, 0.5, 0.9]) {
    const { masks } = at({ p });
    assert.equal(masks.length, 64);
    close(masks.reduce((total, { share }) => total + share, 0), 1);
  }
  const { exact, test: whole } = at({ p: 0 });
  assert.equal(exact.y, whole.y);
});

test("scaled once, the sums agree on average; the outputs do not", () => {
  for (const scale of ["train", "test"])
    for (const p of [0.15, 0.5, 0.8]) {
      const now = at({ scale, p });
      close(now.exact.z, now.test.z);
      assert.ok(agrees(now));
      assert.ok(Math.abs(now.exact.y - now.test.y) > 1e-3);
    }
});

test("scaled twice, nowhere or by the share dropped, the sums differ", () => {
  for (const scale of ["both", "none", "dropped"]) assert.ok(!agrees(at({ scale, p: 0.15 })), scale);
  const bias = 0.2;
  const twice = at({ scale: "both" });
  close((twice.test.z - bias) / (twice.exact.z - bias), 0.5); // what the units pass on is halved
  assert.ok(agrees(at({ scale: "dropped", p: 0.5 }))); // and nobody notices
  const dropped = at({ scale: "dropped", p: 0.15 });
  close((dropped.test.z - bias) / (dropped.exact.z - bias), 0.15 / 0.85);
});

test("the normalized geometric mean of all outputs is the output at test time", () => {
  for (const scale of ["train", "test"]) {
    const { masks, test: whole } = at({ p: 0.3, gain: 2, scale });
    const [yes, no] = [(y) => y, (y) => 1 - y].map((f) => Math.exp(masks.reduce((total, { share, y }) => total + share * Math.log(f(y)), 0)));
    close(yes / (yes + no), whole.y);
  }
});

test("larger weights part the mean of the outputs from the output at test time", () => {
  const gaps = [0.2, 1, 2].map((gain) => at({ gain })).map(({ exact, test: whole }) => Math.abs(exact.y - whole.y));
  assert.ok(gaps[0] < gaps[1] && gaps[1] < gaps[2]);
});

test("drawing tells what the questions say, and comes close to the exact mean", () => {
  const off = (draws) => 6 - on(at({ draws }).mask).length;
  assert.equal(off(2), 1);
  close(at({ draws: 3 }).run.off, 2);
  const many = at({ draws: 500 });
  close(many.run.off, 3, 0.15);
  close(many.run.y, many.exact.y, 0.05);
  assert.deepEqual(many, at({ draws: 500 }));
});

test("evaluation keeps all units; a switched unit ends what was drawn", () => {
  assert.deepEqual(at({ mode: "eval", draws: 9 }).mask, [1, 1, 1, 1, 1, 1]);
  assert.deepEqual(chosen(["6", "2"]), { kept: ["2", "6"], draws: 0, mode: "train" });
  assert.deepEqual(switched(at({}).mask, 0).kept, ["3", "4", "6"]);
  assert.deepEqual(switched(at({ mode: "eval" }).mask, 5).kept, ["1", "2", "3", "4", "5"]);
});

test("links and questions", () => {
  assert.deepEqual(parseState(schema, "p=0.15,scale=dropped,m=1_2"), { p: 0.15, scale: "dropped", kept: ["1", "2"] });
  assert.equal(parseState(schema, "p=1"), null);
  assert.equal(question(opening), "share");
  assert.equal(question({ ...opening, draws: 1 }), "mean");
});
