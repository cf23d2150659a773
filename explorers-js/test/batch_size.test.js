// The model of batch_size, without a page.

import assert from "node:assert/strict";
import test from "node:test";
import { MAX, Model, N, SIZES, advance, question, schema } from "../explorers/batch_size/model.js";
import { openingState } from "../view/state.js";

const opening = openingState(schema);
const model = new Model();
const at = (patch) => model.at({ ...opening, ...patch });
const costs = (patch) => at(patch).costs.map(({ cost }) => cost);

test("the measured variance of the gradient is what the formula says", () => {
  for (const draws of ["once", "again"])
    for (const batch of SIZES) {
      const { share, measured } = at({ draws, batch });
      assert.ok(Math.abs(measured - share) < 0.06 * share + 1e-12, `${draws} ${batch}: ${measured} is not ${share}`);
    }
});

test("at the opening's rate the cheapest batch in examples lies in between, and the smallest never gets there", () => {
  const { best, costs: all } = at({});
  assert.ok(best.size > 1 && best.size < N);
  assert.equal(all[0].cost, Infinity);
  assert.ok(all.at(-1).cost > 10 * best.cost);
});

test("the costs come size by size, the former ones stay until then", ({ mock }) => {
  let clock = 0;
  mock.method(performance, "now", () => clock++);
  const own = new Model();
  const before = own.at(opening).costs;
  const during = own.at({ ...opening, lr: 0.1 }, 3);
  assert.ok(!during.complete);
  assert.notDeepEqual(during.costs[0], before[0]);
  assert.deepEqual(during.costs.at(-1), before.at(-1));
  assert.deepEqual(own.at({ ...opening, lr: 0.1 }, 100).costs, at({ lr: 0.1 }).costs);
});

test("at a lower rate a smaller batch is the cheapest", () => {
  assert.equal(at({ lr: 0.1 }).best.size, 1);
  assert.ok(at({ lr: 0.8 }).best.size > at({}).best.size);
});

test("counted in steps, the larger batches take the fewest", () => {
  const steps = costs({ by: "steps" });
  assert.deepEqual(costs({}), steps.map((n, i) => n * SIZES[i])); // prettier-ignore
  assert.equal(Math.min(...steps), steps.at(-1));
});

test("a small batch hovers, the less the lower the rate", () => {
  const hover = (patch) => at({ batch: 1, seen: 2000, ...patch }).mine.hover;
  assert.ok(hover({ lr: 0.05 }) < hover({ lr: 0.2 }) / 2);
  assert.ok(hover({ lr: 0.2 }) < hover({}) / 2);
  assert.ok(at({ by: "steps", batch: 100, steps: 200 }).mine.hover < 1e-8);
});

test("the ellipse of the next step shrinks with the root of the batch size, and is a point for the full batch", () => {
  const width = (patch) => Math.hypot(...at({ seen: 0, ...patch }).ellipse[1]);
  assert.ok(Math.abs(width({ batch: 1, draws: "again" }) / width({ batch: 100, draws: "again" }) - 10) < 1e-9);
  assert.ok(Math.abs(width({ lr: 0.5 }) / width({ lr: 0.25 }) - 2) < 1e-9);
  assert.equal(width({ batch: 100 }), 0);
});

test("the ellipse holds two standard deviations: about 86% of the steps that batches would take", () => {
  const [centre, [ax, ay], [, by]] = at({ seen: 0, batch: 20, draws: "again" }).ellipse;
  let inside = 0;
  for (let seed = 0; seed < 400; seed++) {
    const { path } = at({ seen: 20, batch: 20, draws: "again", seed }).mine;
    const u = (path[2] - centre[0]) / ax;
    const v = (path[3] - centre[1] - u * ay) / by;
    inside += u * u + v * v <= 1;
  }
  assert.ok(Math.abs(inside / 400 - 0.865) < 0.05, `${inside} of 400`);
});

test("the full batch without replacement is the full batch", () => {
  const { runners, mine, full } = at({ batch: 100, by: "steps", steps: 20 });
  assert.deepEqual(runners, [full]);
  for (let k = 0; k <= 40; k++) assert.ok(Math.abs(mine.path[k] - full.path[k]) < 1e-12);
  assert.equal(at({ batch: 100, draws: "again" }).runners.length, 2);
});

test("beyond 2/L the full batch is lost", () => {
  assert.equal(at({ by: "steps", steps: 200, batch: 100, lr: 1.35 }).full.lost, null);
  const { over, full, best } = at({ by: "steps", steps: 200, batch: 100, lr: 1.5 });
  assert.ok(over && full.lost > 0);
  assert.equal(best, null);
});

test("a step of play is a whole batch, and ends at the last one", () => {
  assert.deepEqual(advance({ by: "examples", seen: 0, batch: 50 }, 1), { seen: 50 });
  assert.deepEqual(advance({ by: "examples", seen: 500, batch: 5 }, 10), { seen: 510 });
  assert.deepEqual(advance({ by: "examples", seen: MAX.examples - 5, batch: 5 }, 160), { seen: MAX.examples });
  assert.deepEqual(advance({ by: "steps", steps: 7, batch: 5 }, 1), { steps: 8 });
  assert.deepEqual(advance({ by: "steps", steps: 7, batch: 5 }, 40), { steps: 11 });
});

test("the questions: noise at the opening, leaps with the full batch, none where the answer would be another", () => {
  const asked = (patch) => question({ ...opening, ...patch });
  assert.equal(asked({}), "calm");
  assert.equal(asked({ batch: 100, lr: 1.3 }), "leaps");
  for (const patch of [{ draws: "again" }, { by: "steps" }, { lr: 0.1 }]) assert.equal(asked(patch), null);
});

test("what the answers to the questions promise", () => {
  assert.equal(costs({ lr: 0.1 })[0], 84);
  assert.deepEqual([costs({})[0], costs({ lr: 1.3 })[SIZES.indexOf(10)]], [Infinity, Infinity]);
  const crossings = (lr) => {
    const { path } = at({ by: "steps", steps: 20, batch: 100, lr }).full;
    const [w, b] = model.loss.minimum;
    const across = Array.from({ length: 20 }, (_, k) => 0.49 * (path[2 * k] - w) + 0.87 * (path[2 * k + 1] - b));
    return across.filter((v, k) => k && v * across[k - 1] < 0).length;
  };
  assert.ok(crossings(1.3) > 15);
  assert.ok(crossings(0.5) < 2);
});
