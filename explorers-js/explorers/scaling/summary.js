// What scaling shows, in words.

import { short, significant } from "../../kit.js";

/** The condition number and what it costs. */
export const price = (ui, { kappa, plain, heavy }) =>
  ui.t("price", { kappa: significant(kappa), plain: short(plain), heavy: short(heavy) });

/** How far the path has come. */
export const progress = (ui, { s, left }) => ui.t("progress", { n: s.steps, left: significant(100 * left) });

export const summary = (ui, now) =>
  [
    ui.t(`state_${now.s.prepared}`, { unit: now.s.unit, r: short(now.s.correlation), m: short(now.s.mean) }),
    price(ui, now),
    progress(ui, now),
  ].join(" ");
