// The points with their pulls on the line, and the loss and its derivative with the points on them.

import { drawArrow, polyline } from "../../kit.js";
import { FIRST } from "./model.js";

const END = 10.1; // of the lines; their names follow
const DASH = { mse: [], mae: [8, 4], huber: [3, 3] };

function dot({ ctx }, px, py, square, { colors }) {
  for (const [color, grown] of [[colors.panel, 1.25], [square ? colors.one : colors.ink, 0]]) { // prettier-ignore
    const r = (square ? 4.5 : 4) + grown;
    ctx.fillStyle = color;
    ctx.beginPath();
    if (square) ctx.rect(px - r, py - r, 2 * r, 2 * r);
    else ctx.arc(px, py, r, 0, 7);
    ctx.fill();
  }
}

/** The chosen loss comes last, bold and solid; the others are faint. `draw(fit, stroke)`. */
function eachFit({ fits, chosen }, { colors }, draw) {
  for (const fit of fits.toSorted((a, b) => (a === chosen) - (b === chosen))) {
    const bold = fit === chosen;
    draw(fit, { color: bold ? colors.zero : colors.muted, width: bold ? 3 : 1.4, dash: bold ? [] : DASH[fit.name] });
  }
}

/** Lines, errors (dotted) and pulls (arrows); gives where the lines end. Points A and B are grips. */
export function drawPoints(plot, now, look) {
  const { x, t, chosen } = now;
  const { colors, theme } = look;
  const ends = [];
  plot.begin();
  eachFit(now, look, (fit, stroke) => {
    const line = (v) => fit.w * v + fit.b;
    polyline(plot, [[0, line(0)], [END, line(END)]], stroke); // prettier-ignore
    ends.push({ name: look.names[fit.name], style: { [theme]: stroke.color }, x: plot.x(END), y: plot.y(line(END)) });
  });
  x.forEach((v, i) => {
    const answer = t[i] + chosen.errors[i];
    polyline(plot, [[v, answer], [v, t[i]]], { color: colors.muted, width: 1.5, dash: [2, 3] }); // prettier-ignore
    if (chosen.pulls[i]) drawArrow(plot, [v, answer], [0, -chosen.pulls[i]], { color: i < FIRST ? colors.ink : colors.one, halo: colors.panel });
  });
  x.slice(0, FIRST).forEach((v, i) => dot(plot, plot.x(v), plot.y(t[i]), false, look));
  plot.end();
  return ends;
}

/** A curve of the error for each loss, by `key`, and the points on that of the chosen one, at `places`. */
export function drawCurve(plot, now, { key, places }, look) {
  const { far, chosen } = now;
  plot.begin();
  polyline(plot, [[-far, 0], [far, 0]], { color: look.colors.line, width: 1 }); // prettier-ignore
  polyline(plot, [[0, -1e3], [0, 1e3]], { color: look.colors.line, width: 1 }); // prettier-ignore
  eachFit(now, look, (fit, stroke) => {
    const grid = Array.from({ length: 401 }, (_, k) => ((k - 200) / 200) * far);
    polyline(plot, grid.map((e) => [e, fit[key](e)]), stroke); // prettier-ignore
  });
  chosen.errors.forEach((e, i) => dot(plot, plot.x(e), plot.y(chosen[places][i]), i >= FIRST, look));
  plot.end();
}
