// What depth_gradient shows, in words.

import { fmt, short, significant } from "../../kit.js";
import { levelGain, oddity, sizeOf, verdict } from "./model.js";

/** A size of any kind: 2.5·10⁻⁹, 0, inf or NaN. */
export const size = (v) => oddity(v) ?? significant(v);

export const multiplies = (ui, { factor, s }) => (factor === null ? ui.t("noFactor") : ui.t(`factor_${s.kind}`, { r: significant(factor) }));

export function summary(ui, now) {
  const { s, inputs, weights, slopes, curve } = now;
  const words = { act: ui.strings[`activation_${s.activation}`], l: s.depth, g: short(s.gain), w: significant(sizeOf(s)), b: s.batch, p: s.precision };
  const level = levelGain(curve);
  return [
    ui.t(`sum_${s.kind}`, words),
    ui.t(`sumInputs_${s.kind}`, { a: size(inputs[0]), b: size(inputs.at(-1)), l: s.depth }),
    ui.t(`sumWeights_${s.kind}`, { a: size(weights[0]), b: size(weights.at(-1)), l: s.depth }),
    multiplies(ui, now),
    ui.t("sumAlone", { w: significant(now.alone), a: fmt(Math.min(...slopes)), b: fmt(Math.max(...slopes)) }),
    s.depth > 1 && (level === null ? ui.t("sumNever") : ui.t("sumLevel", { g: short(level) })),
    ui.t(`verdict_${verdict(now)}`),
  ]
    .filter(Boolean)
    .join(" ");
}
