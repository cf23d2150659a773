// The model of activation_zoo, without a page.

import assert from "node:assert/strict";
import test from "node:test";

import { EXAMPLES, Model, WIDTH, functionOf, parameterOf, question, schema, zReach } from "../explorers/activation_zoo/model.js";
import strings from "../explorers/activation_zoo/strings.json" with { type: "json" };
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);
const model = new Model();
const at = (patch = {}) => model.at({ ...opening, ...patch });
const near = (a, b, reach) => assert.ok(Math.abs(a - b) <= reach, `${a} is not ${b}`);

test("opens with eight layers of sigmoids through which hardly any gradient comes back", () => {
  const { layers, kept } = at();
  assert.equal(layers.length, 8);
  assert.ok(kept < (1 / 4) ** 8 && kept > 1e-6 / 4);
  assert.ok(layers.at(-1).own < 1e-4 && layers.at(-1).std > 0.05); // units differ, inputs do not
  for (const { factor } of layers) assert.ok(factor <= 1 / 4);
});

test("shares of a layer are those of its values", () => {
  const { layers } = at({ activation: "relu", bias: -1, depth: 2 });
  const { z, flat, dead } = layers[1];
  assert.equal(z.length, EXAMPLES * WIDTH);
  near(flat, z.filter((v) => v <= 0).length / z.length, 1e-12);
  const units = Array.from({ length: WIDTH }, (_, j) => z.filter((v, i) => i % WIDTH === j && v > 0).length);
  near(dead, units.filter((on) => on === 0).length / WIDTH, 1e-12);
  assert.ok(dead > 0.5 && dead < 1);
});

test("large inputs saturate the first layer of tanh, large weights all of them", () => {
  const flat = (patch) => at({ activation: "tanh", ...patch }).layers.map((layer) => layer.flat);
  const inputs = flat({ scale: 10 });
  assert.ok(inputs[0] > 0.7 && Math.max(...inputs.slice(1)) < 0.02);
  assert.ok(Math.min(...flat({ gain: 5 })) > 0.4);
});

test("ReLU keeps a gradient at √2, loses it below, and a dead layer stops it", () => {
  const kept = (patch) => at({ activation: "relu", ...patch }).kept;
  assert.ok(kept({ gain: 1.41 }) > 0.5 && kept({ gain: 1.41 }) < 2);
  assert.ok(kept({ gain: 0.5 }) < 1e-3);
  assert.equal(kept({ bias: -2 }), 0);
});

test("a step lets no gradient through; the identity bends nothing", () => {
  assert.equal(at({ activation: "step" }).kept, 0);
  assert.equal(at({ activation: "step" }).last.dead, 1);
  const { layers } = at({ activation: "identity" });
  for (const { flat, factor } of layers) assert.deepEqual([flat, factor], [0, 1]);
});

test("the parameter belongs to the function that has it", () => {
  assert.equal(functionOf({ ...opening, activation: "leaky_relu", slope: 0.25 }).f(-2), -0.5);
  near(functionOf({ ...opening, activation: "elu", alpha: 2 }).f(-50), -2, 1e-9);
  assert.deepEqual(schema.activation.choices.filter(parameterOf), ["leaky_relu", "elu"]);
  for (const activation of schema.activation.choices) assert.ok(Number.isFinite(at({ activation, gain: 5, scale: 10 }).kept), activation);
});

test("axes hold what they show", () => {
  assert.deepEqual([zReach({ zStd: 0.3 }), zReach({ zStd: 10 }), zReach({ zStd: 25 })], [6, 40, 100]);
  for (const activation of schema.activation.choices) {
    const { reach, layers } = at({ activation });
    assert.ok(reach[0] < reach[1], activation);
    assert.ok(layers.every(({ mean }) => mean >= reach[0] && mean <= reach[1]), activation);
  }
});

test("a question is asked where it makes sense, and what it says is so", () => {
  const asked = ["sigmoid", "tanh", "relu", "leaky_relu", "identity", "gelu"].map((activation) => question({ ...opening, activation }));
  assert.deepEqual(asked, ["tanh", "sigmoid", "relu", "leaky", "linear", null]);
  assert.equal(question({ ...opening, depth: 1 }), null);
  for (const { predict } of Object.values(strings)) {
    assert.deepEqual(Object.keys(predict).toSorted(), asked.filter(Boolean).toSorted());
    for (const { choices } of Object.values(predict)) {
      assert.equal(choices.filter(({ trap }) => !trap).length, 1);
      for (const { show } of choices) assert.ok(parseState(schema, show), show);
    }
  }
  assert.ok(at({ activation: "tanh" }).kept > 1e4 * at().kept);
});
