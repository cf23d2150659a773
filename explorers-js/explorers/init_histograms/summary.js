// What init_histograms shows, in words.

import { fmt, short, significant } from "../../kit.js";
import { verdict } from "./model.js";

export function summary(ui, now) {
  const { s, layers, weight } = now;
  const [first, last] = [layers[0], layers.at(-1)];
  const what = s.init === "zeros" || s.init === "equal" ? "sumEqual" : "sumRandom";
  const different = layers.map((layer) => layer.different);
  return [
    ui.t("sumNet", { act: ui.strings[`activation_${s.activation}`], l: s.depth, u: s.units }),
    ui.t(what, { w: weight < 0.01 ? significant(weight) : short(weight) }),
    ui.t("sumForward", { a: significant(first.forward.std), b: significant(last.forward.std), l: s.depth, f: fmt(100 * last.flat, 0) }),
    ui.t("sumBackward", { a: significant(first.backward.std), b: significant(last.backward.std), l: s.depth }),
    ui.t("sumTwins", { a: Math.min(...different), b: Math.max(...different), u: s.units }),
    ui.t(`verdict_${verdict(now)}`),
  ].join(" ");
}
