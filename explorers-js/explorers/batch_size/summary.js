// What batch_size shows, in words.

import { short, significant } from "../../kit.js";

export const percent = (share) => (share < 1e6 ? `${significant(100 * share)}%` : "∞");

/** What a batch of this size takes to the target, or that it does not get there. */
export const costText = (ui, { by }, cost) => (cost.cost < Infinity ? ui.t(`cost_${by}`, { n: short(cost.cost) }) : ui.t("never"));

/** How noisy the gradient of a batch is. */
export const noise = (ui, { s, share, measured }) =>
  ui.t(`noise_${s.draws}`, { batch: s.batch, share: significant(share), measured: significant(measured) });

const placeOf = (ui, runner) =>
  runner.lost === null ? ui.t("left", { steps: runner.n, left: percent(runner.left) }) : ui.t("lost", { steps: runner.n });

/** Where both paths are. */
export const progress = (ui, { s, mine, full, runners }) =>
  [
    ui.t(`after_${s.by}`, { n: s.by === "examples" ? s.seen : s.steps }),
    runners.length > 1 && ui.t("mine", { batch: s.batch, place: placeOf(ui, mine) }),
    ui.t("full", { place: placeOf(ui, full) }),
  ]
    .filter(Boolean)
    .join(" ");

/** The cost of the chosen size, and which is the cheapest. */
export const price = (ui, { s, cost, best }) =>
  `${ui.t("mineCosts", { batch: s.batch, cost: costText(ui, s, cost) })} ${best ? ui.t("best", { batch: best.size, cost: costText(ui, s, best) }) : ui.t("nobody")}`;

export const summary = (ui, now) => {
  const { s, mine, over, bound } = now;
  return [
    ui.t(`state_${s.draws}`, { batch: s.batch, lr: short(s.lr, 4), seed: s.seed }),
    progress(ui, now),
    mine.lost === null && mine.n > 1 && ui.t("hover", { batch: s.batch, left: percent(mine.hover) }),
    price(ui, now),
    noise(ui, now),
    ui.t(over ? "over" : "under", { bound: significant(bound) }),
  ]
    .filter(Boolean)
    .join(" ");
};
