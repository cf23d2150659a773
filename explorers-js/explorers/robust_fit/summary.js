// What robust_fit shows, in words.

import { fmt, h, short, table } from "../../kit.js";
import { FIRST } from "./model.js";

const withSign = (value, digits = 2) => (Number(value.toFixed(digits)) > 0 ? "+" : "") + fmt(value, digits);
const lossName = (ui, { loss, delta }) => ui.t(`name_${loss}`, { delta: short(delta) });

/** Which way a point pulls the line, and how hard. */
function pullOf(ui, pull) {
  if (pull === 0) return ui.t("none");
  return ui.t(pull > 0 ? "down" : "up", { pull: fmt(Math.abs(pull)) });
}

const pointOf = (ui, { x, t, chosen }, i, key) =>
  ui.t(key, { name: "AB"[i - FIRST], x: short(x[i]), t: short(t[i]), error: withSign(chosen.errors[i]), pull: pullOf(ui, chosen.pulls[i]) });

/** The two that can be moved, and the hardest pull among the ten others: a sentence each. */
export function pulls(ui, now, key = "short") {
  const hardest = Math.max(...now.chosen.pulls.slice(0, FIRST).map(Math.abs));
  return [pointOf(ui, now, FIRST, key), pointOf(ui, now, FIRST + 1, key), ui.t("hardest", { pull: fmt(hardest) })];
}

export function summary(ui, now) {
  const { s, fits, alone, chosen } = now;
  const [mse, mae, huber] = fits.map(({ w }) => fmt(w));
  return [
    ui.t("line", { loss: lossName(ui, s), w: fmt(chosen.w), b: fmt(chosen.b) }),
    ui.t("slopes", { mse, mae, huber, delta: short(s.delta), alone: fmt(alone[0]) }),
    ...pulls(ui, now, "point"),
  ].join(" ");
}

/** All points with error, loss and derivative. */
export function numbers(ui, { s, x, t, chosen }) {
  const rows = x.map((v, i) => [
    i < FIRST ? String(i + 1) : "AB"[i - FIRST],
    short(v),
    short(t[i]),
    withSign(chosen.errors[i]),
    fmt(chosen.values[i]),
    withSign(chosen.pulls[i]),
  ]);
  const head = [ui.t("pointHead"), "x", "t", "e", "ℓ(e)", "ℓ′(e)"];
  return h("div", { class: "scroll" }, table({ caption: lossName(ui, s), head, rows }));
}
