// What fit_curve shows, in words.

import { fmt, short, significant } from "../../kit.js";
import { lambda } from "./model.js";

export const lambdaText = (value) => (value === 0 ? "0" : significant(value));

/** Both errors as they stand. */
export const errors = (ui, { trainError, testError }) => ui.t("errorsAre", { train: fmt(trainError), test: fmt(testError) });

const valueOf = (axis, value) => (axis === "decay" ? lambdaText(lambda(value)) : String(value));

export function summary(ui, now) {
  const { s, weights, best } = now;
  const largest = weights.slice(1).reduce((most, w) => Math.max(most, Math.abs(w)), 0);
  return [
    ui.t("sumState", { d: s.degree, n: s.n, s: short(s.noise), l: lambdaText(lambda(s.decay)) }),
    s.pull !== 0 && ui.t("sumPull", { p: short(s.pull) }),
    errors(ui, now),
    ui.t("sumLargest", { w: fmt(largest, 1) }),
    ui.t(`sumBest_${s.axis}`, { e: fmt(best.testError), v: valueOf(s.axis, best.value) }),
  ]
    .filter(Boolean)
    .join(" ");
}
