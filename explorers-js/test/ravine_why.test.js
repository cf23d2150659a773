// The next step of ravine and its map of steps, without a page.

import assert from "node:assert/strict";
import test from "node:test";

import { LATTICE, LEVEL, LONGEST, placeOf } from "../explorers/ravine/map.js";
import { Model, NAMES, schema } from "../explorers/ravine/model.js";
import { openingState, parseState } from "../view/state.js";

const opening = openingState(schema);
const at = (patch = {}) => new Model().at({ ...opening, ...patch });
const mapOf = (patch, model = new Model()) => model.map(model.at({ ...opening, view: "map", ...patch }), Infinity);
const cellOf = (lr, share) => Array.from({ length: LATTICE.columns * LATTICE.rows }, (_, k) => k).find((k) => placeOf(k).join() === [lr, share].join());

test("who is looked at: whom the state names, else the only one with a rate of its own, else the first that runs", () => {
  const chosen = (text) => new Model().at({ ...opening, ...parseState(schema, text) }).chosen;
  assert.equal(chosen(""), "SGD");
  assert.equal(chosen("opt=Momentum_Adam"), "Momentum");
  assert.equal(chosen("lr=Adam_0.5"), "Adam");
  assert.equal(chosen("lr=RMSProp_0.5"), "SGD"); // it does not run
  assert.equal(chosen("lr=Adam_0.5_SGD_0.1"), "SGD");
  assert.equal(chosen("lr=Adam_0.5,of=AdaGrad"), "AdaGrad");
  assert.equal(chosen("opt="), "SGD");
});

test("whoever is switched on or given a rate is looked at", () => {
  const model = new Model();
  assert.equal(model.switch(opening, "Nadam", true).chosen, "Nadam");
  assert.equal(model.rate(opening, "AdaGrad", 1).chosen, "AdaGrad");
  assert.ok(!("chosen" in model.switch(opening, "SGD", false)));
});

test("the step shown is the next one of the path, with or without noise, and only where it is asked for", () => {
  for (const noise of [0, 0.4])
    for (const chosen of NAMES) {
      const s = { optimizers: NAMES, chosen, steps: 12, noise, angle: 20 };
      const { reason, runners } = at({ ...s, view: "why" });
      const { path } = runners.find(({ name }) => name === chosen);
      assert.deepEqual(reason.from, [path[24], path[25]]);
      const arrow = reason.arrows.find(({ role }) => role === "step");
      for (const i of [0, 1]) {
        assert.ok(Math.abs(arrow.by[i] - (path[26 + i] - path[24 + i])) <= 1e-12, chosen);
        assert.ok(Math.abs(reason.lines.at(-1).values[i] - arrow.by[i]) <= 1e-10, chosen);
      }
      assert.equal(at(s).reason, null);
    }
});

test("a step after the last one that is drawn can still be explained", () => {
  assert.ok(at({ view: "why", steps: 1000, chosen: "Adam" }).reason.step.every(Number.isFinite));
});

test("arrows are drawn so much longer that the longest is well seen and stays in sight", () => {
  for (const patch of [{ steps: 0 }, { steps: 30 }, { steps: 200 }, { surface: "saddle", start: [-1.5, 0.3], chosen: "Adam" }]) {
    const { s, reason } = at({ view: "why", ...patch });
    const half = { ravine: 9, saddle: 2 }[s.surface];
    const longest = reason.scale * Math.max(...reason.arrows.map(({ by }) => Math.hypot(...by)));
    assert.ok(longest <= 0.55 * half && longest > 0.2 * half, `${longest} of ${half}`);
    assert.match(reason.scale.toExponential(6), /^[125]\.000000e/);
  }
});

test("at the minimum there is no step, and no arrow", () => {
  const { reason } = at({ view: "why", start: [0, 0], chosen: "SGD" });
  assert.deepEqual(reason.step.map(Math.abs), [0, 0]);
  assert.ok(!Number.isFinite(reason.scale));
});

