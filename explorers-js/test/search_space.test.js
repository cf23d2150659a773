// The model of search_space, without a page.

import assert from "node:assert/strict";
import test from "node:test";
import { DECAYS, Model, RATES, along, question, schema, score, tried } from "../explorers/search_space/model.js";
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);
const model = new Model();
const at = (patch) => model.at({ ...opening, ...patch });
const percent = (value) => Number(value.toFixed(1));
const best = (patch) => percent(Math.max(...at(patch).scores));
const ends = (patch) => ["grid", "random"].map((method) => percent(at(patch).replays[method].at(-1)));

test("what the questions say is what the searches find", () => {
  assert.deepEqual([best({}), best({ method: "random" })], [43, 89.3]);
  assert.deepEqual([best({ seed: 1 }), best({ seed: 1, method: "random" })], [97.2, 79.8]);
  assert.deepEqual(ends({}), [64.4, 74.4]);
  assert.deepEqual(ends({ matters: 1 }), [55.7, 44.6]);
  assert.equal(Math.round(100 * at({}).replays.ahead), 59);
});

test("a grid of 9 tries 3 rates, random search 9", () => {
  assert.deepEqual([at({}).rates, at({}).decays], [3, 3]);
  const { rates, decays } = at({ method: "random" });
  assert.deepEqual([rates, decays], [9, 9]);
});

test("the accuracy is best at the optimum, and what does not matter costs nothing", () => {
  const optimum = [-2, -4];
  assert.equal(score(optimum, optimum, 0.5), 98);
  assert.equal(score([-2, -7], optimum, 0), 98);
  assert.ok(score([-2, -7], optimum, 1) < 10.1 && score([-4, -4], optimum, 0) < 10.1);
});

test("linear draws crowd into the last decade", () => {
  assert.equal(along(RATES, 0.5, "log"), -2.5);
  assert.ok(Math.abs(along(RATES, 0.5, "linear") - Math.log10(0.500005)) < 1e-12);
  const last = at({ method: "random", scale: "linear", side: 8, trials: 64 }).places.filter(([a]) => a > -1).length;
  assert.ok(last > 50);
  assert.ok(ends({ scale: "linear" })[1] < ends({})[1] - 20);
});

test("best so far never falls, and more trials find more", () => {
  for (const curve of [at({ side: 5 }).replays.grid, at({ side: 5 }).replays.random]) curve.slice(1).forEach((v, k) => assert.ok(v >= curve[k]));
  assert.ok(ends({ side: 5 })[1] > ends({})[1]);
  assert.ok(Math.abs(at({ side: 8 }).hit - (1 - 0.95 ** 64)) < 1e-12);
});

test("replays come a few a frame, and end where all at once end", ({ mock }) => {
  let clock = 0;
  mock.method(performance, "now", () => clock++);
  const own = new Model();
  const state = { ...opening, side: 2 };
  const first = own.at(state, 100).replays;
  assert.ok(!first.complete && first.random.at(-1) > 30 && first.random.at(-1) < 98);
  own.at({ ...state, scale: "linear" }, 100); // another setting in between
  let last = first;
  for (let frames = 0; !last.complete; frames++) {
    assert.ok(frames < 10);
    last = own.at(state, 100).replays;
  }
  assert.deepEqual(last, at({ side: 2 }).replays);
});

test("own trials are kept inside the plane, and end with the budget", () => {
  let state = { ...opening, side: 2, trials: 4 };
  for (let k = 0; k < 4; k++) state = { ...state, ...tried(state, [-9 + k, -1]) };
  assert.deepEqual(state.own[0], [RATES[0], DECAYS[1]]);
  assert.deepEqual([state.method, state.trials, tried(state, [-3, -4])], ["own", 4, null]);
  assert.equal(tried({ ...state, trials: 1 }, [-3, -4]).own.length, 2); // after a rewind the rest is tried anew
});

test("links and questions", () => {
  assert.deepEqual(parseState(schema, "m=own,own=-3_-4__-2_-5,n=2"), { method: "own", own: [[-3, -4], [-2, -5]], trials: 2 }); // prettier-ignore
  assert.equal(parseState(schema, "own=-3_-9"), null);
  assert.deepEqual(["grid", "random", "own"].map((method) => question({ ...opening, method })), ["grid", "one", null]);
});
