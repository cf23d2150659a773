// The models of the figures, each without a page.

import assert from "node:assert/strict";
import test from "node:test";
import * as decision from "../explorers/decision/model.js";
import { Seeds } from "../explorers/decision/seeds.js";
import * as warp from "../explorers/space_warp/model.js";
import { openingState } from "../view/state.js";
import { boundaryShape, directions } from "../view/boundary.js";
import { isoline } from "../view/geometry.js";
import { latticePoints } from "../view/heatmap.js";

const opening = openingState(warp.schema);
const model = new warp.Model();
const right = (state) => model.at({ ...opening, ...state }).correct.filter(Boolean).length;

test("space_warp opens with XOR solved by hand, two points on one place", () => {
  const { correct, together, hidden } = model.at(opening);
  assert.deepEqual(correct, [true, true, true, true]);
  assert.deepEqual(together, [[1, 2]]);
  assert.deepEqual(hidden, [[0, 0], [0, 1], [0, 1], [1, 1]]); // prettier-ignore
});

test("space_warp: seed 0 learns, seed 4 gets stuck, a step never moves", () => {
  const trained = { activation: "tanh", start: "seed", steps: 2000 };
  assert.equal(right({ ...trained, seed: 0 }), 4);
  assert.equal(right({ ...trained, seed: 4 }), 2);
  const weights = (steps) => model.at({ ...opening, start: "seed", seed: 3, steps }).weights;
  assert.deepEqual(weights(50), weights(0));
});

test("space_warp: what the reader moves becomes the reader's own", () => {
  const trained = { ...opening, activation: "tanh", start: "seed", steps: 100 };
  const moved = model.move(trained, 0, [0.2, 0.1]);
  assert.equal(moved.start, "hand");
  assert.equal(moved.steps, 0);
  assert.deepEqual(moved.points[0], [0.2, 0.1]);
  assert.deepEqual(model.own(opening, 1, (row) => row.with(2, 5)).weights[1], [1, 1, 5]);
  assert.deepEqual(model.own(opening, 0, [1e9, 0, 0]).weights[0], [1000, 0, 0]);
});

test("space_warp: points that meet, or nearly, have one name", () => {
  const { hidden, together } = model.at({ ...opening, activation: "tanh", start: "seed", seed: 75, steps: 2000 });
  assert.deepEqual(together, [[0, 2, 3]]);
  const named = (group) => warp.nameOf(group.map((k) => warp.CORNERS[k]));
  assert.deepEqual(warp.groups(hidden).map(named), ["00 · 10 · 11", "(0, 1)"]);
  assert.equal(named([1, 2]), "(0, 1) (1, 0)");
  assert.equal(warp.nameOf([[0.25, 1], [0, 0], [1, -0.5]]), "(0.25, 1) · (0, 0) · (1, −0.5)"); // prettier-ignore
  const close = [[0, 0], [0.1, 0], [0, 0.05], [1, 1]]; // prettier-ignore
  assert.deepEqual(warp.groups(close), [[0], [1], [2], [3]]);
  assert.deepEqual(warp.groups(close, 0.15), [[0, 1, 2], [3]]);
});

const seedsAt = (change) => {
  const state = { ...openingState(decision.schema), ...change };
  const seeds = new Seeds(new decision.Run());
  while (seeds.stages(state).some((stage) => stage !== "done")) seeds.advance(state, 5);
  return { state, seeds };
};

test("decision: each of the sixteen is the single run of its seed", () => {
  const { state, seeds } = seedsAt({ data: "xor", units: 2, seed: 2 ** 32 - 3, epochs: 12, edits: [[0, 0, 0, 0, 9]] });
  seeds.runs.forEach((run, k) => {
    const alone = new decision.Run();
    const seed = (2 ** 32 - 3 + k) % 2 ** 32; // after the last comes the first
    alone.prepare({ ...state, seed, edits: [] });
    alone.advance(12, Infinity);
    assert.deepEqual([run.losses, run.accuracy, run.net.params], [alone.losses, alone.accuracy, alone.net.params]);
  });
});

test("decision: how many of sixteen seeds succeed, by a criterion of the reader's own", () => {
  const { state, seeds } = seedsAt({ data: "xor", units: 2 });
  const { n, reached, failed, good, shares, low, mean, high } = seeds.outcome(state);
  const right = shares.map((share) => share >= 0.95);
  assert.equal(n, 16);
  assert.deepEqual(good, right);
  assert.equal(reached, right.filter(Boolean).length);
  assert.deepEqual(failed, [...right.keys()].filter((k) => !right[k]));
  assert.ok(failed.includes(0) && !failed.includes(2)); // as the chapter on hyperparameters says
  assert.deepEqual([low, high], [Math.min(...shares), Math.max(...shares)]);
  assert.ok(Math.abs(mean - shares.reduce((a, b) => a + b) / 16) < 1e-12);
  assert.equal(seeds.outcome({ ...state, goal: 0.5 }).reached, 16);
});

