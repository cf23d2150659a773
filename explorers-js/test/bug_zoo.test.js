// The model of bug_zoo, without a page.

import assert from "node:assert/strict";
import test from "node:test";

import { BATCHES } from "../explorers/bug_zoo/course.js";
import { ILLNESSES, Model, isHealed, question, recipe, schema } from "../explorers/bug_zoo/model.js";
import strings from "../explorers/bug_zoo/strings.json" with { type: "json" };
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);

test("an illness and its treatment change one thing, a wrong treatment another or nothing", () => {
  const healthy = recipe({ case: "1", cured: "dead" });
  for (const [number, illness] of Object.entries(ILLNESSES)) {
    const sick = recipe({ case: number, cured: "none" });
    assert.deepEqual(Object.keys(sick).filter((key) => sick[key] !== healthy[key]), [illness]);
    assert.deepEqual(recipe({ case: number, cured: illness }), healthy);
    assert.ok(isHealed({ case: number, cured: illness }));
    assert.ok(!isHealed({ case: number, cured: "none" }));
  }
  assert.equal(recipe({ case: "1", cured: "rate" }).rate, healthy.rate / 10);
});

test("training goes on where a slice of time ended, and looks back without training", () => {
  const model = new Model();
  const s = { ...opening, case: "5", epochs: 6 };
  let [slices, now] = [0, model.at(s, 0)];
  assert.deepEqual([now.n, now.complete], [0, false]);
  while (!now.complete) [slices, now] = [slices + 1, model.at(s, 1)];
  assert.ok(slices >= 1);
  assert.deepEqual(now.patient, new Model().at(s).patient);
  const before = model.at({ ...s, epochs: 2 }, 0);
  assert.deepEqual([before.n, before.complete, before.patient.steps.length], [2, true, 2 * BATCHES]);
});

test("sorted examples repeat their losses, shuffled ones do not; before training nothing is measured", () => {
  const at = (patch) => new Model().at({ ...opening, epochs: 20, ...patch });
  const { patient, beside } = at({ case: "4" });
  assert.ok(patient.repeats > 0.8);
  assert.ok(Math.abs(beside.repeats) < 0.5);
  const { patient: first } = at({ case: "4", epochs: 0 });
  assert.deepEqual([first.repeats, first.update, first.highest, first.recent], [0, 0, 0, []]);
});

test("a question for every untreated patient; right answers heal, wrong ones do not", () => {
  assert.equal(question({ ...opening, cured: "rate" }), null);
  for (const { predict } of Object.values(strings))
    for (const number of schema.case.choices) {
      const { choices } = predict[question({ ...opening, case: number })];
      for (const { trap, wrong, show } of choices) {
        const shown = parseState(schema, show);
        assert.equal(shown.case, number);
        assert.equal(isHealed({ ...opening, ...shown }), !(trap || wrong), show);
      }
    }
});
