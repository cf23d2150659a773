// Chapter `backprop`: a computational graph, forward and back one node at a time.

import { explorer, form, h, player, segmented, select, short, slider, table } from "../../kit.js";
import { GraphView, style } from "./draw.js";
import { REACH, at, choose, give, lastStep, question, schema } from "./model.js";
import { LONGEST } from "./parse.js";
import strings from "./strings.json" with { type: "json" };
import { edgeName, equation, num, summary, verdict, working } from "./work.js";

/** A drop-down list whose choices change with the graph: draw(texts, index). */
function changing(ui, label, onChange) {
  const id = ui.id();
  const input = h("select", { id, onchange: () => onChange(input.selectedIndex) });
  let shown = "";
  return {
    element: h("div", { class: "select" }, h("label", { for: id }, label), input),
    draw(texts, index) {
      if (String(texts) !== shown) input.replaceChildren(...texts.map((text) => h("option", {}, text)));
      shown = String(texts);
      input.selectedIndex = index;
    },
  };
}

/** What a reader types is taken over as soon as it is an expression. */
function expressionField(ui, onInput) {
  const id = ui.id();
  const input = h("input", { type: "text", id, maxlength: LONGEST, spellcheck: "false", autocapitalize: "off" });
  const note = h("span", { class: "hint" });
  input.addEventListener("input", () => {
    const good = schema.expression.valid(input.value);
    input.setAttribute("aria-invalid", String(!good));
    note.textContent = ui.t(good ? "expressionMay" : "expressionBad");
    if (good) onInput(input.value);
  });
  note.textContent = ui.t("expressionMay");
  return {
    element: h("div", { class: "expression", "data-field": "expression" }, h("label", { for: id }, ui.t("expression")), input, note),
    draw: (text) => input.getRootNode().activeElement !== input && (input.value = text),
  };
}

/** The inputs by backpropagation and by difference quotients. */
function checkTable(ui, { inputs, whole }) {
  const rows = inputs.map(({ called, value, grad, quotient, ok }) => {
    const mark = whole ? h("td", { class: ok ? "good" : "bad" }, ok ? "✓" : "✗") : "";
    return [called, num(value), whole ? num(grad) : "…", whole ? num(quotient) : "…", mark];
  });
  return table({ caption: ui.t("checkCaption"), head: ["input", "value", "byBackprop", "byQuotient", ""].map((key) => key && ui.t(key)), rows });
}

/** Every parameter and every unit's equation before and after a step of gradient descent. */
function stepTable(ui, { s, nodes, inputs, ops, values, after }) {
  if (!after) return h("p", {}, ui.t("checkLater"));
  const moved = inputs
    .filter(({ data }) => !data)
    .map(({ called, value, grad, i }) => [called, num(value), `${num(value)} − ${num(s.lr)} · ${grad < 0 ? `(${num(grad)})` : num(grad)} = ${num(after[i])}`]);
  const units = ops.map((i) => [nodes[i].called, equation(nodes, values, i), equation(nodes, after, i)]);
  return table({ caption: ui.t("stepCaption"), head: ["", ui.t("before"), ui.t("after")], rows: [...moved, ...units] });
}

function playerOf(ui) {
  return player(ui, {
    speeds: [1, 2, 4],
    interval: 700,
    count: () => Math.min(ui.state.steps, lastStep(ui.state)),
    advance(n) {
      const last = lastStep(ui.state);
      const steps = Math.min(ui.state.steps + n, last);
      ui.set({ steps });
      return steps < last;
    },
    rewind: () => ui.set({ steps: 0 }),
  });
}

function build(ui) {
  let now;
  let picked = 0;
  const pick = (place) => {
    picked = place;
    ui.invalidate();
  };
  const view = new GraphView(ui, pick);
  const controls = form(ui, schema, {
    preset: { as: segmented, hideLabel: true, on: (name) => choose(name, ui.state) },
    bug: { as: select },
    lr: { as: slider, step: 0.05, ticks: [0, 0.5, 1, 2], show: (v) => `η = ${short(v)}` },
  });
  const expression = expressionField(ui, (text) => ui.set({ ...choose("own", { ...ui.state, expression: text }), expression: text }));
  const which = changing(ui, ui.t("input"), pick);
  const value = slider(ui, { label: ui.t("value"), min: -REACH, max: REACH, step: 0.1, digits: 2, onInput: (v) => ui.set(give(now, picked, v)) });
  const cut = changing(ui, ui.t("cut"), (k) => ui.set({ cut: k }));
  cut.element.dataset.field = "cut";
  const play = playerOf(ui);
  const work = h("div", { class: "working", "data-field": "steps" });
  const checked = h("p", {});
  const [check, steps] = [h("div", { class: "whole" }), h("div", { class: "whole steps" })];

  function draw(s) {
    now = at(s);
    picked = Math.min(picked, now.inputs.length - 1);
    controls.draw(s);
    expression.element.hidden = s.preset !== "own";
    expression.draw(s.expression);
    const { called, value: v, i } = now.inputs[picked];
    which.draw(now.inputs.map((input) => input.called), picked); // prettier-ignore
    value.rename(called, called);
    value.draw(v);
    cut.draw([ui.t("uncut"), ...now.edges.map((edge) => edgeName(now.nodes, edge))], Math.min(s.cut, now.edges.length));
    view.draw(now, i);
    const [head, lines] = working(ui, now);
    work.replaceChildren(h("p", {}, head), ...lines.map((line) => h("p", {}, line)));
    const { text, kind } = verdict(ui, now);
    Object.assign(checked, { textContent: text, className: kind });
    check.replaceChildren(checkTable(ui, now));
    steps.replaceChildren(stepTable(ui, now));
  }

  return {
    picture: [view.element],
    controls: [controls.preset, expression.element, h("div", { class: "stack", "data-field": "values" }, which.element, value.element), controls.bug, cut.element],
    play: [play.element],
    below: [work, checked],
    more: [
      [ui.t("panelStep"), controls.lr, steps],
      [ui.t("panelCheck"), check],
    ],
    style,
    question,
    draw,
    summary: () => summary(ui, now),
    stop: play.stop,
  };
}

export default explorer({ name: "graph", strings, schema, build });
