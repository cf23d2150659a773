// The function with the values that it gets.

import { bars } from "../../kit.js";
import { FLAT } from "./model.js";

/** The least and the largest value that the panel of the curves shows. */
export const CURVES = [-1.6, 2.4];
const FLOOR = 1.1; // height of the distribution at its foot

function path({ ctx, box, x, y }, f, color, width, dash = []) {
  Object.assign(ctx, { strokeStyle: color, lineWidth: width, lineJoin: "round" });
  ctx.setLineDash(dash);
  ctx.beginPath();
  let last = null;
  for (let px = box.x0; px <= box.x1; px += 0.5) {
    const value = f(x.invert(px));
    if (last !== null && Math.abs(value - last) > 0.45) ctx.moveTo(px, y(value)); // a jump, not a slope
    else ctx.lineTo(px, y(value));
    last = value;
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

/** φ, φ′, where φ is flat, and what the last layer feeds it. */
export function drawCurve(plot, { phi, last }, colors) {
  const { ctx, box, x, y } = plot;
  plot.begin();
  ctx.fillStyle = colors.faint;
  for (let px = box.x0; px < box.x1; px++) if (Math.abs(phi.grad(x.invert(px + 0.5))) < FLAT) ctx.fillRect(px, box.y0, 1.25, box.y1 - box.y0);
  ctx.globalAlpha = 0.45;
  bars(plot, last.z, { base: CURVES[0], height: FLOOR, color: colors.muted });
  ctx.globalAlpha = 1;
  Object.assign(ctx, { strokeStyle: colors.line, lineWidth: 1 });
  ctx.beginPath();
  ctx.moveTo(box.x0, y(0));
  ctx.lineTo(box.x1, y(0));
  ctx.moveTo(x(0), box.y0);
  ctx.lineTo(x(0), box.y1);
  ctx.stroke();
  path(plot, phi.grad, colors.unit2, 2.25, [6, 4]);
  path(plot, phi.f, colors.zero, 2.75);
  plot.end();
}
