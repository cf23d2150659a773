// What ravine shows, in words.

import { fmt, short, significant } from "../../kit.js";

const PLACES = ["atSaddle", "atMinimum", "atDeep", "atShallow"];

export function summary(ui, { s, runners, finished, bounds }) {
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
  ]
    .filter(Boolean)
    .join(" ");
}
