// Chapter `hyperparameters`: six sick networks. Find out what ails each, treat it, and watch it heal.

import { Plot, attr, bars, decade, explorer, form, h, legendLine, player, seedField, segmented, select, short, slider, svg, table } from "../../kit.js";
import { BATCHES, EPOCHS } from "./course.js";
import { LARGEST, SMALLEST, drawAccuracy, drawLoss, drawNorms, drawRecent } from "./draw.js";
import { LOOK_BACK, Model, question, schema } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { nameOf, percent, results, summary, verdict } from "./summary.js";

const [LEAST, MOST] = [1.5, 4]; // top of the axis of losses
const style = `
.zoo { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1rem; }
.zoo .stack { gap: .1rem; }
.signals { display: grid; grid-template-columns: minmax(0, 1fr); }
.stroke.batch { border-top: 1px solid var(--muted); }
.numbers table { white-space: normal; } .numbers td { white-space: nowrap; }
@container (max-width: 33.99rem) { .zoo { gap: 0 .3rem; } .zoo .panel-title { font-size: .8125rem; } }
@container (min-width: 34rem) { .signals { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } }
`;
const tag = (kind = "tag") => svg("text", { class: kind, "aria-hidden": "true" });
const high = (pixels) => (width) => pixels / width;

/** All that is measured of one network. */
class Patient {
  constructor(ui, which) {
    this.ui = ui;
    const plot = (key, aspect, rest) => new Plot(ui, { xLabel: "", yLabel: "", label: ui.t(key), aspect: high(aspect), left: 42, ...rest });
    const span = [-1, EPOCHS + 1];
    this.loss = plot("lossPanel", 122, { x: span, y: [0, 4], yLabel: ui.t("lossAxis"), tickCounts: [3, 3] });
    this.accuracy = plot("accuracyPanel", 100, { x: span, y: [0, 1.5], yLabel: ui.t("accuracyAxis"), xLabel: ui.t("epochAxis"), xLabelTop: true, tickCounts: [3, 2], tickTexts: [short, percent] });
    this.signals = plot("signalsPanel", 132, { x: [-1, 1], y: [-3, 0], left: 8, tickCounts: [2, 0] });
    this.norms = plot("normsPanel", 132, { x: [SMALLEST, LARGEST], y: [-3, 0], left: 8, tickCounts: [4, 0], tickTexts: [decade, String] });
    this.recent = plot("recentPanel", 96, { x: [-0.5, LOOK_BACK * BATCHES - 0.5], y: [0, 4], tickCounts: [0, 3] });
    this.rows = ["layer1", "layer2", "output"].map((key) => [ui.t(key), tag(), tag("tag share"), tag()]);
    for (const [, name, dead, norm] of this.rows) {
      this.signals.marks.append(name, dead);
      this.norms.marks.append(norm);
    }
    this.title = h("p", { class: "panel-title", "data-field": which });
    this.element = h("div", { class: "stack" }, this.title, this.loss.element, this.accuracy.element, h("div", { class: "signals" }, this.signals.element, this.norms.element));
  }

  draw(found, title, top) {
    const { colors } = this.ui;
    this.title.textContent = title;
    this.loss.setDomain([-1, EPOCHS + 1], [0, top]);
    this.recent.setDomain(this.recent.domain.x, [0, top]);
    for (const [plot, draw] of [[this.loss, drawLoss], [this.accuracy, drawAccuracy], [this.recent, drawRecent], [this.norms, drawNorms]]) if (plot.width) draw(plot, found, colors); // prettier-ignore
    this.#drawSignals(found);
  }

