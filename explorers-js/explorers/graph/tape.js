// A computational graph of plain numbers, as dlcore.graph.Value: a list of nodes in which each stands
// after its parents. { name, value, data? } is an input, { value } a constant, { op, of, k?, name? } an
// operation on the nodes at the places `of`.

import { activations } from "../../kit.js";

const one = (f, slope) => ({ f, local: (v) => [slope(v)], slope: true });
const named = ({ f, grad }) => one((a) => f(a), (a) => grad(a)); // prettier-ignore
const pairs = (v) => (v.length - 1) / 2; // an affine node has w, x, w, x, …, b

/** Each operation: its value, and its derivative by each parent; `k` is an exponent or a class. */
export const OPS = {
  "+": { f: (a, b) => a + b, local: () => [1, 1] },
  "−": { f: (a, b) => a - b, local: () => [1, -1] },
  "×": { f: (a, b) => a * b, local: ([a, b]) => [b, a], factors: true },
  "÷": { f: (a, b) => a / b, local: ([a, b]) => [1 / b, -a / (b * b)] },
  neg: { f: (a) => -a, local: () => [-1] },
  pow: { f: (a, k) => a ** k, local: ([a], k) => [k === 0 ? 0 : k * a ** (k - 1)] },
  half: { f: (a) => 0.5 * a * a, local: ([a]) => [a] },
  exp: one(Math.exp, ([a]) => Math.exp(a)),
  log: one((a) => (a > 0 ? Math.log(a) : NaN), ([a]) => 1 / a),
  tanh: named(activations.tanh),
  relu: named(activations.relu),
  sigmoid: named(activations.sigmoid),
  affine: {
    f: (...v) => Array.from({ length: pairs(v) }, (_, i) => v[2 * i] * v[2 * i + 1]).reduce((sum, p) => sum + p, v.at(-1)),
    local: (v) => v.map((_, i) => (i === v.length - 1 ? 1 : v[i ^ 1])),
    factors: true,
  },
  ce: {
    f: (...v) => logSum(v.slice(0, -1)) - v[v.at(-1) - 1],
    local: (v, k) => v.map((z, i) => Math.exp(z - logSum(v)) - (i === k - 1 ? 1 : 0)),
  },
};

function logSum(z) {
  const top = Math.max(...z);
  return top + Math.log(z.reduce((sum, v) => sum + Math.exp(v - top), 0));
}

/** The value of every node and the local derivatives of the operations; both NaN from a node on that has none. */
export function forward(nodes, inputs) {
  const [values, locals] = [[], []];
  let next = 0;
  nodes.forEach((node, i) => {
    if (!node.op) return values.push(node.name ? inputs[next++] : node.value);
    const v = node.of.map((at) => values[at]);
    const { f, local } = OPS[node.op];
    const value = node.k === undefined ? f(...v) : f(...v, node.k);
    locals[i] = local(v, node.k);
    return values.push(locals[i].every(Number.isFinite) ? value : NaN);
  });
  return { values, locals };
}

/** The local derivatives that a planted bug makes of the right ones. */
function spoiled(node, local, values, bug) {
  if (bug === "slope" && OPS[node.op].slope) return [1];
  if (bug !== "factor" || !OPS[node.op].factors) return local;
  return node.op === "×" ? local.toReversed() : local.map((_, j) => (j === local.length - 1 ? 1 : values[node.of[j]]));
}

/**
 * Walk back through the last `count` operations (all by default). Gives `grad`, by node, and
 * `arrived`: [{ from, j, upstream, local, part, sum }, …] by node. `cut` is the number of an edge that hands nothing on.
 */
export function backward(nodes, { values, locals }, { bug = "none", cut = 0, count = Infinity } = {}) {
  const grad = nodes.map(() => 0);
  const arrived = nodes.map(() => []);
  const ops = nodes.map((node, i) => i).filter((i) => nodes[i].op);
  grad[nodes.length - 1] = 1;
  for (const i of ops.reverse().slice(0, count)) {
    spoiled(nodes[i], locals[i], values, bug).forEach((local, j) => {
      const [at, upstream] = [nodes[i].of[j], grad[i]];
      const isCut = edgeNumber(nodes, i, j) === cut;
      const part = isCut ? 0 : upstream * local;
      grad[at] = bug === "overwrite" ? part : grad[at] + part;
      arrived[at].push({ from: i, j, upstream, local, part, isCut, sum: grad[at] });
    });
  }
  return { grad, arrived };
}

/** Edges are numbered from 1 in the order of the operations that they lead to. */
export const edgeNumber = (nodes, i, j) => 1 + j + nodes.slice(0, i).reduce((sum, node) => sum + (node.of?.length ?? 0), 0);

/** Every edge as [node, place among its parents]. */
export const edges = (nodes) => nodes.flatMap((node, i) => (node.of ?? []).map((_, j) => [i, j]));
