// What bug_zoo shows, in words.

import { fmt, significant } from "../../kit.js";
import { isHealed } from "./model.js";

export const percent = (share) => `${fmt(100 * share, 0)}%`;
const norm = (value) => (value < 1e-9 ? "0" : significant(Number(value.toPrecision(2))));

/** What the tests say, by the name of the test. */
export function results(found) {
  const answers = found.outputs.at(-1);
  return {
    first: fmt(found.first),
    highest: fmt(found.highest),
    losses: found.loss.map((v) => fmt(v)),
    accuracies: found.accuracy.map(percent),
    reordered: percent(found.reordered),
    gap: percent(found.widest),
    dead: found.dead.map(percent),
    norms: found.norms.map(norm),
    update: fmt(found.update),
    repeats: fmt(found.repeats),
    range: [Math.min(...answers), Math.max(...answers)].map((v) => fmt(v, 1)),
  };
}

function told(ui, sentence, who, found) {
  const { losses, accuracies, dead, norms, range, ...rest } = results(found);
  const values = { who, loss: losses[0], fresh: losses[1], right: accuracies[0], rightFresh: accuracies[1], low: range[0], high: range[1] };
  return ui.t(sentence, { ...rest, ...values, dead: dead.join(", "), norms: norms.join(", ") });
}

/** Whether the treatment helps. */
export const verdict = ({ s }) => (s.cured === "none" ? "untreated" : isHealed(s) ? "healed" : "sick");

export const nameOf = (ui, { s }) => ui.t("patient", { n: s.case });

export function summary(ui, now) {
  const { s, n, patient, beside } = now;
  const other =
    s.cured === "none"
      ? told(ui, "sumHealthy", ui.t("healthyNetwork"), beside)
      : told(ui, "sumCourse", ui.t("treated", { n: s.case, cure: ui.t(`cured_${s.cured}`) }), beside);
  return [ui.t("sumEpochs", { n }), told(ui, "sumCourse", nameOf(ui, now), patient), other, ui.t(`verdict_${verdict(now)}`)].join(" ");
}
