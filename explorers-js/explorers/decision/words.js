// What the summaries of both views say of the settings.

import { widthsOf } from "./model.js";
import { activationName } from "./settings.js";
import { inputNames } from "./weights.js";

/** The sentence of the summary about data and network. */
export function sumNet(ui, s, run) {
  const of = { inputs: inputNames(s).join(", "), layers: s.layers, units: widthsOf(s).join(", "), act: activationName(ui, s.activation) };
  return ui.t(s.layers ? "sumNet" : "sumFlat", { data: ui.t(`data_${s.data}`), n: run.sets[0].n, p: run.size, ...of });
}
