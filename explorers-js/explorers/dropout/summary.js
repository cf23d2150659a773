// What dropout shows, in words.

import { fmt, short } from "../../kit.js";
import { UNITS, agrees } from "./model.js";

const list = (names, ui) => (names.length ? names.join(", ") : ui.t("none"));

/** What arrives on average in training, and what at test time. */
export const verdict = (ui, now) => ui.t(agrees(now) ? "agree" : "differ", { train: fmt(now.exact.z), test: fmt(now.test.z) });

export function summary(ui, now) {
  const { s, mask, y, exact, test, run } = now;
  const off = UNITS.filter((_, i) => !mask[i]);
  return [
    ui.t(s.mode === "train" ? "sumTrain" : "sumEval", { p: short(s.p), off: list(off, ui), y: fmt(y, 3) }),
    run && ui.t("sumDraws", { n: s.draws, off: fmt(run.off), average: fmt(run.y, 3) }),
    verdict(ui, now),
    ui.t("sumOutput", { exact: fmt(exact.y, 3), test: fmt(test.y, 3) }),
  ]
    .filter(Boolean)
    .join(" ");
}