  /** Histograms of what the layers hand on, with the share of dead units; the norms in numbers. */
  #drawSignals({ outputs, ...found }) {
    const { signals: plot, norms, ui } = this;
    const reach = Math.max(0.1, ...outputs.map((values) => Math.max(...values.map(Math.abs))));
    plot.setDomain([-1.05 * reach, 1.05 * reach], [-3, 0]);
    if (!plot.width) return;
    const said = results({ outputs, ...found });
    plot.begin();
    outputs.forEach((values, l) => bars(plot, values, { base: -l - 1, height: 0.8, bins: 41, color: ui.colors.zero }));
    plot.end();
    this.rows.forEach(([name, tagged, dead, norm], l) => {
      const y = plot.y(-l) + 13 * ui.rem;
      tagged.textContent = name;
      attr(tagged, { x: plot.box.x0 + 4, y });
      const share = l < 2 ? ui.t("deadShare", { p: said.dead[l] }) : "";
      const crowded = plot.textWidth(name + share) > plot.box.x1 - plot.box.x0 - 8; // large text on a phone
      dead.textContent = share && crowded ? said.dead[l] : share;
      attr(dead, { x: plot.box.x1 - 4, y, "text-anchor": "end" });
      norm.textContent = said.norms[l];
      attr(norm, { x: norms.box.x1 - 4, y: norms.y(-l) + 13 * ui.rem, "text-anchor": "end" });
    });
  }
}

/** The tests in numbers, both networks side by side. */
function numbersOf(ui) {
  const element = h("div", { class: "numbers whole" });
  return {
    element,
    draw({ patient, beside }, names) {
      const [a, b] = [patient, beside].map(results);
      const text = (value) => [value].flat().join(" / ");
      const rows = Object.keys(a).map((key) => [ui.t(`test_${key}`), text(a[key]), text(b[key])]);
      element.replaceChildren(table({ caption: ui.t("testsCaption"), head: [ui.t("test"), ...names], rows }));
    },
  };
}

function controlsOf(ui) {
  return form(ui, schema, {
    case: { as: segmented, on: (value) => ({ case: value, cured: "none" }) },
    cured: { as: select },
    epochs: { as: slider, ticks: [0, 20, 40, 60] },
    seed: { as: seedField },
  });
}

function playerOf(ui) {
  return player(ui, {
    speeds: [1, 3],
    interval: 40,
    count: () => ui.state.epochs,
    advance(n) {
      const epochs = Math.min(EPOCHS, ui.state.epochs + n);
      ui.set({ epochs });
      return epochs < EPOCHS;
    },
    rewind: () => ui.set({ epochs: 0 }),
  });
}

/** The top of the axis of losses that both networks share. */
const topOf = (...all) => {
  const losses = all.flatMap(({ epochs }) => epochs.flatMap(({ loss }) => loss));
  return Math.min(MOST, Math.max(LEAST, Math.ceil(2.2 * Math.max(...losses)) / 2));
};

function build(ui) {
  const model = new Model();
  const [patient, beside] = [new Patient(ui, "case"), new Patient(ui, "cured")];
  const controls = controlsOf(ui);
  const numbers = numbersOf(ui);
  const play = playerOf(ui);
  const says = h("p", { class: "progress" });
  const legend = h("div", { class: "legend" }, legendLine("", ui.t("training")), legendLine("test", ui.t("validation")), h("span", {}, ui.t("signalsNote")));
  let now;

  function draw(s) {
    now = model.at(s, ui.budget);
    const cured = s.cured !== "none";
    const names = [nameOf(ui, now), ui.t(cured ? "treatedShort" : "healthyNetwork", { n: s.case })];
    const top = topOf(now.patient, now.beside);
    controls.draw(s);
    patient.draw(now.patient, names[0], top);
    beside.draw(now.beside, names[1], top);
    numbers.draw(now, names);
    says.textContent = ui.t(now.complete ? `verdict_${verdict(now)}` : "training_on", { n: now.n });
    says.classList.toggle("good", verdict(now) === "healed");
    return ui.pending(now.complete);
  }

  return {
    picture: [h("div", { class: "stack" }, h("div", { class: "zoo" }, patient.element, beside.element), legend)],
    controls: [controls.case, controls.cured, controls.epochs],
    play: [play.element, says],
    below: [h("p", { class: "panel-title" }, ui.t("recentTitle")), h("div", { class: "zoo" }, patient.recent.element, beside.recent.element)],
    more: [
      [ui.t("panelTests"), numbers.element],
      [ui.t("panelNetwork"), h("p", {}, ui.t("about")), controls.seed],
    ],
    style,
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "bug_zoo", strings, schema, build, keep: ["seed"] });
