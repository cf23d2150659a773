// What activation_zoo shows, in words.

import { fmt, short, significant } from "../../kit.js";
import { parameterOf } from "./model.js";

const percent = (share) => fmt(100 * share, 1);

export function summary(ui, { s, layers, last, kept }) {
  const parameter = parameterOf(s.activation);
  const name = ui.strings[`activation_${s.activation}`];
  const act = parameter ? ui.t("sumParameter", { act: name, name: ui.t(`short_${parameter}`), value: short(s[parameter]) }) : name;
  const dead = layers.reduce((sum, layer) => sum + layer.dead, 0) / layers.length;
  return [
    ui.t("sumNet", { act, d: s.depth, s: short(s.scale), g: short(s.gain), b: short(s.bias) }),
    ui.t("sumFirst", { f: percent(layers[0].flat) }),
    ui.t("sumLast", { d: s.depth, m: fmt(last.mean), sd: significant(last.std), own: significant(last.own), f: percent(last.flat) }),
    ui.t("sumDead", { p: percent(dead) }),
    ui.t("sumKept", { k: significant(kept) }),
  ].join(" ");
}
