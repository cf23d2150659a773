// The valley with both paths, and what each batch size costs.

import { attr, clamp, drawPaths } from "../../kit.js";
import { SIZES, START } from "./model.js";

/** Contours, the spread of the next step, both paths; gives where the paths end. */
export function drawPlane(plot, map, { loss, runners, ellipse }, { colors, theme }) {
  const { ctx, x, y } = plot;
  const look = { colors, theme };
  plot.begin();
  map.draw(plot, loss.f, {
    key: "line", lowest: loss.f(...loss.minimum), step: 0, color: colors.zero, line: colors.muted, strength: theme === "dark" ? 0.3 : 0.22,
  }); // prettier-ignore
  const [mx, my] = [x(loss.minimum[0]), y(loss.minimum[1])];
  stroke(ctx, () => [[6, 0], [0, 6]].forEach(([dx, dy]) => (ctx.moveTo(mx - dx, my - dy), ctx.lineTo(mx + dx, my + dy))), { color: colors.ink, width: 2.5 }); // prettier-ignore
  const ends = drawPaths(plot, runners, look);
  drawSpread(plot, ellipse, colors);
  ctx.fillStyle = colors.ink;
  ctx.beginPath();
  ctx.arc(x(START[0]), y(START[1]), 4.5, 0, 7);
  ctx.fill();
  plot.end();
  return ends;
}

function stroke(ctx, trace, { color, width, dash = [] }) {
  Object.assign(ctx, { strokeStyle: color, lineWidth: width });
  ctx.setLineDash(dash);
  ctx.beginPath();
  trace();
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawSpread({ ctx, x, y }, [[cx, cy], [ax, ay], [bx, by]], colors) {
  if (!Number.isFinite(cx + cy) || Math.hypot(cx, cy) > 100) return; // the path is lost
  const trace = () => {
    for (let k = 0; k < 72; k++) {
      const [c, d] = [Math.cos((k * Math.PI) / 36), Math.sin((k * Math.PI) / 36)];
      ctx.lineTo(x(cx + c * ax + d * bx), y(cy + c * ay + d * by));
    }
    ctx.closePath();
  };
  stroke(ctx, trace, { color: colors.panel, width: 5 });
  stroke(ctx, trace, { color: colors.one, width: 2.25 });
}

/** The cost of each size on a logarithmic scale, that of the chosen one on a bar; triangles, named by `never`, do not get there. */
export function drawCosts(plot, { costs, s, best }, { colors }, never) {
  const { ctx, box, x, y } = plot;
  const at = ({ cost }, i) => [x(i), cost < Infinity ? clamp(y(Math.log10(cost)), box.y0, box.y1) : box.y0 + 10];
  const here = x(SIZES.indexOf(s.batch));
  plot.begin();
  ctx.fillStyle = colors.faint;
  ctx.fillRect(here - 9, box.y0, 18, box.y1 - box.y0);
  stroke(ctx, () => costs.forEach((cost, i) => cost.cost < Infinity && ctx.lineTo(...at(cost, i))), { color: colors.zero, width: 2 });
  costs.forEach((cost, i) => {
    const [px, py] = at(cost, i);
    const lost = cost.cost === Infinity;
    ctx.fillStyle = lost ? colors.bad : cost === best ? colors.one : colors.zero;
    ctx.beginPath();
    if (lost) for (const [dx, dy] of [[-6, 5], [6, 5], [0, -6]]) ctx.lineTo(px + dx, py + dy); // prettier-ignore
    else if (cost === best) ctx.rect(px - 5.5, py - 5.5, 11, 11);
    else ctx.arc(px, py, 4, 0, 7);
    ctx.fill();
  });
  plot.end();
  const lost = costs.flatMap(({ cost }, i) => (cost === Infinity ? [x(i)] : []));
  const half = plot.textWidth(never.textContent) / 2;
  const middle = (lost[0] + lost.at(-1)) / 2;
  never.toggleAttribute("hidden", !lost.length);
  if (lost.length) attr(never, { x: clamp(middle, box.x0 + 6 + half, box.x1 - 6 - half), y: box.y0 + 30 * plot.ui.rem });
}
