// What batch_norm shows, in words.

import { fmt } from "../../kit.js";
import { axisText } from "./tables.js";

const moments = ({ mean, variance }) => ({ m: fmt(mean), v: fmt(variance) });

export function summary(ui, now) {
  const { s, z, used, values, special, moved, outputMoments: out } = now;
  const { data, running } = now.history.at(-1);
  return [
    ui.t(s.mode === "train" ? "sumTrain" : "sumEval", { n: s.batches, size: z.length, ...moments(used) }),
    ui.t("sumOutputs", { m: fmt(out.mean), d: fmt(Math.sqrt(out.variance)) }),
    special && ui.t(special, values),
    s.odd !== 0 && z.length > 1 && ui.t("sumOdd", { d: fmt(s.odd), c: fmt(moved) }),
    ui.t("sumStream", { ...moments(data), rm: fmt(running.mean), rv: fmt(running.variance) }),
    axisText(ui, now),
  ]
    .filter(Boolean)
    .join(" ");
}
