// What ravine shows, in words.

import { fmt, short, signed, significant } from "../../kit.js";
import { facts, mapTitle } from "./mapview.js";

const PLACES = ["atSaddle", "atMinimum", "atDeep", "atShallow"];

/** The next step, its gradient, what is remembered and where it goes, of both coordinates. */
function reasonText(ui, { reason, s }) {
  const pair = (values) => `(${values.map(signed).join(", ")})`;
  const parts = reason.arrows.map(({ name, role, by }) => `${name} (${ui.t(`arrow_${role}`)}) ${pair(by)}`);
  const [x, y] = reason.from.map((value) => fmt(value));
  return `${ui.t("whyTitle", { name: reason.name, n: s.steps + 1, x, y })}: g ${pair(reason.gradient)}, ${parts.join(", ")}.`;
}

export function summary(ui, now, map) {
  const { s, runners, finished, bounds } = now;
  const lost = runners.filter((runner) => runner.lost !== null);
  const at = (place) => finished.filter((runner) => runner.place === place).map(({ name }) => name);
  const key = s.surface === "ravine" ? "sumLosses" : "sumLossesAbove";
  return [
    ui.t(`sum_${s.surface}`, { k: short(s.kappa), angle: short(s.angle) }),
    ui.t("sumStart", { x: fmt(s.start[0]), y: fmt(s.start[1]) }),
    s.noise > 0 && ui.t("sumNoise", { noise: short(s.noise), seed: s.seed }),
    finished.length && ui.t(key, { n: s.steps, list: finished.map(({ name, loss }) => `${name} ${significant(loss)}`).join(", ") }),
    !runners.length && ui.t("sumNobody"),
    ...PLACES.map((place) => at(place).length && ui.t(place, { list: at(place).join(", ") })),
    lost.length && ui.t("sumLost", { list: lost.map(({ name, lost: k }) => ui.t("lostAt", { name, k })).join(", ") }),
    ...Object.values(bounds)
      .filter(({ on }) => on)
      .map((judged) => ui.t(judged.over ? "sumAbove" : "sumBelow", { ...judged, bound: significant(judged.bound), rate: short(judged.rate, 4) })),
    now.reason && reasonText(ui, now),
    map && [`${mapTitle(ui, map)}.`, ...facts(ui, map)].join(" "),
  ]
    .filter(Boolean)
    .join(" ");
}
