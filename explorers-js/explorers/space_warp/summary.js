// What space_warp shows, in words.

import { fmt } from "../../kit.js";
import { pair } from "./model.js";

export function summary(ui, { s, steps, losses, hidden, correct, together, diverged }) {
  const list = (indices) => indices.map((k) => pair(s.points[k])).join(", ");
  const wrong = correct.flatMap((ok, k) => (ok ? [] : [k]));
  return [
    ui.t("sumNetwork", { act: ui.t(`activation_${s.activation}`), start: ui.t(s.start === "hand" ? "sumHand" : "sumSeed", s) }),
    s.steps > 0 && ui.t("sumSteps", { n: steps }),
    ui.t("sumRight", { n: 4 - wrong.length }),
    wrong.length && ui.t("sumWrong", { list: list(wrong) }),
    s.activation !== "step" && ui.t("sumLoss", { loss: fmt(losses.at(-1), 3) }),
    ...together.map((group) => ui.t("sumTogether", { list: list(group), at: `(${fmt(hidden[group[0]][0])}, ${fmt(hidden[group[0]][1])})` })),
    !together.length && ui.t("sumApart"),
    s.activation === "step" && s.steps > 0 && ui.t("zeroGradient"),
    diverged && ui.t("sumDiverged"),
  ]
    .filter(Boolean)
    .join(" ");
}
