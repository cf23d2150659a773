// What search_space shows, in words.

import { fmt, short, significant } from "../../kit.js";

const percent = (value) => fmt(value, 1);

/** The best trial so far. */
export function standing(ui, { s, places, scores, best, limit }) {
  if (best < 0) return ui.t("nothingYet");
  const [eta, lambda] = places[best].map((v) => significant(10 ** v));
  return ui.t("bestIs", { n: places.length, all: s.method === "own" ? s.side ** 2 : limit, p: percent(scores[best]), eta, lambda });
}

export function summary(ui, now) {
  const { s, rates, decays, places, optimum, replays, hit } = now;
  const count = s.side ** 2;
  return [
    ui.t(`sum_${s.method}`, { k: s.side, n: count, scale: ui.t(`scale_${s.scale}`) }),
    standing(ui, now),
    places.length > 0 && ui.t("sumDifferent", { rates, decays }),
    s.reveal === "shown" && ui.t("sumOptimum", { eta: significant(10 ** optimum[0]), lambda: significant(10 ** optimum[1]) }),
    ui.t("sumReplays", { n: count, w: short(s.matters), grid: percent(replays.grid.at(-1)), random: percent(replays.random.at(-1)), ahead: fmt(100 * replays.ahead, 0) }),
    ui.t("sumHit", { n: count, hit: percent(100 * hit) }),
  ]
    .filter(Boolean)
    .join(" ");
}
