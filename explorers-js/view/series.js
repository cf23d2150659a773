// Up to nine series and three of the reader's own, told apart by colour, dash and marker together:
// hue says the family, dash and marker the member. Colours are safe for colour-blind eyes.

import { svg } from "./dom.js";

const SOLID = [];
const DASHED = [7, 4];
const DOTTED = [2, 3];
const OWN_DASH = [11, 3, 2, 3];

// Filled outlines about (0, 0), all of about the same area.
const MARKERS = {
  circle: "M-4,0A4,4 0 1 0 4,0A4,4 0 1 0 -4,0Z",
  square: "M-3.6,-3.6H3.6V3.6H-3.6Z",
  diamond: "M0,-5.2L5.2,0L0,5.2L-5.2,0Z",
  up: "M0,-5L4.9,3.7H-4.9Z",
  down: "M0,5L4.9,-3.7H-4.9Z",
  pentagon: "M0,-4.8L4.6,-1.5L2.8,3.9H-2.8L-4.6,-1.5Z",
  star: "M0,-6L1.6,-2.1L5.7,-1.8L2.6,.8L3.5,4.8L0,2.6L-3.5,4.8L-2.6,.8L-5.7,-1.8L-1.6,-2.1Z",
  plus: "M-1.7,-5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5V-1.7H-1.7Z",
  cross: "M0,-2.4L2.6,-5L5,-2.6L2.4,0L5,2.6L2.6,5L0,2.4L-2.6,5L-5,2.6L-2.4,0L-5,-2.6L-2.6,-5Z",
  flag: "M-3.5,-5.5L5,-1.5L-3.5,2.5Z",
};

const style = (light, dark, dash, marker) => ({ light, dark, dash, marker, path: MARKERS[marker] });

/** Plain, then two families of three and one of two; `own` is for what readers bring themselves. */
export const series = {
  plain: [style("#1b1f24", "#eceff3", SOLID, "circle")],
  blue: [style("#0072b2", "#5ab8ee", SOLID, "square"), style("#2f8fc6", "#a9d9f7", DASHED, "diamond")],
  green: [
    style("#008f68", "#36d6a6", SOLID, "up"),
    style("#6a7f00", "#bcd34f", DASHED, "down"),
    style("#7d6a4d", "#cdb994", DOTTED, "pentagon"),
  ],
  red: [
    style("#d55e00", "#ff9a4d", SOLID, "star"),
    style("#b3468a", "#ee9ccb", DASHED, "plus"),
    style("#9c1c2e", "#ff8793", DOTTED, "cross"),
  ],
  own: ["flag", "diamond", "circle"].map((marker) => style("#7a2fb5", "#d3a8ff", OWN_DASH, marker)),
};

/** A short piece of the line with its marker, for a legend. It takes its colour from `color`. */
export const seriesSwatch = ({ dash, path }) =>
  svg(
    "svg",
    { class: "series-swatch", width: 34, height: 14, viewBox: "-17 -7 34 14", "aria-hidden": "true" },
    svg("line", { x1: -17, x2: 17, y1: 0, y2: 0, stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": dash.join(" ") }),
    svg("path", { d: path, fill: "currentColor" }),
  );

/** Draw a polyline of pixels [x0, y0, x1, y1, …] with markers at every `every`-th point and a larger last one. */
export function drawSeries(ctx, pixels, { path, dash }, { color, halo, every = 1, width = 2 }) {
  const n = pixels.length / 2;
  const marker = new Path2D(path);
  ctx.lineJoin = "round";
  ctx.lineWidth = width;
  ctx.strokeStyle = ctx.fillStyle = color;
  ctx.setLineDash(dash);
  ctx.beginPath();
  for (let k = 0; k < n; k++) ctx.lineTo(pixels[2 * k], pixels[2 * k + 1]);
  ctx.stroke();
  ctx.setLineDash([]);
  const mark = (k, scale) => {
    ctx.save();
    ctx.translate(pixels[2 * k], pixels[2 * k + 1]);
    ctx.scale(scale, scale);
    if (scale > 1) {
      ctx.strokeStyle = halo;
      ctx.lineWidth = 3;
      ctx.stroke(marker);
    }
    ctx.fill(marker);
    ctx.restore();
  };
  for (let k = every; k < n - 1; k += every) mark(k, 0.62);
  mark(n - 1, 1.25);
}
