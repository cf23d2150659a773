// The model of ravine, without a page.

import assert from "node:assert/strict";
import test from "node:test";

import { Model, NAMES, RATES, question, schema } from "../explorers/ravine/model.js";
import strings from "../explorers/ravine/strings.json" with { type: "json" };
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);
const at = (patch = {}) => new Model().at({ ...opening, ...patch });
const losses = (patch) => Object.fromEntries(at(patch).runners.map(({ name, loss }) => [name, Number(loss.toPrecision(3))]));
const places = (patch) => at(patch).runners.map(({ place }) => place);
const link = (text) => ({ ...opening, ...parseState(schema, text) });

test("the opening is the race of the lectures", () => {
  assert.deepEqual(losses(), { SGD: 0.0133, Momentum: 0.0479, AdaGrad: 0.000722, Adam: 0.102 });
  assert.equal(at().finished[0].name, "AdaGrad");
});

test("turning the ravine carries the start along and hurts only steps per coordinate", () => {
  const model = new Model();
  const turned = { ...opening, ...model.turn(opening, 45) };
  assert.deepEqual(turned.start, [-6.364, -3.5355]);
  assert.deepEqual(losses(turned), { SGD: 0.0133, Momentum: 0.0479, AdaGrad: 0.141, Adam: 0.62 });
  let state = turned;
  for (const angle of [33, 7, 0]) state = { ...state, ...model.turn(state, angle) };
  assert.deepEqual(state.start, opening.start); // no rounding adds up
});

test("paths go on where the reader plays on, and are kept while nothing of theirs changes", () => {
  const model = new Model();
  const [before] = model.at(opening).runners;
  const [after] = model.at({ ...opening, steps: 12, rates: { ...opening.rates, Adam: 0.1 } }).runners;
  assert.equal(after.path, before.path);
  assert.equal(after.n, 12);
  assert.equal(model.at({ ...opening, steps: 31 }).span, 60);
});

test("each bound divides rates that converge from rates that diverge", () => {
  for (const name of ["SGD", "Momentum", "Nesterov"]) {
    const { bound, over } = at({ alpha: 0.5 }).bounds[name];
    assert.equal(over, opening.rates[name] > bound);
    for (const [factor, lost] of [[0.98, false], [1.04, true]]) { // prettier-ignore
      const [runner] = at({ alpha: 0.5, optimizers: [name], rates: { ...opening.rates, [name]: factor * bound }, steps: 1000 }).runners;
      assert.equal(runner.lost !== null, lost, `${name} at ${factor} of its bound`);
    }
  }
  assert.deepEqual(at({ surface: "saddle" }).bounds, {});
});

test("tuned rates are faster, whatever the ravine, and can be set", () => {
  for (const [kappa, steps] of [[20, 60], [100, 200], [1000, 1000]]) { // prettier-ignore
    const s = { ...opening, kappa, steps };
    const patch = new Model().tune(s);
    assert.ok(Object.values(patch.rates).every((rate) => rate >= RATES.min && rate <= RATES.max));
    assert.ok(schema.alpha.valid(patch.alpha));
    const [sgd, momentum] = at({ ...s, ...patch }).runners;
    assert.ok(momentum.loss < sgd.loss, `κ = ${kappa}`);
  }
});

test("whoever is given a rate runs, in the order of the table", () => {
  const patch = new Model().rate(opening, "RMSProp", 0.123456);
  assert.equal(patch.rates.RMSProp, 0.1235);
  assert.deepEqual(patch.optimizers, ["SGD", "Momentum", "AdaGrad", "RMSProp", "Adam"]);
  assert.deepEqual(new Model().switch(opening, "SGD", false), { optimizers: ["Momentum", "AdaGrad", "Adam"] });
});

test("a start is brought into sight", () => {
  assert.deepEqual(new Model().startAt({ surface: "saddle" }, [9, -9]), { start: [2, -1.2] });
});

test("what left the picture and climbs is lost; what is not finite neither", () => {
  const [runner] = at({ optimizers: ["SGD"], rates: { ...opening.rates, SGD: 10 }, steps: 1000 }).runners;
  assert.ok(runner.lost > 0 && runner.lost < 10);
  assert.ok(!Number.isFinite(runner.loss));
});

test("what the questions say is so", () => {
  const near = (name, text) => at(link(text)).runners.find((runner) => runner.name === name).place;
  const shown = (key) => strings.en.predict[key].choices[0].show;
  const { turn, saddle, minima } = { turn: at(link(shown("turn"))), saddle: places(link(shown("saddle"))), minima: places(link(shown("minima"))) };
  assert.equal(turn.finished[0].name, "SGD");
  assert.deepEqual(saddle, Array(4).fill("atMinimum"));
  assert.deepEqual(minima, Array(4).fill("atShallow"));
  assert.deepEqual(places(link("f=saddle,at=-1.5_0,n=200")), Array(4).fill("atSaddle"));
  const before = "f=minima,at=1.7_0.8,n=100";
  assert.deepEqual(opening.optimizers.map((name) => near(name, before)), ["atDeep", "atDeep", "atShallow", "atDeep"]);
});

test("a question is asked only where it makes sense, and every choice can be shown", () => {
  const model = new Model();
  const chosen = (surface) => ({ ...opening, ...model.choose(surface) });
  assert.deepEqual(["ravine", "saddle", "minima"].map((name) => question(chosen(name))), ["turn", "saddle", "minima"]);
  const others = [{ angle: 10 }, { kappa: 5 }, { start: [1, 1] }, { optimizers: NAMES }, { noise: 0.1 }, { alpha: 0.5 }];
  for (const patch of others) assert.equal(question({ ...opening, ...patch }), null, JSON.stringify(patch));
  assert.equal(question({ ...opening, steps: 3 }), "turn");
  for (const { predict } of Object.values(strings))
    for (const { choices } of Object.values(predict)) {
      assert.equal(choices.filter(({ trap }) => !trap).length, 1);
      for (const { show } of choices) assert.ok(parseState(schema, show), show);
    }
});
