// Chapter `optimizers`: descent in batches, the noise of its path, and what each batch size costs.

import { EndNames, LossPlot, Plot, SurfaceMap, clamp, decade, explorer, form, h, player, seedField, segmented, short, slider, svg } from "../../kit.js"; // prettier-ignore
import { drawCosts, drawPlane } from "./draw.js";
import { MAX, Model, SHARE, SIZES, advance, question, schema } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { noise, price, progress, summary } from "./summary.js";

const panel = (title, ...nodes) => h("div", { class: "stack" }, h("p", { class: "panel-title" }, title), ...nodes);

/** On a phone both pictures stay in sight above the controls. */
const aspectOf = (ui) => (w) => (ui.host.clientWidth < 580 ? (w < 400 ? 0.55 : 0.42) : 0.8);

/** The valley of slope and bias, with both paths. */
function planeOf(ui) {
  const plot = new Plot(ui, { x: [-2.6, 2.6], y: [-1.5, 2.5], xLabel: "w", yLabel: "b", label: ui.t("plane"), aspect: aspectOf(ui) });
  const [map, names] = [new SurfaceMap(), new EndNames(plot)];
  return {
    element: panel(ui.t("plane"), plot.element),
    draw(now, look) {
      if (plot.width) names.draw(drawPlane(plot, map, now, look), look);
    },
  };
}

/** Examples or steps to the target, size by size; a press chooses the nearest. */
function costsOf(ui) {
  const plot = new Plot(ui, {
    x: [-0.5, SIZES.length - 0.5], y: [0.6, 4], xLabel: ui.t("batch"), yLabel: "", label: ui.t("costs_examples"),
    aspect: aspectOf(ui), tickCounts: [SIZES.length, 4], tickTexts: [(i) => String(SIZES[i] ?? ""), decade], left: 36,
  }); // prettier-ignore
  plot.svg.addEventListener("click", (event) => ui.set({ batch: SIZES[clamp(Math.round(plot.locate(event)[0]), 0, SIZES.length - 1)] }));
  const title = h("p", { class: "panel-title" });
  const never = plot.marks.appendChild(svg("text", { class: "note-text", "text-anchor": "middle", "aria-hidden": "true" }, ui.t("never")));
  return {
    element: h("div", { class: "stack" }, title, plot.element),
    draw(now, look) {
      title.textContent = ui.t(`costs_${now.s.by}`);
      if (plot.width) drawCosts(plot, now, look, never);
    },
  };
}

function lossesOf(ui, play) {
  return new LossPlot(ui, {
    label: ui.t("losses"),
    stepLabel: ui.t("place"),
    look(n) {
      play.stop();
      ui.set(ui.state.by === "examples" ? { seen: n } : { steps: n });
    },
  });
}

function playerOf(ui) {
  const unit = { examples: 1, steps: 10 };
  const place = ({ by, seen, steps }) => (by === "examples" ? seen : steps);
  return player(ui, {
    speeds: [10, 40, 160],
    interval: 90,
    playName: ui.t("descend"),
    count: () => unit[ui.state.by] * place(ui.state),
    advance(n) {
      ui.set(advance(ui.state, n));
      return place(ui.state) < MAX[ui.state.by];
    },
    rewind: () => ui.set(ui.state.by === "examples" ? { seen: 0 } : { steps: 0 }),
  });
}

function build(ui) {
  const model = new Model();
  const controls = form(ui, schema, {
    batch: { as: segmented },
    lr: { as: slider, log: true, ticks: [0.01, 0.1, 0.5, 1.3], show: (v) => `η = ${short(v, 4)}` },
    draws: { as: segmented },
    by: { as: segmented },
    seed: { as: seedField },
  });
  const play = playerOf(ui);
  const [plane, costs, losses] = [planeOf(ui), costsOf(ui), lossesOf(ui, play)];
  const [cost, how, spread] = [h("p", { class: "count" }), h("p", { class: "progress", "data-field": "seen steps" }), h("p", {})];
  let now;

  function draw(s) {
    now = { ...model.at(s, ui.budget), loss: model.loss };
    now.level = { y: Math.log10(SHARE), text: "1%" };
    now.mine.name = ui.t("batchName", { batch: s.batch });
    now.full.name = ui.t("fullName");
    const look = { colors: ui.colors, theme: ui.host.dataset.theme };
    controls.draw(s);
    plane.draw(now, look);
    costs.draw(now, look);
    losses.draw(now, ui.t(`losses_${s.by}`), look);
    cost.textContent = price(ui, now);
    how.textContent = progress(ui, now);
    spread.textContent = noise(ui, now);
    return ui.pending(now.complete);
  }

  return {
    picture: [plane.element, costs.element],
    controls: [controls.batch, controls.lr, controls.draws, controls.by],
    play: [play.element, how, cost],
    below: [losses.element],
    more: [[ui.t("about"), spread, controls.seed, h("p", { class: "whole" }, ui.t("formulas"))]],
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "batch_size", strings, schema, build });
