// Chapter `dropout`: a polynomial through noisy examples. What it fits, and what that is worth.

import { Plot, clamp, decade, explorer, form, grip, h, legendLine, legendMark, player, seedField, segmented, short, slider, svg } from "../../kit.js";
import { drawErrors, drawFit, drawHere, drawWeights } from "./draw.js";
import { AXES, MOST_DEGREE, Model, NO_DECAY, lambda, place, question, schema } from "./model.js";
import strings from "./strings.json" with { type: "json" };
import { errors, lambdaText, summary } from "./summary.js";

const [FIT, ERRORS, WEIGHTS, REACH] = [[-2.6, 2.6], [0, 1.5], [-4.4, 4.4], 2];
const ASPECT = (width) => (width < 300 ? 0.72 : 0.95);
const style = ".stroke.level { border-top: 1.5px dotted var(--muted); } .stroke.truth { border-top: 2px dotted var(--muted); } .swatch.fresh { width: 5px; height: 5px; border-radius: 50%; color: var(--muted); } .grip.one .knob { fill: currentColor; }";
const panel = (title, ...nodes) => h("div", { class: "stack" }, h("p", { class: "panel-title" }, title), ...nodes);

/** The examples and the curve; the one in the middle can be pulled up and down. */
class Fit {
  constructor(ui) {
    this.ui = ui;
    this.plot = new Plot(ui, { x: [-1.08, 1.08], y: FIT, xLabel: "x", yLabel: "y", label: ui.t("fitPanel"), tickCounts: [4, 4], aspect: ASPECT, fit: true });
    const pull = (y) => ui.set({ pull: Number(clamp(Math.round((y - this.base) / 0.05) * 0.05, -REACH, REACH).toFixed(2)) });
    this.grip = grip(
      this.plot,
      { label: ui.t("pull"), kind: "one", cue: "along", onDrag: ([, y]) => pull(y), onArrow: ([dx, dy], big) => pull(this.base + ui.state.pull + (dx + dy) * (big ? 0.25 : 0.05)) },
      svg("rect", { class: "knob", x: -5.5, y: -5.5, width: 11, height: 11, rx: 2 }),
    );
    this.grip.node.setAttribute("aria-valuemin", -REACH);
    this.grip.node.setAttribute("aria-valuemax", REACH);
    this.plot.marks.append(this.grip.node);
    const legend = h("div", { class: "legend wordy" }, legendMark("zero", ui.t("curve")), legendLine("truth", ui.t("truth")), legendMark("round output", ui.t("trained")), legendMark("fresh", ui.t("fresh")));
    this.element = h("div", { "data-field": "pull" }, panel(ui.t("fitPanel"), this.plot.element, legend));
  }

  draw(now) {
    const { plot, ui } = this;
    const { x, y, chosen, base } = now.train;
    this.base = base;
    if (!plot.width) return;
    drawFit(plot, now, ui.colors);
    this.grip.place([x[chosen], clamp(y[chosen], ...FIT)], now.s.pull, short(now.s.pull));
  }
}

/** Both errors over the degree, λ or the number of examples; a press there sets it. */
class Errors {
  constructor(ui) {
    this.ui = ui;
    this.plot = new Plot(ui, { x: [-0.5, MOST_DEGREE + 0.5], y: ERRORS, xLabel: "", yLabel: "", label: ui.t("errorPanel"), tickCounts: [5, 3], aspect: ASPECT, fit: true, xLabelTop: true });
    this.plot.svg.style.cursor = "pointer";
    this.plot.svg.addEventListener("click", (event) => this.#press(event));
    const legend = h("div", { class: "legend" }, legendLine("", ui.t("trainError")), legendLine("test", ui.t("testError")), legendLine("level", ui.t("noiseLevel")));
    this.element = panel(ui.t("errorPanel"), this.plot.element, legend);
  }

  #press(event) {
    const { axis } = this.ui.state;
    const [at] = this.plot.locate(event);
    const span = SPANS[axis];
    const far = (value) => Math.abs(span(value) - at);
    this.ui.set({ [axis]: AXES[axis].reduce((a, b) => (far(b) < far(a) ? b : a)) });
  }

  draw(now) {
    const { plot, ui } = this;
    const { axis } = now.s;
    const span = SPANS[axis];
    const ends = [AXES[axis][0], AXES[axis].at(-1)].map(span);
    const margin = axis === "degree" ? 0.5 : 0.03 * (ends[1] - ends[0]);
    plot.tickTexts = [{ degree: short, decay: (v) => (v === NO_DECAY ? "0" : decade(v)), n: (v) => String(Math.round(10 ** v)) }[axis], short];
    plot.names[0].textContent = ui.t(`axis_${axis}`);
    plot.names[0].classList.toggle("symbol", axis === "decay");
    plot.setDomain([ends[0] - margin, ends[1] + margin], ERRORS);
    if (!plot.width) return;
    drawErrors(plot, now, ui.colors, span);
    drawHere(plot, now, ui.colors, span);
  }
}

/** Where a value stands on its axis: examples by their logarithm. */
const SPANS = { degree: (v) => v, decay: (v) => v, n: Math.log10 };

function controlsOf(ui) {
  return form(ui, schema, {
    degree: { as: slider, ticks: [0, 1, 3, 9] },
    n: { as: slider, log: true, ticks: [10, 20, 50, 200], show: (v) => String(v), on: (v) => ({ n: Math.round(v) }) },
    noise: { as: slider, step: 0.05, ticks: [0, 0.3, 1], show: (v) => `σ = ${short(v)}` },
    decay: { as: slider, step: 0.25, ticks: [[NO_DECAY, "0"], [-6, "10⁻⁶"], [-3, "10⁻³"], [0, "1"]], show: (v) => `λ = ${lambdaText(lambda(v))}` }, // prettier-ignore
    axis: { as: segmented },
    seed: { as: seedField },
  });
}

function build(ui) {
  const model = new Model();
  const fit = new Fit(ui);
  const both = new Errors(ui);
  const controls = controlsOf(ui);
  const weights = new Plot(ui, { x: [0.4, MOST_DEGREE + 0.6], y: WEIGHTS, xLabel: "", yLabel: "", label: ui.t("weights"), tickCounts: [10, 0], tickTexts: [(k) => `w${"₀₁₂₃₄₅₆₇₈₉"[k]}`, short], left: 10, aspect: (w) => (w < 450 ? 0.5 : 0.26) });
  const play = player(ui, {
    speeds: [1, 2],
    interval: 450,
    playName: ui.t("sweep"),
    count: () => place(ui.state),
    advance(n) {
      const { axis } = ui.state;
      const next = Math.min(place(ui.state) + n, AXES[axis].length - 1);
      ui.set({ [axis]: AXES[axis][next] });
      return next < AXES[axis].length - 1;
    },
    rewind: () => ui.set({ [ui.state.axis]: AXES[ui.state.axis][0] }),
  });
  const how = h("p", { class: "progress" });
  let now;

  function draw(s) {
    now = model.at(s);
    controls.draw(s);
    how.textContent = errors(ui, now);
    fit.draw(now);
    both.draw(now);
    if (weights.width) drawWeights(weights, now, ui.colors);
  }

  return {
    picture: [fit.element, both.element],
    controls: [controls.degree, controls.n, controls.noise, controls.decay, controls.axis],
    play: [play.element, how],
    below: [h("p", { class: "panel-title" }, ui.t("weights")), weights.element],
    more: [[ui.t("about"), h("p", {}, ui.t("formulas")), controls.seed]],
    style,
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "fit_curve", strings, schema, build });
