// Chapter `hyperparameters`: a hidden response, searched by hand, on a grid and at random.

import { DraggablePoint, Plot, button, decade, explorer, form, h, legendLine, player, seedField, segmented, short, slider, svg } from "../../kit.js";
import { drawAxis, drawPlane, drawReplays } from "./draw.js";
import { DECAYS, Model, RATES, question, schema, tried } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { standing, summary } from "./summary.js";

const style = ".stroke.own { border-top: 1.5px solid var(--one); } .cross { fill: none; stroke: var(--accent); stroke-width: 2; } .axes-apart { display: grid; gap: .3rem .6rem; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } @container (min-width: 34rem) { .axes-apart { grid-template-columns: minmax(0, 1fr); } }";
const panel = (title, ...nodes) => h("div", { class: "stack" }, h("p", { class: "panel-title" }, title), ...nodes);
const decades = (v) => (Number.isInteger(v) ? decade(v) : "");

/** The plane: press a place to try it, or move the cross and press Enter. */
class Plane {
  constructor(ui) {
    this.ui = ui;
    this.at = [-3.2, -3.8]; // where no trial of the opening hides it
    this.plot = new Plot(ui, { x: RATES, y: DECAYS, xLabel: "η", yLabel: "λ", label: ui.t("plane"), tickCounts: [5, 5], tickTexts: [decades, decades], left: 38, fit: true, aspect: (w) => (w < 300 ? 0.85 : 1) });
    this.cross = new DraggablePoint(this.plot, {
      label: ui.t("cross"),
      kind: "output",
      shape: svg("path", { class: "cross", d: "M-9,0H-3M3,0H9M0,-9V-3M0,3V9" }),
      snap: 0.1,
      bigStep: 0.5,
      onMove: (at) => {
        this.at = at;
        this.cross.draw(at); // at once: the next key goes on from here
      },
    });
    this.cross.grip.node.addEventListener("keydown", (event) => event.key === "Enter" && this.try());
    this.plot.svg.addEventListener("click", (event) => {
      if (event.target.closest(".grip")) return;
      this.at = this.plot.locate(event);
      this.cross.draw(this.at); // at once: a quick next press finds it there
      this.try();
    });
    this.plot.svg.style.cursor = "crosshair";
    this.element = h("div", { "data-field": "own trials" }, panel(ui.t("plane"), this.plot.element));
  }

  /** A trial where the cross is. */
  try() {
    const { ui } = this;
    const patch = tried(ui.state, this.at);
    if (patch) ui.set(patch);
    else ui.note(ui.t("spent", { n: ui.state.side ** 2 }));
  }

  draw(now) {
    if (!this.plot.width) return;
    drawPlane(this.plot, now, this.ui.colors);
    this.cross.draw(this.at);
  }
}

/** Accuracy on each axis alone. */
function axesOf(ui) {
  const plot = (domain, name, key) => new Plot(ui, { x: domain, y: [0, 108], xLabel: name, yLabel: "", label: ui.t(key), tickCounts: [3, 2], tickTexts: [decades, short], aspect: (w) => (w < 220 ? 0.62 : 0.48) });
  const plots = [plot(RATES, "η", "rateAxis"), plot(DECAYS, "λ", "decayAxis")];
  return {
    element: panel(ui.t("axes"), h("div", { class: "axes-apart" }, ...plots.map((p) => p.element))),
    draw: (now) => plots.forEach((p, axis) => p.width && drawAxis(p, now, axis, ui.colors)),
  };
}

/** The mean best so far of 500 replays. */
function replaysOf(ui) {
  const plot = new Plot(ui, { x: [0, 10], y: [0, 104], xLabel: ui.t("trials"), yLabel: "", label: ui.t("replays"), tickCounts: [5, 4], aspect: (w) => (w < 450 ? 0.5 : 0.26) });
  const legend = h("div", { class: "legend" }, legendLine("", ui.t("meanRandom")), legendLine("test", ui.t("meanGrid")), legendLine("own", ui.t("thisSearch")));
  return {
    element: panel(ui.t("replays"), plot.element, legend),
    draw(now) {
      const count = now.s.side ** 2;
      plot.setDomain([1 - count / 40, count + count / 40], [0, 104]);
      if (plot.width) drawReplays(plot, now, ui.colors);
    },
  };
}

function build(ui) {
  const model = new Model();
  const plane = new Plane(ui);
  const axes = axesOf(ui);
  const replays = replaysOf(ui);
  let now;
  /** Another setting of the search: all its trials are shown; the reader's own stay. */
  const search = (patch) => {
    const next = { ...ui.state, ...patch };
    ui.set({ ...patch, trials: next.method === "own" ? next.own.length : next.side ** 2 });
  };
  const searched = form(ui, schema, { method: { as: segmented }, scale: { as: segmented }, side: { as: slider, ticks: [2, 3, 5, 8], show: (v) => `${v} × ${v} = ${v * v}` } }, search);
  const seed = form(ui, schema, { seed: { as: seedField, on: (v) => ({ seed: v }) } }, (patch) => ui.set({ ...patch, own: [], trials: ui.state.method === "own" ? 0 : ui.state.trials }));
  const shown = form(ui, schema, { matters: { as: slider, step: 0.05, ticks: [0, 0.1, 0.5, 1], show: (v) => short(v) }, reveal: { as: segmented } });
  const play = player(ui, {
    speeds: [1, 4],
    interval: 500,
    playName: ui.t("search"),
    stepName: ui.t("oneTrial"),
    count: () => Math.min(ui.state.trials, model.at(ui.state).limit),
    advance(n) {
      const { limit } = model.at(ui.state);
      const trials = Math.min(limit, ui.state.trials + n);
      ui.set({ trials });
      return trials < limit;
    },
    rewind: () => ui.set({ trials: 0 }),
  });
  const here = button(ui.t("tryHere"), () => plane.try());
  play.element.append(here.element);
  const how = h("p", { class: "progress" });

  function draw(s) {
    now = model.at(s, ui.budget);
    for (const controls of [searched, seed, shown]) controls.draw(s);
    searched.scale.style.visibility = s.method === "own" ? "hidden" : "";
    how.textContent = standing(ui, now);
    plane.draw(now);
    axes.draw(now);
    replays.draw(now);
    return ui.pending(now.replays.complete);
  }

  return {
    picture: [plane.element, axes.element],
    controls: [searched.method, searched.scale, searched.side, shown.matters, shown.reveal],
    play: [play.element, how],
    below: [replays.element],
    more: [[ui.t("about"), h("p", {}, ui.t("explained")), seed.seed]],
    style,
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "search_space", strings, schema, build, keep: ["own"] });
