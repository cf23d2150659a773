// What regions shows, in words.

import { fmt, short } from "../../kit.js";

/** A first-layer line as an equation: 0.50 x₁ − 1.00 x₂ + 0.25 = 0. */
function equation([w1, w2, b]) {
  const signed = (v) => `${v < 0 ? "−" : "+"} ${fmt(Math.abs(v))}`;
  return `${fmt(w1)} x₁ ${signed(w2)} x₂ ${signed(b)} = 0`;
}

export function summary(ui, { s, used, total, count, most, stages, added, lines }) {
  const first = stages[0]?.length ?? 1;
  return [
    ui.t(s.start === "fold" ? "sumFold" : "sumNet", { w: s.width, d: s.depth, seed: s.seed, r: short(s.reach) }),
    ui.t(used < total ? "sumSome" : "sumAll", { used, count, added }),
    used > s.width && ui.t("sumFirst", { first }),
    ui.t("sumFormula", { n: used, most }),
    s.lines.length > 0 && ui.t("sumLines", { lines: lines.slice(0, s.lines.length).map(equation).join("; ") }),
  ]
    .filter(Boolean)
    .join(" ");
}
