// What regions computes: a small ReLU network, and the polygons on which it is linear. No page.

import { Activation, Affine, Sequential, defaultRng, heNormal, integer, oneOf, planeRegions, real, rows } from "../../kit.js";

export const WIDEST = 12;
export const DEEPEST = 4;
export const DRAGGED = 4; // first-layer lines with grips
const SPREAD = 0.3; // standard deviation of the random biases
const STRONGEST = 100;
const SEEDS = 20;
export const ALL = WIDEST * DEEPEST; // stands for as many units as there are
export const ARRANGEMENTS = [[12, 1], [6, 2], [4, 3], [3, 4]]; // prettier-ignore

export const schema = {
  width: integer("w", 6, { min: 1, max: WIDEST }),
  depth: integer("d", 2, { min: 1, max: DEEPEST }),
  start: oneOf("from", "seed", ["seed", "fold"]),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
  // First-layer lines (w₁, w₂, b) that the reader has moved: those of the first units, in order.
  lines: rows("line", [], {
    most: WIDEST,
    good: (all) => all.every((row) => row.length === 3 && row.every((v) => Math.abs(v) <= STRONGEST)),
  }),
  units: integer("u", ALL, { min: 0, max: ALL }),
  reach: real("r", 1, { min: 0.5, max: 50 }),
};

/** The most regions that n straight lines cut a plane into. */
export const mostOf = (n) => 1 + n + (n * (n - 1)) / 2;

/** Every layer folds the square onto itself, |x| along both axes: two units a coordinate. */
function fold(affine, width, first) {
  const { W, b } = affine.params;
  W.fill(0);
  const used = Math.min(width, 4);
  for (let unit = 0; unit < used; unit++) {
    const sign = unit % 2 ? -1 : 1;
    const axis = unit < 2 ? 0 : 1;
    if (first) W[axis * width + unit] = sign;
    else {
      // 2|x| − 1, from the two halves of |x| of the layer before.
      for (const half of [0, 1]) if (2 * axis + half < used) W[(2 * axis + half) * width + unit] = 2 * sign;
      b[unit] = -sign;
    }
  }
}

/** Units of a layer beyond `on` are taken out: their line is nowhere. */
function silence({ params: { W, b }, nIn, nOut }, on) {
  for (let unit = on; unit < nOut; unit++) {
    b[unit] = 0;
    for (let i = 0; i < nIn; i++) W[i * nOut + unit] = 0;
  }
}

/** The affine layers of the network. */
function affines({ width, depth, start, seed, lines }) {
  const rng = defaultRng(seed);
  return Array.from({ length: depth }, (_, l) => {
    const affine = new Affine(l ? width : 2, width, { init: heNormal, rng });
    affine.params.b.set(rng.normal(0, SPREAD, width));
    if (start === "fold") affine.params.b.fill(0);
    if (start === "fold") fold(affine, width, l === 0);
    const own = l === 0 ? lines.slice(0, width) : [];
    own.forEach(([w1, w2, b], unit) => {
      affine.params.W[unit] = w1;
      affine.params.W[width + unit] = w2;
      affine.params.b[unit] = b;
    });
    return affine;
  });
}

const stack = (layers) => new Sequential(...layers.flatMap((affine) => [affine, new Activation("relu")]));
const square = (reach) => [[-1, -1], [1, -1], [1, 1], [-1, 1]].map((corner) => corner.map((v) => v * reach)); // prettier-ignore
const polygons = (layers, reach) => (layers.length ? planeRegions(stack(layers), square(reach)) : [square(reach)]);

/** The middle of a polygon's corners: inside, because regions are convex. */
const middle = (piece) => [0, 1].map((i) => piece.reduce((sum, point) => sum + point[i], 0) / piece.length);

/** Which share of the units is on in each region. */
function shares(layers, pieces, total) {
  if (!layers.length) return pieces.map(() => 0);
  const n = pieces.length;
  const on = new Float64Array(n);
  stack(layers).outputs(Float64Array.from(pieces.flatMap(middle)), n).forEach((out, l) => {
    if (l % 2) out.forEach((h, i) => (on[Math.floor((i * n) / out.length)] += h > 0));
  }); // prettier-ignore
  return Array.from(on, (count) => count / total);
}

/** The network without the units that are not counted yet. */
function counted(s, total) {
  const used = Math.min(s.units, total);
  const layers = affines(s).slice(0, Math.ceil(used / s.width));
  if (layers.length) silence(layers.at(-1), used - (layers.length - 1) * s.width);
  return { layers, used };
}

export function at(s) {
  const total = s.width * s.depth;
  const { layers, used } = counted(s, total);
  // The regions of the first layer, of the first two, …: the last are those of the network.
  const stages = layers.map((_, l) => polygons(layers.slice(0, l + 1), s.reach));
  const pieces = stages.at(-1) ?? polygons([], s.reach);
  const { W, b } = affines({ ...s, depth: 1 })[0].params;
  const lines = Array.from({ length: s.width }, (_, unit) => [W[unit], W[s.width + unit], b[unit]]);
  const before = used > 0 ? polygons(counted({ ...s, units: used - 1 }, total).layers, s.reach).length : 1;
  return { s, total, used, stages, pieces, lines, shares: shares(layers, pieces, total), count: pieces.length, added: pieces.length - before, most: mostOf(used) };
}

/** Twelve units in one to four layers: regions in the window for each of twenty seeds. */
export function census() {
  return ARRANGEMENTS.map(([width, depth]) => {
    const counts = Array.from({ length: SEEDS }, (_, seed) => polygons(affines({ width, depth, start: "seed", seed, lines: [] }), 1).length);
    const mean = counts.reduce((sum, n) => sum + n, 0) / SEEDS;
    return { width, depth, mean, low: Math.min(...counts), high: Math.max(...counts) };
  });
}

/** The patch that gives a first-layer line the place to which the reader has moved it. */
export function moved(s, unit, line) {
  const lines = at({ ...s, units: 0 }).lines.slice(0, Math.max(unit + 1, s.lines.length));
  lines[unit] = line;
  const bounded = (v) => Number(Math.min(STRONGEST, Math.max(-STRONGEST, v)).toFixed(4));
  return { lines: lines.map((row) => row.map(bounded)) };
}

/** The state with one unit more, or all of them. */
export const unitsAt = ({ width, depth }, n) => ({ units: n >= width * depth ? ALL : n });

export const question = ({ depth, start, lines, width }) => {
  if (start === "fold") return depth > 2 ? "fold" : null;
  if (lines.length) return null;
  return depth === 1 ? "bend" : width * depth === 12 ? "deep" : null;
};