test("decision: the sixteen go on from where they are, and begin anew when a setting changes", () => {
  const { state, seeds } = seedsAt({ epochs: 3 });
  const nets = seeds.runs.map((run) => run.net);
  assert.deepEqual(new Set(seeds.stages({ ...state, epochs: 4 })), new Set(["underway"]));
  seeds.advance({ ...state, epochs: 4 }, Infinity);
  assert.deepEqual(seeds.runs.map(({ net, epochs }) => [net, epochs]), nets.map((net) => [net, 4])); // prettier-ignore
  assert.deepEqual(new Set(seeds.stages({ ...state, epochs: 4, lr: 0.1 })), new Set(["waiting"]));
  seeds.advance({ ...state, epochs: 4, lr: 0.1 }, 0); // one at least, one after the other
  assert.deepEqual(seeds.stages({ ...state, epochs: 4, lr: 0.1 }), ["underway", ...Array(15).fill("waiting")]);
  assert.equal(seeds.runs[0].epochs, 1); // no frame trains longer than it may
  assert.equal(seeds.outcome({ ...state, goal: 0.99, view: "seeds", epochs: 4, lr: 0.1 }).n, 0);
});

test("decision: what diverges is done, and no success", () => {
  const { state, seeds } = seedsAt({ activation: "identity", layers: 3, optimizer: "momentum", lr: 10, epochs: 500, goal: 0.5 });
  const { n, good } = seeds.outcome(state);
  assert.equal(n, 16);
  seeds.runs.forEach((run, k) => assert.ok(!(run.diverged && good[k])));
  assert.ok(seeds.runs.some((run) => run.diverged));
});

test("decision: a run goes on from where it was, and starts anew when a setting changes", () => {
  const state = openingState(decision.schema);
  const run = new decision.Run();
  run.prepare(state);
  run.advance(20, Infinity);
  run.advance(40, Infinity);
  const once = new decision.Run();
  once.prepare(state);
  once.advance(40, Infinity);
  assert.deepEqual(run.losses, once.losses);
  assert.ok(run.accuracy[1] > 0.95);
  run.prepare({ ...state, seed: 1, epochs: 0 });
  assert.equal(run.epochs, 0);
});

test("decision: too large a rate diverges, and says so", () => {
  const run = new decision.Run();
  run.prepare({ ...openingState(decision.schema), activation: "identity", layers: 3, optimizer: "momentum", lr: 10 });
  run.advance(3000, Infinity);
  assert.ok(run.diverged);
  assert.ok(run.epochs < 3000);
});

test("decision: own points begin as those that stand there", () => {
  const run = new decision.Run();
  const state = openingState(decision.schema);
  run.prepare(state);
  const { data, points } = decision.ownData(state, run.sets);
  assert.equal(data, "own");
  assert.equal(points.length, 60);
  assert.ok(decision.schema.points.valid(points));
});

const shapeOf = (f) => {
  const n = 41;
  const points = latticePoints([-2, 2], n);
  const values = Float64Array.from({ length: n * n }, (_, k) => f(points[2 * k], points[2 * k + 1]));
  return boundaryShape(values, n, isoline(values, n, n));
};

test("the shape of a boundary", () => {
  assert.deepEqual(shapeOf(() => -1), { key: "shapeNone", t: 0 });
  assert.deepEqual(shapeOf((x, y) => x + 2 * y - 0.3), { key: "shapeLine" });
  assert.deepEqual(shapeOf((x, y) => y - x * x + 1), { key: "shapeBent" });
  assert.deepEqual(shapeOf((x, y) => 1 - x * x - y * y), { key: "shapeClosed", t: 1 });
  assert.deepEqual(shapeOf((x, y) => x * x + y * y - 1), { key: "shapeClosed", t: 0 });
  assert.deepEqual(shapeOf((x, y) => 1 - Math.abs(x + y)), { key: "shapeBand", t: 1 });
  assert.deepEqual(shapeOf((x, y) => Math.sin(5 * x) * Math.sin(5 * y)).key, "shapeParts");
});

test("the way in which a unit grows", () => {
  assert.deepEqual(directions([1, 0, -1, 0, 0, 1, -1, 0]), ["right", "up", "downLeft", null]);
});
