// Chapter `losses`: a line through points, two of which can be dragged off, and how hard each point pulls.

import { DraggablePoint, EndNames, Plot, attr, explorer, form, h, mark, player, segmented, short, slider, svg } from "../../kit.js";
import { drawCurve, drawPoints } from "./draw.js";
import { FIRST, NAMES, REACH, at, away, put, question, schema, side } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { numbers, pulls, summary } from "./summary.js";

const style = `
.curves { display: grid; gap: .3rem .8rem; grid-template-columns: repeat(2, minmax(0, 1fr)); align-content: start; }
@container (min-width: 34rem) { .curves { grid-template-columns: minmax(0, 1fr); } }
.scroll { overflow-x: auto; } .pulls { min-height: 4.2em; }
`;

const panel = (title, ...nodes) => h("div", { class: "stack" }, h("p", { class: "panel-title" }, title), ...nodes);
const narrow = (ui) => ui.host.clientWidth < 34 * 16 * ui.rem;

/** The plane of the points; A and B can be dragged. */
function planeOf(ui) {
  const plot = new Plot(ui, {
    x: [0, 13.2], y: [0, REACH], xLabel: "", yLabel: "", label: ui.t("plane"), tickCounts: [6, 5], aspect: () => (narrow(ui) ? 0.68 : 1.02),
  }); // prettier-ignore
  const names = new EndNames(plot);
  const grips = ["A", "B"].map((name, k) => {
    const tag = plot.marks.appendChild(svg("text", { class: "tag", "aria-hidden": "true" }, name));
    const point = new DraggablePoint(plot, {
      label: ui.t("grip", { name }),
      kind: "one",
      cue: k === 0 && "any",
      shape: mark(1),
      snap: 0.1,
      bigStep: 1,
      onMove: ([x, t]) => ui.set({ moved: ui.state.moved.with(k, [Math.min(x, REACH), t]) }),
    });
    return (place) => {
      point.draw(place);
      const [x, t] = place;
      const side = x > 8 ? -1 : 1; // clear of the names of the lines
      if (plot.width) attr(tag, { x: plot.x(x) + 11 * side, y: plot.y(t) + (t > 2 ? 20 : -10), "text-anchor": side > 0 ? "start" : "end" });
    };
  });
  return {
    element: h("div", { "data-field": "moved" }, panel(ui.t("plane"), plot.element)),
    draw(now, look) {
      if (plot.width) names.draw(drawPoints(plot, now, look), look);
      grips.forEach((draw, k) => draw([now.x[FIRST + k], now.t[FIRST + k]]));
    },
  };
}

/** The loss, or its derivative, over the error. */
function curveOf(ui, title, curve) {
  const plot = new Plot(ui, { x: [-8, 8], y: [0, 10], xLabel: "e", yLabel: "", label: ui.t(title), tickCounts: [4, 3], aspect: () => (narrow(ui) ? 0.72 : 0.44) });
  return {
    element: panel(ui.t(title), plot.element),
    draw(now, look) {
      plot.setDomain([-now.far, now.far], curve.range(now));
      if (plot.width) drawCurve(plot, now, curve, look);
    },
  };
}

/** A leaves its home step by step, down, or up where it was above. */
function playerOf(ui) {
  let where = -1;
  return player(ui, {
    speeds: [1, 3],
    interval: 40,
    playName: ui.t("pullAway"),
    count: () => away(ui.state),
    advance(n) {
      where = side(ui.state) || where;
      const before = away(ui.state);
      ui.set(put(ui.state, before + n, where));
      return away(ui.state) > before;
    },
    rewind() {
      where = side(ui.state) || where;
      ui.set(put(ui.state, 0, where));
    },
  });
}

function build(ui) {
  const controls = form(ui, schema, {
    loss: { as: segmented },
    delta: { as: slider, log: true, ticks: [0.1, 1, 10], show: (v) => `δ = ${short(v)}` },
  });
  const plane = planeOf(ui);
  const loss = curveOf(ui, "lossPanel", { key: "value", places: "values", range: ({ high }) => [-0.08 * high, high] });
  const slope = curveOf(ui, "slopePanel", { key: "slope", places: "pulls", range: ({ steep }) => [-steep, steep] });
  const names = Object.fromEntries(NAMES.map((name) => [name, ui.t(`loss_${name}`)]));
  const play = playerOf(ui);
  const how = h("div", { class: "progress pulls" });
  const all = h("div", {});
  let now;

  function draw(s) {
    now = at(s);
    const look = { colors: ui.colors, theme: ui.host.dataset.theme, names };
    controls.draw(s);
    for (const part of [plane, loss, slope]) part.draw(now, look);
    how.replaceChildren(...pulls(ui, now).map((line) => h("p", {}, line)));
    all.replaceChildren(numbers(ui, now));
  }

  return {
    picture: [plane.element, h("div", { class: "curves" }, loss.element, slope.element)],
    controls: [controls.loss, controls.delta],
    play: [play.element, how],
    more: [[ui.t("numbers"), all, h("p", { class: "whole" }, ui.t("formulas"))]],
    style,
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "robust_fit", strings, schema, build });
