// What perceptron shows, in words.

import { short } from "../../kit.js";
import { pair, signed } from "./model.js";

/** What the rule has just done: the example, its sum, and what became of the weights. */
export function lastStep(ui, { steps, last, x, t }) {
  if (!last) return ui.t("notYet");
  const { k, z, wrong } = last;
  const change = !wrong ? "stepRight" : t[k] ? "stepAdd" : "stepSubtract";
  return [
    ui.t("stepAt", { n: steps, k: k + 1, all: x.length, x: pair(x[k]), t: t[k], z: short(z, 3) }),
    wrong && z === 0 && ui.t("onLine"),
    ui.t(change),
  ]
    .filter(Boolean)
    .join(" ");
}

/** How it stands: mistakes, and whether it has settled or goes round. */
export function standing(ui, { steps, mistakes, settled, cycle, x }) {
  return [
    ui.t("mistakesAre", { n: mistakes.at(-1) }),
    settled && ui.t("settled", { e: steps / x.length }),
    cycle && ui.t("cycle", cycle),
  ]
    .filter(Boolean)
    .join(" ");
}

/** Whether (R/γ)² holds, and what it is. */
export function boundOf(ui, { margin, bound, fromZero }) {
  if (!margin) return ui.t("noBound");
  return fromZero ? ui.t("bound", { bound: short(bound) }) : ui.t("boundFromZero", { bound: short(bound) });
}

export function summary(ui, now) {
  const { s, x, weights, distances, correct, answers } = now;
  const wrong = correct.flatMap((ok, k) => (ok ? [] : [k]));
  const [w1, w2, b] = weights.map((value) => short(value, 3));
  const list = (distances && x.length <= 8 ? x.map((_, k) => k) : wrong).map((k) => `${pair(x[k])}${distances ? ` ${signed(distances[k])}` : ""}`).join(", ");
  return [
    ui.t("sumData", { data: ui.t(`data_${s.data}`), n: x.length, w1, w2, b }),
    !distances && ui.t("sumNoLine", { t: answers[0] }),
    ui.t("sumRight", { n: x.length - wrong.length, all: x.length }),
    wrong.length && ui.t("sumWrong", { list: wrong.map((k) => pair(x[k])).join(", ") }),
    distances && list && ui.t("sumDistances", { list }),
    lastStep(ui, now),
    standing(ui, now),
    boundOf(ui, now),
  ]
    .filter(Boolean)
    .join(" ");
}
