// Paths of a race on a surface and its losses over the steps. A runner is { name, style, path, losses,
// n, lost, pace? }: x₀ y₀ x₁ y₁ …, its losses, the step to show, the step since which it has been lost, or
// null, and how far a step of it goes on the axis (1). A race is { runners, step, span, level? }: the place on
// the axis to look at, of so many that are computed, and a level { y, text } of the power of ten to compare with. `look` is { colors, theme, pointed, chosen }: whose names are pointed at and chosen.

import { drawLevel } from "./curves.js";
import { h, svg } from "./dom.js";
import { nameEnds } from "./parts.js";
import { Plot } from "./plot.js";
import { clamp, decade, short } from "./scale.js";
import { drawSeries } from "./series.js";
import { DraggableValue } from "./value_handle.js";

const DEEPEST = -8; // decades of the loss that the plot goes down at most
const FAR = 1e4; // pixels

/** What is pointed at is drawn last, over the others. */
const inOrder = (runners, pointed) => runners.toSorted((a, b) => (a.name === pointed) - (b.name === pointed));

function stroke(ctx, { name, style }, pixels, every, { pointed, chosen, colors, theme }) {
  ctx.globalAlpha = pointed && name !== pointed ? 0.22 : 1;
  const width = name === (pointed ?? chosen) ? 3 : 1.9;
  drawSeries(ctx, pixels, style, { color: style[theme], halo: colors.panel, every, width });
  ctx.globalAlpha = 1;
}

/** Since which step, up to n, a path has been outside (±half, ±half) with a loss above `high`; null if it is not. */
export function lostSince(path, losses, n, half, high) {
  const inside = (k) => Math.abs(path[2 * k]) <= half && Math.abs(path[2 * k + 1]) <= half;
  let lost = null;
  for (let k = n; k >= 0 && !(losses[k] <= high) && !inside(k); k--) lost = k;
  return lost;
}

/** Draw the paths; gives where they end, in pixels. */
export function drawPaths({ ctx, box, x, y }, runners, look) {
  const ends = [];
  for (const runner of inOrder(runners, look.pointed)) {
    const { name, style, path, lost } = runner;
    const n = lost === null ? runner.n : Math.min(runner.n, lost + 1); // what is lost is drawn no further
    const pixels = [];
    for (let k = 0; k <= n; k++) {
      const [px, py] = [x(path[2 * k]), y(path[2 * k + 1])];
      if (!Number.isFinite(px + py)) break;
      pixels.push(clamp(px, -FAR, FAR), clamp(py, -FAR, FAR));
    }
    // The last marker of a path that left the picture waits at its edge.
    const [px, py] = pixels.slice(-2);
    const [ex, ey] = [clamp(px, box.x0 + 6, box.x1 - 6), clamp(py, box.y0 + 6, box.y1 - 6)];
    pixels.push(ex, ey);
    stroke(ctx, runner, pixels, Math.max(1, Math.ceil(n / 30)), look);
    ends.push({ name, style, x: ex, y: ey });
  }
  return ends;
}

/** The steps and the decades of the loss that the curves need; `beyond` leaves room for names after the last step. */
function lossDomain({ span, runners }, beyond) {
  const decades = ([from, to], loss) =>
    loss > 0 && loss < Infinity ? [Math.min(from, Math.log10(loss)), Math.max(to, Math.log10(loss))] : [from, to];
  let low = -4;
  let high = 0;
  for (const { losses, n } of runners) {
    low = losses.subarray(0, n + 1).reduce((least, loss) => decades([least, 0], loss)[0], low);
    high = decades([0, high], losses[0])[1];
  }
  return [[0, beyond * span], [Math.max(DEEPEST, 2 * Math.floor(low / 2)), Math.floor(high) + 1]];
}

/** Draw the losses up to the present step; gives where the curves end, in pixels. */
function drawLosses(plot, { step, span, runners, level }, look) {
  const { ctx, box, x, y } = plot;
  const ends = [];
  ctx.strokeStyle = look.colors.muted;
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 4]);
  ctx.beginPath();
  ctx.moveTo(x(step), box.y0);
  ctx.lineTo(x(step), box.y1);
  ctx.stroke();
  ctx.setLineDash([]);
  if (level) drawLevel(plot, { ...level, color: look.colors.muted });
  for (const runner of inOrder(runners, look.pointed)) {
    const [pixels, pace] = [[], runner.pace ?? 1];
    for (let k = 0; k <= runner.n; k++) {
      const loss = runner.losses[k];
      if (Number.isNaN(loss)) break;
      pixels.push(x(k * pace), clamp(y(Math.log10(Math.max(loss, 1e-16))), -FAR, FAR));
    }
    stroke(ctx, runner, pixels, Math.ceil(span / 6 / pace), look);
    const [ex, ey] = pixels.slice(-2);
    ends.push({ name: runner.name, style: runner.style, x: ex, y: clamp(ey, box.y0, box.y1) });
  }
  return ends;
}

/** Names at the ends of lines, each in the colour of its line. */
export class EndNames {
  #nodes = new Map();

  constructor(plot) {
    this.plot = plot;
    this.group = plot.marks.appendChild(svg("g", { "aria-hidden": "true" }));
  }

  /** Those that are not pointed at fade, unless they are `clear`. */
  draw(ends, { theme, pointed }) {
    const labels = ends.map(({ name, style, x, y, clear }) => {
      if (!this.#nodes.has(name)) this.#nodes.set(name, svg("text", { class: "tag end" }));
      const node = this.#nodes.get(name);
      node.style.setProperty("--own", style[theme]);
      node.style.opacity = pointed && name !== pointed && !clear ? 0.3 : 1;
      return { node, text: name, x, y };
    });
    this.group.replaceChildren(...labels.map(({ node }) => node));
    nameEnds(this.plot, labels);
  }
}

/** The losses of a race on a logarithmic scale, and the step to look at, which can be dragged. */
export class LossPlot {
  /** `look(step)` says which step the reader wants to see. */
  constructor(ui, { label, stepLabel, look }) {
    this.plot = new Plot(ui, {
      x: [0, 36],
      y: [-4, 1],
      xLabel: "",
      yLabel: "",
      left: 36,
      label,
      aspect: (w) => (w < 450 ? 0.55 : 0.27),
      tickCounts: [4, 3],
      tickTexts: [short, decade],
    });
    this.names = new EndNames(this.plot);
    this.step = new DraggableValue(this.plot, {
      label: stepLabel,
      kind: "mover output",
      cue: true,
      shape: svg("path", { class: "knob", d: "M0,-8L7,6H-7Z" }),
      range: [0, 36],
      snap: 1,
      bigStep: 10,
      show: (n) => short(n),
      onChange: look,
    });
    this.title = h("p", { class: "panel-title" });
    this.element = h("div", { class: "stack" }, this.title, this.plot.element);
  }

  draw(race, title, look) {
    const { plot } = this;
    const room = plot.width - plot.left;
    this.title.textContent = title;
    plot.setDomain(...lossDomain(race, plot.width ? room / (room - 100 * plot.ui.rem) : 1.2));
    this.step.setRange([0, race.span]);
    if (!plot.width) return;
    plot.begin();
    this.names.draw(drawLosses(plot, race, look), look);
    plot.end();
    this.step.draw(race.step, plot.domain.y[0]);
  }
}
