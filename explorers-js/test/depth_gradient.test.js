// The model of depth_gradient, without a page.

import assert from "node:assert/strict";
import test from "node:test";

import { powersOf } from "../explorers/depth_gradient/draw.js";
import { GAINS, Model, factorOf, levelGain, question, schema, verdict } from "../explorers/depth_gradient/model.js";
import strings from "../explorers/depth_gradient/strings.json" with { type: "json" };
import { size } from "../explorers/depth_gradient/summary.js";
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);
const model = new Model();
const stateOf = (text) => ({ ...opening, ...parseState(schema, text) });
const at = (text = "") => model.at(stateOf(text));
const near = (a, b, share) => assert.ok(Math.abs(a / b - 1) <= share, `${a} is not ${b}`);

test("opens with ten sigmoid layers, each of which leaves less than a quarter, while φ′ does not shrink", () => {
  const { inputs, weights, slopes, factor } = at();
  assert.equal(inputs.length, 10);
  for (let l = 1; l < 10; l++) assert.ok(inputs[l - 1] < inputs[l] / 4, `layer ${l}`);
  for (const norms of [inputs, weights]) assert.ok(norms[0] < norms[9] / 1000);
  assert.ok(factor < 0.25);
  assert.ok(Math.min(...slopes) > 0.2 && slopes[9] > slopes[0]);
  assert.equal(verdict(at()), "vanishes");
});

test("a smaller batch does not make the gradient vanish, depth does", () => {
  const first = (text) => at(text).weights[0];
  assert.ok(first("b=1") > first("b=16") && first("b=16") > first("b=256"));
  assert.ok(first("l=5") > 1000 * first("l=10"));
});

test("the factor of a layer is what the slope of the logarithms says", () => {
  near(factorOf([8, 4, 2]), 2, 1e-12);
  near(factorOf([0, 1e-3, 1e-1, Infinity, NaN]), 1e-2, 1e-12);
  assert.equal(factorOf([1]), null);
  assert.equal(factorOf([0, NaN, 3]), null);
});

test("the factor of one linear unit is w, that of a layer about the gain times the recipe", () => {
  const { curve } = at("k=time,act=identity,l=20,p=float64");
  curve.forEach((factor, k) => near(factor, GAINS[k], 1e-9));
  near(levelGain(curve), 1, 1e-6);
  for (const [text, wanted] of [["act=identity,l=50", 1], ["act=relu,l=50", Math.SQRT2], ["act=relu,init=he,l=50", 1], ["act=relu,init=unit,l=40", 0.25]])
    near(levelGain(at(text).curve), wanted, 0.1);
  assert.equal(levelGain(at().curve), null);
  assert.equal(levelGain([null, null, 2]), null);
});

test("the gradient through time is a product, and the shares of the weight add up to its derivative", () => {
  const { inputs, weights, slopes } = at("k=time,act=tanh,l=12,g=1.3,p=float64");
  for (let t = 0; t < 12; t++) near(inputs[t], slopes.slice(t).reduce((product, slope) => product * 1.3 * slope, 1), 1e-12);
  const last = (w) => Array.from({ length: 12 }).reduce((h) => Math.tanh(w * h), 0.5);
  near(weights.reduce((a, b) => a + b), (last(1.3 + 1e-5) - last(1.3 - 1e-5)) / 2e-5, 1e-7);
  near(at("k=time,act=identity,l=50,g=1.1").inputs[0], 1.1 ** 50, 1e-5);
  near(at("k=time,act=identity,l=50,g=0.9").inputs[0], 0.9 ** 50, 1e-5);
});

test("what float32 cannot hold becomes inf and NaN, or 0; float64 holds it", () => {
  const relu = "act=relu,init=unit,l=50";
  assert.equal(verdict(at(relu)), "lost");
  assert.equal(verdict(at(`${relu},p=float64`)), "explodes");
  assert.equal(verdict(at("k=time,act=identity,g=10,l=50")), "overflows");
  assert.equal(verdict(at("init=small,l=50")), "gone");
  assert.equal(verdict(at("init=small,l=50,p=float64")), "vanishes");
  assert.equal(verdict(at("act=tanh,g=1.3")), "level");
  assert.deepEqual([NaN, Infinity, 0, 2.5e-9].map(size), ["NaN", "inf", "0", "2.5·10⁻⁹"]);
});

test("a frame computes a little, and the next goes on from there", ({ mock }) => {
  let clock = 0;
  mock.method(performance, "now", () => clock++);
  const [own, small] = [new Model(), { ...opening, depth: 3, batch: 1 }];
  let frames = 1;
  for (let known = own.at(small, 40); !known.complete; known = own.at(small, 40)) assert.ok(frames++ < 100);
  assert.ok(frames > 3);
  assert.deepEqual(own.at(small, 0), { ...at("l=3,b=1"), complete: true });
  assert.ok(own.at({ ...small, gain: 3 }, 40).complete); // the curve is the same
});

test("axes hold all that can be drawn", () => {
  assert.deepEqual(powersOf([1e-7, 0.2, 3]), [-8, 1]);
  assert.deepEqual(powersOf([NaN, Infinity, 0, null]), [-1, 1]);
  assert.deepEqual(powersOf([1e60, 1e-301]), [-320, 60]);
});

test("a question is asked where one makes sense, and what it shows is a state", () => {
  const asked = ["", "act=tanh,g=4", "act=relu", "act=relu,init=unit", "act=identity,g=3", "k=time"].map((text) => question(stateOf(text)));
  assert.deepEqual(asked, ["sigmoid", "tanh", "relu", "inf", "inf", "time"]);
  assert.equal(question(stateOf("act=identity")), null);
  for (const { predict } of Object.values(strings)) {
    assert.deepEqual(Object.keys(predict).toSorted(), [...new Set(asked)].toSorted());
    for (const { choices } of Object.values(predict)) {
      assert.equal(choices.filter(({ trap }) => !trap).length, 1);
      for (const { show } of choices) assert.ok(parseState(schema, show), show);
    }
  }
});

test("the numbers in the verdicts are those of the states that they show", () => {
  const factor = (text) => at(text).factor.toFixed(2);
  assert.deepEqual(["act=sigmoid,g=10", "act=relu,init=small", "act=relu,g=0.5"].map(factor), ["0.90", "0.04", "0.36"]);
  const { slopes } = at("l=30");
  assert.deepEqual([Math.min(...slopes), Math.max(...slopes)].map((v) => v > 0.205 && v < 0.25), [true, true]);
  near(at().weights[0] / at("b=256").weights[0], 3, 0.1);
  assert.equal(verdict(at("act=identity,g=4,l=50")), "lost");
});
