// The working-out of a step, of a unit and of the whole, as text.

import { short, significant } from "../../kit.js";

export const num = (v, digits = 4) => (v !== 0 && Math.abs(v) < 5e-3 ? (v < 0 ? "−" : "") + significant(Math.abs(v)) : short(v, digits));
const guarded = (text) => (text.startsWith("−") ? `(${text})` : text);

const SIGNS = { "+": "+", "−": "−", "×": "·", "÷": "/" };
const FUNCTIONS = { exp: "exp", log: "ln", tanh: "tanh", relu: "ReLU", sigmoid: "σ" };

/** What stands in the box of an operation. */
export function symbol({ op, k }) {
  if (op === "pow") return `( )^${num(k)}`;
  return { neg: "−", half: "½( )²", affine: "Σ", ce: "−ln p", "÷": "/" }[op] ?? FUNCTIONS[op] ?? op;
}

/** The formula of a node in the words of its parents. */
function formula({ op, k }, words) {
  const [a, b] = words.map(guarded);
  if (SIGNS[op]) return `${op === "+" || op === "−" ? words[0] : a} ${SIGNS[op]} ${b}`;
  if (FUNCTIONS[op]) return `${FUNCTIONS[op]}(${words[0]})`;
  if (op === "neg") return `−${a}`;
  if (op === "pow") return `${a}^${guarded(num(k))}`;
  if (op === "half") return `½ · ${a}²`;
  if (op === "ce") return `−ln softmax(${words.join(", ")})₁`;
  const products = words.slice(0, -1).flatMap((w, i) => (i % 2 ? [] : [`${guarded(w)} · ${guarded(words[i + 1])}`]));
  return [...products, guarded(words.at(-1))].join(" + ");
}

/** z = v₁ + b = 1 + (−0.5) = 0.5 */
export function equation(nodes, values, i) {
  const node = nodes[i];
  const symbols = formula(node, node.of.map((at) => nodes[at].called)); // prettier-ignore
  const numbers = formula(node, node.of.map((at) => num(values[at]))); // prettier-ignore
  return `${node.called} = ${symbols}${symbols === numbers ? "" : ` = ${numbers}`} = ${num(values[i])}`;
}

/** What the present step does: a heading and a line for each number that it computes. */
export function working(ui, { nodes, ops, n, back, active, failed, values, grad, arrived }) {
  const of = { k: back || n, m: ops.length };
  if (active === null) return [ui.t("workStart"), []];
  const { called } = nodes[active];
  if (failed) return [ui.t("workFailed", { node: called }), []];
  if (!back) return [ui.t("workForward", { ...of, node: called }), [equation(nodes, values, active)]];
  const root = nodes.at(-1).called;
  const lines = arrived.flatMap((parts, at) =>
    parts
      .filter(({ from }) => from === active)
      .map(({ upstream, local, part, sum, isCut }) => {
        const words = { J: root, p: nodes[at].called, up: num(upstream), local: guarded(num(local)), part: num(part) };
        if (isCut) return ui.t("workCut", words);
        return ui.t(parts.length > 1 ? "workSum" : "workBack", { ...words, sum: num(sum) });
      }),
  );
  return [ui.t("workBackward", { ...of, node: called, J: root, up: num(grad[active]) }), lines];
}

/** Whether the difference check agrees. */
export function verdict(ui, { whole, inputs }) {
  if (!whole) return { text: ui.t("checkLater"), kind: "" };
  const wrong = inputs.filter(({ ok }) => !ok).map(({ called }) => called);
  if (!wrong.length) return { text: `✓ ${ui.t("checkGood", { m: inputs.length })}`, kind: "good" };
  return { text: `✗ ${ui.t("checkBad", { k: wrong.length, m: inputs.length, list: wrong.join(", ") })}`, kind: "bad" };
}

export function summary(ui, now) {
  const { s, nodes, values, inputs, failed, whole, n, ops, edges } = now;
  const root = nodes.length - 1;
  const cut = edges[s.cut - 1];
  const [head, lines] = working(ui, now);
  return [
    ui.t("sumGraph", { name: ui.t(`preset_${s.preset}`), list: inputs.map(({ called, value }) => `${called} = ${num(value)}`).join(", ") }),
    s.bug !== "none" && ui.t("sumBug", { bug: ui.t(`bug_${s.bug}`) }),
    cut && ui.t("sumCut", { edge: edgeName(nodes, cut) }),
    [head, ...lines].map((line) => line.replace(/([^.])$/, "$1.")).join(" "),
    n >= ops.length && !failed && ui.t("sumOutput", { J: nodes[root].called, v: num(values[root]) }),
    whole && ui.t("sumGrads", { list: inputs.map(({ called, grad }) => `${called} ${num(grad)}`).join(", ") }),
    !failed && verdict(ui, now).text.slice(whole ? 2 : 0),
  ]
    .filter(Boolean)
    .join(" ");
}

export const edgeName = (nodes, [i, j]) => `${nodes[nodes[i].of[j]].called} → ${nodes[i].called}`;
