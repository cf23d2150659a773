// Sixteen networks that differ in their seed alone: what comes of each, and how many succeed. No page.

import { Run } from "./model.js";

export const N_SEEDS = 16;

/** The state of network k of the sixteen: the next seeds, and no weight changed by hand. */
export const stateAt = (s, k) => ({ ...s, seed: (s.seed + k) % 2 ** 32, edits: [] });

/** Its share of right answers: of new points where there are any, else of its own. */
const shareOf = ({ accuracy: [train, test] }) => test ?? train;

export class Seeds {
  /** `first` is the run of the state's own seed. */
  constructor(first) {
    this.runs = [first, ...Array.from({ length: N_SEEDS - 1 }, () => new Run())];
  }

  /** Where each stands: "done", "underway" from an earlier epoch, or "waiting" to begin. */
  stages(s) {
    return this.runs.map((run, k) => {
      if (!run.leadsTo(stateAt(s, k))) return "waiting";
      return run.epochs === s.epochs || run.diverged ? "done" : "underway";
    });
  }

  /** Train those that are not done, one after the other, for about `budget` milliseconds. */
  advance(s, budget) {
    const end = performance.now() + budget;
    this.stages(s).some((stage, k) => {
      if (stage === "done") return false;
      this.runs[k].prepare(stateAt(s, k));
      this.runs[k].advance(s.epochs, end - performance.now());
      return performance.now() >= end;
    });
  }

  /** What came of those that are done: their shares (null for the others), who reached the goal, and the spread. */
  outcome(s, stages = this.stages(s)) {
    const shares = stages.map((stage, k) => (stage === "done" ? shareOf(this.runs[k]) : null));
    const told = shares.filter((share) => share !== null);
    const good = shares.map((share, k) => share !== null && share >= s.goal && !this.runs[k].diverged);
    return {
      shares,
      good,
      n: told.length,
      reached: good.filter(Boolean).length,
      failed: shares.flatMap((share, k) => (share !== null && !good[k] ? [stateAt(s, k).seed] : [])),
      low: Math.min(...told),
      mean: told.reduce((sum, share) => sum + share, 0) / told.length,
      high: Math.max(...told),
    };
  }
}
