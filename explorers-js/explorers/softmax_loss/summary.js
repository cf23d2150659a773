// What softmax_loss shows, in words.

import { fmt, short, significant } from "../../kit.js";
import { answer } from "./model.js";

const row = (values, digits = 3) => `(${Array.from(values, (v) => fmt(v, digits)).join(", ")})`;

/** How far both runs are. */
export const progress = (ui, { s, ce, mse }) =>
  ui.t("progress", { n: s.steps, y: s.label, ce: significant(ce.right.at(-1)), mse: significant(mse.right.at(-1)) });

export function summary(ui, now) {
  const { s, ce, mse } = now;
  const run = (name, { p, loss, gradient }) =>
    ui.t("sumRun", { name: ui.t(name), p: row(p), loss: significant(loss), g: row(gradient), answer: answer(p), verdict: ui.t(answer(p) === s.label ? "isRight" : "isWrong") });
  return [
    ui.t("sumState", { z: `(${[s.z1, s.z2, s.z3].map((v) => short(v)).join(", ")})`, y: s.label, t: short(s.temperature) }),
    progress(ui, now),
    run("ce", ce),
    run("mse", mse),
  ].join(" ");
}
