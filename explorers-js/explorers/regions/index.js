// Chapter `activations`: the plane cut into the regions on which a small ReLU network is linear.

import { DraggableLine, Plot, button, explorer, fmt, form, h, player, seedField, segmented, short, slider, table } from "../../kit.js";
import { drawRegions } from "./draw.js";
import { ALL, DRAGGED, at, census, moved, question, schema, unitsAt } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { summary } from "./summary.js";

/** The plane with its regions, and the lines of the first layer that can be dragged. */
class Plane {
  /** `move(unit, line)` says where the reader has put a line of the first layer. */
  constructor(ui, move) {
    this.ui = ui;
    const domain = [-1, 1];
    this.plot = new Plot(ui, { x: domain, y: domain, xLabel: "x₁", yLabel: "x₂", label: ui.t("plane"), fit: true });
    this.lines = Array.from(
      { length: DRAGGED },
      (_, unit) =>
        new DraggableLine(this.plot, {
          kind: "output",
          name: String(unit + 1),
          moveLabel: ui.t("moveLine", { k: unit + 1 }),
          turnLabel: ui.t("turnLine", { k: unit + 1 }),
          rest: 0.2 + 0.2 * unit,
          cue: unit === 0,
          onChange: (line) => {
            this.held = true;
            move(unit, line);
          },
        }),
    );
    this.element = h("div", { class: "stack plane", "data-field": "lines seed" }, this.plot.element, h("p", { class: "hint wordy" }, ui.t("shadeNote")));
  }

  draw(now) {
    const { plot, lines, ui } = this;
    const { reach } = now.s;
    plot.setDomain([-reach, reach], [-reach, reach]);
    if (!plot.width) return;
    // Grips stay where the reader has put them until something else moves the lines.
    const shown = String([reach, now.lines]);
    if (shown !== this.shown && !this.held) for (const line of lines) Object.assign(line, { anchor: null, turnSide: 1 });
    Object.assign(this, { shown, held: false });
    drawRegions(plot, now, ui.colors);
    lines.forEach((line, unit) => {
      const counted = unit < Math.min(now.s.width, now.used);
      line.group.style.display = counted ? "" : "none";
      if (counted) line.draw(now.lines[unit]);
    });
  }
}

/** Twelve units in one layer or more, over twenty seeds; each row can be looked at. */
function arrangements(ui) {
  const rows = census().map(({ width, depth, mean, low, high }) => {
    const see = button(ui.t("arrangement", { w: width, d: depth }), () => ui.set({ width, depth, start: "seed", lines: [], units: ALL, reach: 1 }), { kind: "quiet" });
    return [[see.element], fmt(mean, 1), `${low}–${high}`];
  });
  return table({ caption: ui.t("censusCaption"), head: ["col_net", "col_mean", "col_range"].map((key) => ui.t(key)), rows });
}

/** A place that is filled when it is first seen: counting takes a while. */
function whenSeen(ui, make) {
  const place = h("div", {});
  const observer = new ResizeObserver(([entry]) => {
    if (entry.contentRect.width === 0) return;
    observer.disconnect();
    place.append(make());
  });
  observer.observe(place);
  ui.onRemove(() => observer.disconnect());
  return place;
}

function build(ui) {
  const change = (patch) => ui.set({ ...patch, units: ALL });
  const plane = new Plane(ui, (unit, line) => ui.set(moved(ui.state, unit, line)));
  const controls = form(
    ui,
    schema,
    {
      start: { as: segmented, on: (start) => (start === "fold" ? { start, lines: [], width: 4 } : { start, lines: [] }) },
      width: { as: slider, ticks: [1, 4, 8, 12] },
      depth: { as: slider, ticks: [1, 2, 3, 4] },
      seed: { as: seedField, on: (seed) => ({ start: "seed", seed, lines: [] }) },
    },
    change,
  );
  const zoom = form(ui, schema, { reach: { as: slider, log: true, ticks: [0.5, 1, 5, 50], show: (v) => `±${short(v)}` } });
  const play = player(ui, {
    speeds: [1, 2],
    interval: 500,
    stepName: ui.t("oneUnit"),
    count: () => Math.min(ui.state.units, ui.state.width * ui.state.depth),
    advance(n) {
      const { width, depth, units } = ui.state;
      const next = Math.min(width * depth, Math.min(units, width * depth) + n);
      ui.set(unitsAt(ui.state, next));
      return next < width * depth;
    },
    rewind: () => ui.set({ units: 0 }),
  });
  const count = h("p", { class: "count", "data-field": "units" });
  const formula = h("p", { class: "progress" });
  let now;

  function draw(s) {
    now = at(s);
    controls.draw(s);
    zoom.draw(s);
    count.replaceChildren(h("b", {}, ui.t("count", { n: now.count })), ` ${ui.t("added", { k: now.used, a: now.added })}`);
    formula.textContent = ui.t("formula", { n: now.used, most: now.most });
    plane.draw(now);
  }

  return {
    picture: [plane.element],
    controls: [controls.start, controls.width, controls.depth, controls.seed, h("div", { class: "slim" }, zoom.reach)],
    play: [play.element, count, formula],
    more: [[ui.t("panelCensus"), whenSeen(ui, () => arrangements(ui))]],
    style: ".count b { font-size: 1.05rem; } .plane { width: 100%; max-width: 29rem; margin-inline: auto; }",
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "regions", strings, schema, build });