test("a cell of the map says when the race that it opens is at the bottom", () => {
  const model = new Model();
  for (const [patch, cells] of [
    [{ chosen: "Momentum" }, [cellOf(1.2, 0.45), cellOf(0.1, 0.9), cellOf(0.5, 0)]],
    [{ chosen: "Nesterov", angle: 30, alpha: 0.3 }, [cellOf(0.4, 0.5)]],
    [{ chosen: "Adam", beta2: 0.99 }, [cellOf(0.5, 0.6)]],
    [{ chosen: "AdaGrad", surface: "minima", start: [1.7, 0.8] }, [cellOf(0.65, 0.1)]],
  ]) {
    const map = mapOf(patch, model);
    assert.ok(map.done);
    for (const cell of cells) {
      const opened = { ...opening, ...patch, ...model.open({ ...opening, ...patch }, map, cell), steps: LONGEST };
      assert.equal(opened.chosen, map.name);
      const { losses } = at(opened).runners.find(({ name }) => name === map.name);
      const n = map.steps[cell];
      assert.ok(n > 0 && n <= LONGEST);
      assert.ok(losses.subarray(n, LONGEST + 1).every((loss) => loss <= LEVEL), `${map.name}, cell ${cell}`);
      assert.ok(losses[n - 1] > LEVEL);
    }
  }
});

test("rate and share of cells are those that the reader reads", () => {
  const map = mapOf({});
  assert.deepEqual([0, 40 * 20 - 1].map(placeOf), [[0.05, 0], [2, 0.95]]); // prettier-ignore
  const patch = new Model().open(opening, map, cellOf(1.35, 0.4));
  assert.deepEqual([patch.rates.Momentum, patch.alpha, patch.optimizers.includes("Momentum")], [1.35, 0.4, true]);
  assert.equal(new Model().open(opening, mapOf({ chosen: "AdamW" }), cellOf(1, 0.5)).beta1, 0.5);
});

test("the row α = 0 is plain gradient descent", () => {
  const map = mapOf({ chosen: "SGD" });
  assert.equal(map.name, "Momentum");
  const { losses } = at({ optimizers: ["SGD"], rates: { ...opening.rates, SGD: 0.95 }, steps: 500 }).runners[0];
  assert.equal(map.steps[cellOf(0.95, 0)], losses.findLastIndex((loss) => loss > LEVEL) + 1);
});

test("the fastest cell lies near the pair of the formula, and no cell beyond the bound settles", () => {
  for (const kappa of [5, 20, 100]) {
    const { steps, best, least, formula, edge } = mapOf({ kappa, chosen: "Momentum" });
    const [lr, alpha] = placeOf(best);
    assert.equal(steps[best], least);
    const [a, b] = [Math.sqrt(2 / kappa), Math.sqrt(2)];
    assert.ok(Math.abs(formula[0] - 4 / (a + b) ** 2) < 1e-12 && Math.abs(formula[1] - ((b - a) / (b + a)) ** 2) < 1e-12);
    assert.ok(Math.abs(lr - formula[0]) <= 0.27 && Math.abs(alpha - formula[1]) <= 0.06, `κ = ${kappa}: ${[lr, alpha]}`);
    steps.forEach((n, cell) => {
      const [rate, share] = placeOf(cell);
      assert.ok(n === Infinity || rate < edge.at(share), `cell ${[rate, share]}`);
    });
  }
  assert.equal(mapOf({ surface: "saddle", start: [-1.5, 0.1] }).edge, null);
  assert.deepEqual([mapOf({ chosen: "Adam" }).edge, mapOf({ chosen: "Nesterov" }).formula], [null, null]);
});

test("a map is computed a slice at a time and kept while nothing of it changes", () => {
  const model = new Model();
  const now = (patch) => model.at({ ...opening, view: "map", chosen: "Momentum", ...patch });
  assert.equal(model.map(now(), 0).done, false);
  assert.equal(model.map(now(), Infinity).done, true);
  for (const patch of [{ steps: 3 }, { alpha: 0.1 }, { noise: 1 }, { rates: { ...opening.rates, Momentum: 1 } }]) assert.equal(model.map(now(patch), 0).done, true, JSON.stringify(patch));
  for (const patch of [{ kappa: 21 }, { start: [-7, 1] }, { angle: 1 }, { chosen: "Adam" }]) {
    assert.equal(model.map(now(patch), 0).done, false, JSON.stringify(patch));
    model.map(now(), Infinity);
  }
});
