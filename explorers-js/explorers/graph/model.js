// What graph computes: three graphs and one of the reader's own, walked forward and back one node at a time. No page.

import { integer, oneOf, real, rows } from "../../kit.js";
import { parse, depths } from "./parse.js";
import { backward, edges, forward } from "./tape.js";

const FORK = parse("a*a+a").map((node) => (node.name ? { ...node, value: 3 } : node));

/** w₁x + b through the sigmoid, times w₂, against the target t. */
const NEURON = [
  { name: "w1", value: 0.5 },
  { name: "x", value: 2, data: true },
  { op: "×", of: [0, 1] },
  { name: "b", value: -0.5 },
  { op: "+", of: [2, 3], as: "z" },
  { op: "sigmoid", of: [4], as: "h" },
  { name: "w2", value: 2 },
  { op: "×", of: [5, 6], as: "o" },
  { name: "t", value: 1, data: true },
  { op: "−", of: [7, 8], as: "e" },
  { op: "half", of: [9], as: "J" },
];

/** Two inputs, two hidden ReLU units, two classes: the first example of the chapter; `at` is [level, place]. */
const NETWORK = [
  { name: "w11", value: 1, at: [0, 0] },
  { name: "w21", value: 0.5, at: [0, 1] },
  { name: "b1", value: 0, at: [0, 2] },
  { name: "x1", value: 1, data: true, at: [0, 3] },
  { name: "x2", value: 2, data: true, at: [0, 4] },
  { name: "b2", value: 0.5, at: [0, 5] },
  { name: "w12", value: -1, at: [0, 6] },
  { name: "w22", value: 1, at: [0, 7] },
  { op: "affine", of: [0, 3, 1, 4, 2], as: "z1", at: [1, 2] },
  { op: "affine", of: [6, 3, 7, 4, 5], as: "z2", at: [1, 5] },
  { op: "relu", of: [8], as: "h1", at: [2, 2] },
  { op: "relu", of: [9], as: "h2", at: [2, 5] },
  { name: "u11", value: 1, at: [2, 0] },
  { name: "u21", value: -1, at: [2, 1] },
  { name: "c1", value: 0, at: [2, 3] },
  { name: "c2", value: 0, at: [2, 4] },
  { name: "u12", value: 0, at: [2, 6] },
  { name: "u22", value: 2, at: [2, 7] },
  { op: "affine", of: [12, 10, 13, 11, 14], as: "s1", at: [3, 2] },
  { op: "affine", of: [16, 10, 17, 11, 15], as: "s2", at: [3, 5] },
  { op: "ce", of: [18, 19], k: 1, as: "J", at: [4, 3.5] },
];

const PRESETS = { neuron: NEURON, network: NETWORK, fork: FORK };
export const NAMES = ["neuron", "network", "fork", "own"];
export const BUGS = ["none", "overwrite", "factor", "slope"];
export const REACH = 10;
const MAX_STEPS = 60;
const TOLERANCE = 1e-5;

const expression = {
  key: "e",
  initial: "sigmoid(a*b)+a",
  parse: (text) => text,
  valid: (text) => typeof text === "string" && parse(text) !== null,
  format: (text) => text.replaceAll(" ", ""),
};

export const schema = {
  preset: oneOf("g", "neuron", NAMES),
  expression,
  values: rows("v", [], { most: 20, good: (list) => list.every((row) => row.length === 1 && Math.abs(row[0]) <= REACH) }),
  steps: integer("n", 10, { min: 0, max: MAX_STEPS }),
  cut: integer("cut", 0, { min: 0, max: MAX_STEPS }),
  bug: oneOf("bug", "none", BUGS),
  lr: real("lr", 0.5, { min: 0, max: 2 }),
};

const label = (name) => name.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);

/** The nodes with a name to be called by each: that of an input, a constant's number, z or v₁. */
export function nodesOf({ preset, expression: text }) {
  const nodes = PRESETS[preset] ?? parse(text);
  let unnamed = 0;
  return nodes.map((node, i) => {
    const last = i === nodes.length - 1 && node.op ? "y" : null;
    return { ...node, called: label(node.name ?? node.as ?? last ?? (node.op ? `v${++unnamed}` : String(node.value))) };
  });
}

/** Level and place of every node: an operation below all its parents, an input just above its first user. */
export function layout(nodes) {
  if (nodes[0].at) return nodes.map(({ at }) => at);
  const level = depths(nodes);
  nodes.forEach((node, i) => {
    if (!node.op) level[i] = Math.min(...nodes.flatMap(({ of }, k) => (of?.includes(i) ? [level[k]] : []))) - 1;
  });
  const places = [];
  const taken = new Set();
  nodes.forEach(({ of }, i) => {
    let place = of ? places[of[0]][1] : 0;
    while (taken.has(`${level[i]},${place}`)) place++;
    taken.add(`${level[i]},${place}`);
    places.push([level[i], place]);
  });
  return places;
}

/** Central differences of the last value by every input. */
function quotients(nodes, inputs) {
  const last = (values) => forward(nodes, values).values.at(-1);
  return inputs.map((v, i) => {
    const h = 1e-5 * Math.max(1, Math.abs(v));
    const [up, down] = [h, -h].map((d) => last(inputs.with(i, v + d)));
    return (up - down) / (2 * h);
  });
}

/** What each input becomes by one step of gradient descent; data stay. */
const stepped = (inputs, lr) => inputs.map(({ value, grad, data }) => (data ? value : value - lr * grad));

/** Everything that the figure shows of a state. */
export function at(s) {
  const nodes = nodesOf(s);
  const own = nodes.filter(({ name }) => name);
  const given = own.map(({ value }, i) => s.values[i]?.[0] ?? value);
  const pass = forward(nodes, given);
  const ops = nodes.flatMap((node, i) => (node.op ? [i] : []));
  const broken = ops.findIndex((i) => !Number.isFinite(pass.values[i]));
  const n = Math.min(s.steps, broken < 0 ? 2 * ops.length : broken + 1);
  const back = Math.max(0, n - ops.length);
  const failed = broken >= 0 && n > broken;
  const { grad, arrived } = backward(nodes, pass, { bug: s.bug, cut: s.cut, count: back });
  const whole = back === ops.length;
  const active = n === 0 ? null : back ? ops[ops.length - back] : ops[n - 1];
  const now = { s, nodes, edges: edges(nodes), places: layout(nodes), ops, n, back, active, failed, whole, grad, arrived, ...pass };
  const quotient = whole ? quotients(nodes, given) : [];
  now.inputs = nodes.flatMap((node, i) => (node.name ? [{ ...node, i, value: pass.values[i], grad: grad[i] }] : []));
  now.inputs.forEach((input, i) => {
    input.quotient = quotient[i];
    input.ok = !whole || Math.abs(input.grad - quotient[i]) <= TOLERANCE * Math.max(1, Math.abs(quotient[i]));
  });
  now.after = whole ? forward(nodes, stepped(now.inputs, s.lr)).values : null;
  return now;
}

/** Another graph, with its own values, walked to its end. */
export const choose = (preset, s) => ({ preset, values: [], cut: 0, steps: lastStep({ ...s, preset }) });
export const lastStep = (s) => 2 * nodesOf(s).filter(({ op }) => op).length;

/** The reader's value for the input at a place. */
export const give = (now, place, value) => ({ values: now.inputs.map((input, i) => [i === place ? value : input.value]) });

/** The question that makes sense now. */
export const question = ({ preset, bug }) => (bug !== "none" || preset === "own" ? null : preset);
