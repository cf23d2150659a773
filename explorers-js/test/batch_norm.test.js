// The model of batch_norm, without a page.

import assert from "node:assert/strict";
import test from "node:test";

import { MOST_BATCHES, Model, question, schema } from "../explorers/batch_norm/model.js";
import strings from "../explorers/batch_norm/strings.json" with { type: "json" };
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);
const at = (patch = {}) => new Model().at({ ...opening, ...patch });
const near = (a, b, reach = 1e-9) => assert.ok(Math.abs(a - b) <= reach, `${a} is not ${b}`);
const link = (text) => ({ ...opening, ...parseState(schema, text) });

test("in training the outputs of a batch have mean β and standard deviation |γ|", () => {
  const { outputMoments } = at({ gamma: -2, beta: 0.5 });
  near(outputMoments.mean, 0.5);
  near(outputMoments.variance, 4, 1e-4); // ε is added to the variance
});

test("a batch of one gives β, a batch of two β ± γ, in training only", () => {
  const one = at({ batch_size: 1, beta: 0.7 });
  assert.deepEqual([[...one.y], one.special], [[0.7], "sumOne"]);
  const two = at({ batch_size: 2, beta: 1, gamma: 2 });
  assert.equal(two.special, "sumTwo");
  [...two.y].sort((a, b) => a - b).forEach((y, i) => near(y, [-1, 3][i], 1e-3));
  assert.deepEqual([two.values.low, two.values.high], ["−1.00", "3.00"]);
  assert.equal(at({ batch_size: 1, mode: "eval" }).special, null);
});

test("one example moves the others in training, not in inference", () => {
  assert.ok(at({ odd: 3 }).moved > 0.3);
  assert.equal(at({ odd: 3, mode: "eval" }).moved, 0);
  const [before, after] = [at(), at({ odd: 3 })];
  const spread = (y) => Math.max(...y.slice(1)) - Math.min(...y.slice(1));
  assert.ok(spread(after.y) < spread(before.y)); // closer together
  assert.ok(after.y[1] < before.y[1]); // and to the left
});

test("in inference an output does not depend on the batch around it", () => {
  near(at({ mode: "eval", batch_size: 1 }).y[0], at({ mode: "eval" }).y[0]);
});

test("running averages follow the data late and stand still in inference", () => {
  const { history } = at();
  assert.deepEqual([history[19].data.mean, history[20].data.mean], [0, 3]);
  assert.ok(history[25].running.mean > history[20].running.mean && history[25].running.mean < 2);
  const idle = at({ mode: "eval" }).history;
  assert.deepEqual(idle[25].running, idle[19].running);
});

test("a change holds from the latest batch on; what came before stays", () => {
  const model = new Model();
  const patch = model.from(opening, { mean: -2 });
  assert.deepEqual(patch, { mean: -2, past: [[20, 0, 1, 8, 1], [25, 3, 1.8, 8, 1]] }); // prettier-ignore
  const changed = { ...opening, ...patch };
  assert.deepEqual(model.at(changed).history.slice(0, 25), model.at(opening).history.slice(0, 25));
  assert.deepEqual(model.from(changed, { mean: 1 }).past, changed.past); // the same batch again
  assert.deepEqual(model.from(opening, { mean: 3 }), {});
  assert.ok(schema.past.valid(changed.past));
});

test("a run that is played again is what it was, and stays in what a state may be", () => {
  const model = new Model();
  let s = opening;
  for (let k = 1; k <= 26; k++) {
    s = { ...s, ...model.to(s, k) };
    for (const [name, field] of Object.entries(schema)) assert.ok(field.valid(s[name]), `${name} at batch ${k}`);
    assert.deepEqual(model.at(s).history, new Model().at(opening).history.slice(0, k));
  }
  assert.deepEqual(s, opening);
  s = { ...s, ...model.to(s, 5) };
  s = { ...s, ...model.from(s, { spread: 0.5 }) }; // the reader's own way from here
  s = { ...s, ...model.to(s, 30) };
  assert.deepEqual([s.batches, s.mean, s.spread, s.past], [30, 0, 0.5, [[4, 0, 1, 8, 1]]]);
  assert.equal(model.to(s, 10_000).batches, MOST_BATCHES);
});

test("own activations are what the stream brings", () => {
  const { z, history } = at({ data: [[1, 2, 4], [-3, 5, 6]], mean: 0, spread: 1, batches: 4, past: [] }); // prettier-ignore
  assert.deepEqual([...z], [-3, 5, 6]);
  near(history[0].data.mean, 2.5);
});

test("layer norm averages each example, batch norm each unit", () => {
  const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
  const { n, y } = at({ axis: "layer" }).table;
  for (let i = 0; i < n; i++) near(mean(y.slice(3 * i, 3 * i + 3)), 0);
  const batch = at().table.y;
  for (const j of [0, 1, 2]) near(mean([0, 1, 2, 3].map((i) => batch[3 * i + j])), 0);
});

test("a question is asked only where it makes sense, and what it says is so", () => {
  const asked = [{}, { mode: "eval" }, { odd: 1 }, { batch_size: 2 }, { mode: "eval", batch_size: 1 }, { gamma: 0 }, { data: [[1, 2]] }];
  assert.deepEqual(asked.map((patch) => question({ ...opening, ...patch })), ["odd", "one", null, null, null, null, null]); // prettier-ignore
  for (const { predict } of Object.values(strings))
    for (const { choices } of Object.values(predict)) {
      assert.equal(choices.filter(({ trap }) => !trap).length, 1);
      for (const { show } of choices) assert.ok(parseState(schema, show), show);
    }
  const { show } = strings.en.predict.one.choices[0];
  near(at(link(show)).y[0], at({ mode: "eval" }).y[0]);
});
