// The model of init_histograms, without a page.

import assert from "node:assert/strict";
import test from "node:test";

import { EXAMPLES, Model, question, schema, sizeOf, twinsOf, verdict } from "../explorers/init_histograms/model.js";
import strings from "../explorers/init_histograms/strings.json" with { type: "json" };
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);
const model = new Model();
const at = (patch = {}) => model.at({ ...opening, ...patch });
const near = (a, b, share) => assert.ok(Math.abs(a / b - 1) <= share, `${a} is not ${b}`);
const deep = { depth: 10 };

test("opens with a signal that fades by σ√n a layer, both ways, though all units differ", () => {
  const { layers } = at();
  const factor = 0.01 * Math.sqrt(50);
  for (let l = 1; l < 5; l++) {
    near(layers[l].forward.size / layers[l - 1].forward.size, factor, 0.15);
    near(layers[l - 1].backward.size / layers[l].backward.size, factor, 0.15);
  }
  assert.deepEqual(layers.map(({ different }) => different), Array(5).fill(50));
  assert.equal(verdict(at()), "vanishes");
});

test("gradients are those of the errors: each is the derivative of their product with the outputs", () => {
  const state = { ...opening, init: "xavier", units: 4, depth: 2 };
  const { layers } = model.at(state);
  const [w, out] = model.weights.slice(1).map((unit, i) => unit.map((v) => sizeOf(state, 4, i ? 10 : 4) * v));
  const z0 = layers[0].h.slice(0, 4).map(Math.atanh); // one example
  const objective = (z) => {
    const h1 = z.map(Math.tanh);
    const h2 = h1.map((_, j) => Math.tanh(h1.reduce((sum, v, i) => sum + v * w[i * 4 + j], 0)));
    return model.errors.slice(0, 10).reduce((sum, e, k) => sum + e * h2.reduce((s, v, i) => s + v * out[i * 10 + k], 0), 0);
  };
  for (let unit = 0; unit < 4; unit++) {
    const moved = (step) => objective(z0.map((v, i) => (i === unit ? v + step : v)));
    near((moved(1e-5) - moved(-1e-5)) / 2e-5, layers[0].d[unit], 1e-5);
  }
});

test("equal weights make twins of all units, zeros let no gradient through", () => {
  for (const activation of schema.activation.choices) {
    assert.equal(verdict(at({ init: "zeros", activation })), "still", activation);
    const equal = at({ init: "equal", activation });
    assert.ok(equal.layers.every(({ different }) => different === 1), activation);
    assert.equal(verdict(equal), "twins", activation);
  }
});

test("twins do the same at every example, in both directions", () => {
  const [h, d] = [new Float64Array(3 * EXAMPLES), new Float64Array(3 * EXAMPLES)];
  for (let i = 0; i < EXAMPLES; i++) h.set([i, i, i], 3 * i);
  assert.deepEqual(twinsOf(h, d, 3), [0, 0, 0]);
  d[3 * 7 + 1] = 0.5; // one example tells the second unit apart
  assert.deepEqual(twinsOf(h, d, 3), [0, 1, 0]);
  const dead = h.map((v, i) => (i % 3 ? 0 : v)); // two units that are silent differ in weights unseen
  assert.deepEqual(twinsOf(dead, new Float64Array(3 * EXAMPLES), 3), [0, 1, 2]);
  assert.ok(at({ ...deep, init: "he", activation: "relu" }).layers.every(({ different }) => different === 50));
});

test("each recipe keeps the signal of its own activation, and the slips do not", () => {
  assert.equal(verdict(at({ ...deep, init: "xavier" })), "alive");
  assert.equal(verdict(at({ ...deep, init: "he", activation: "relu" })), "alive");
  assert.equal(verdict(at({ ...deep, init: "xavier", activation: "sigmoid" })), "vanishes");
  assert.equal(verdict(at({ ...deep, init: "normal", std: 0.28, activation: "relu" })), "explodes");
  near(at({ ...deep, init: "normal", std: 0.2, activation: "identity" }).layers[9].forward.size, 32, 0.35);
  assert.equal(verdict(at({ init: "normal", std: 1 })), "saturated");
  const { layers } = at({ ...deep, init: "xavier", activation: "relu" });
  assert.ok(layers[9].forward.size < 0.1);
});

test("axes hold all layers, also where nothing comes through", () => {
  for (const init of schema.init.choices)
    for (const activation of schema.activation.choices)
      for (const depth of [1, 10]) {
        const { forwardReach, backwardReach } = at({ init, activation, depth, std: 2 });
        for (const [low, high] of [forwardReach, backwardReach]) assert.ok(low < high && Number.isFinite(high), init);
        assert.equal(forwardReach[0] === 0, activation === "relu" || activation === "sigmoid");
      }
});

test("a question is asked for every start, and what it shows is a state", () => {
  const asked = schema.init.choices.map((init) => question({ ...opening, init }));
  assert.deepEqual(asked, ["zero", "zero", "small", "root", "twice"]);
  assert.equal(question({ ...opening, init: "xavier", activation: "sigmoid" }), "sigmoid");
  for (const { predict } of Object.values(strings)) {
    assert.deepEqual(Object.keys(predict).toSorted(), [...new Set([...asked, "sigmoid"])].toSorted());
    for (const { choices } of Object.values(predict)) {
      assert.equal(choices.filter(({ trap }) => !trap).length, 1);
      for (const { show } of choices) assert.ok(parseState(schema, show), show);
    }
  }
});
