// Linear regions of a network of Affine, ReLU and identity layers: inputs for which the same units are on.
// dlcore.regions.

import { activations } from "./activations.js";

const isRelu = (layer) => layer.phi === activations.relu;

function check(net) {
  if (!net.layers.some(isRelu)) throw new TypeError("regions need a network with ReLU layers");
  for (const { phi } of net.layers)
    if (phi && phi !== activations.relu && phi !== activations.identity)
      throw new TypeError("regions are counted through Affine, ReLU and identity layers only");
}

/** Which hidden units are on for each of n examples: a text of 0 and 1 per example, one digit per unit. */
export function activationPatterns(net, x, n) {
  check(net);
  const patterns = Array(n).fill("");
  net.outputs(x, n).forEach((out, i) => {
    if (!isRelu(net.layers[i])) return;
    const units = out.length / n;
    out.forEach((v, k) => (patterns[Math.floor(k / units)] += v > 0 ? "1" : "0"));
  });
  return patterns;
}

/** Outputs of a layer at a list of inputs. */
function through(layer, rows) {
  const n = rows.length;
  const out = layer.forward(Float64Array.from(rows.flat()), n);
  const d = out.length / n;
  return rows.map((_, r) => Array.from(out.subarray(r * d, (r + 1) * d)));
}

/** p + part·(q − p), number by number. */
const between = (p, q, part) => p.map((v, i) => v + part * (q[i] - v));

/** Rising positions from 0 (`start`) to 1 (`end`) at which a unit switches; one region lies between each two. */
export function segmentRegions(net, start, end) {
  check(net);
  let cuts = [{ s: 0, h: [...start] }, { s: 1, h: [...end] }]; // prettier-ignore
  for (const layer of net.layers) {
    if (isRelu(layer)) cuts = withCrossings(cuts);
    const h = through(layer, cuts.map((cut) => cut.h)); // prettier-ignore
    cuts = cuts.map(({ s }, i) => ({ s, h: h[i] }));
  }
  return Float64Array.from(cuts, ({ s }) => s);
}

/** Between two cuts h is a straight line, so each unit switches at most once. */
function withCrossings(cuts) {
  const dust = 1e-12 * Math.max(...cuts.flatMap(({ h }) => h.map(Math.abs)));
  // Rounding is no crossing.
  const clean = cuts.map(({ s, h }) => ({ s, h: h.map((v) => (Math.abs(v) < dust ? 0 : v)) }));
  const found = clean.slice(1).flatMap((next, i) => {
    const { s, h } = clean[i];
    const units = h.map((_, unit) => unit).filter((unit) => h[unit] * next.h[unit] < 0);
    return units.map((unit) => {
      const part = h[unit] / (h[unit] - next.h[unit]);
      return { s: s + part * (next.s - s), h: between(h, next.h, part) };
    });
  });
  return [...clean, ...found].sort((a, b) => a.s - b.s).filter(({ s }, i, all) => i === 0 || s > all[i - 1].s);
}

/** The convex polygons (lists of corners [x, y]) into which a net of two inputs cuts a convex polygon. */
export function planeRegions(net, corners) {
  check(net);
  let pieces = [corners.map((point) => ({ point, h: point }))];
  for (const layer of net.layers) {
    if (isRelu(layer))
      for (let unit = 0; unit < pieces[0][0].h.length; unit++) pieces = pieces.flatMap((piece) => split(piece, unit));
    pieces = pieces.map((piece) => {
      const h = through(layer, piece.map((corner) => corner.h)); // prettier-ignore
      return piece.map(({ point }, i) => ({ point, h: h[i] }));
    });
  }
  return pieces.map((piece) => piece.map(({ point }) => point));
}

/** Cut a convex polygon along the line on which a unit's pre-activation is 0. */
function split(piece, unit) {
  const z = piece.map(({ h }) => h[unit]);
  const dust = 1e-12 * Math.max(...z.map(Math.abs));
  if (z.every((v) => v >= -dust) || z.every((v) => v <= dust)) return [piece];
  return [1, -1].map((side) =>
    piece.flatMap((corner, i) => {
      const j = (i + 1) % piece.length;
      const kept = side * z[i] >= 0 ? [corner] : [];
      if (z[i] * z[j] >= 0) return kept;
      const part = z[i] / (z[i] - z[j]);
      const crossing = {
        point: between(corner.point, piece[j].point, part),
        h: between(corner.h, piece[j].h, part),
      };
      return [...kept, crossing];
    }),
  );
}
