// Data sets of points in the plane: { x, t } with x = x₀ y₀ x₁ y₁ …, t the class of each. dlcore.datasets.

/** Class by class, as evenly as possible. */
const labels = (n, nClasses) => Int32Array.from({ length: n }, (_, i) => Math.floor((i * nClasses) / n));

function noisy(x, std, rng) {
  for (let k = 0; k < x.length; k++) x[k] += std * rng.standardNormal();
  return x;
}

/** Each point (x, y) from its class and its place in the order. */
const points = (t, at) => Float64Array.from([...t].flatMap(at));

const GATES = { and: [0, 0, 0, 1], or: [0, 1, 1, 1], nand: [1, 1, 1, 0], nor: [1, 0, 0, 0], xor: [0, 1, 1, 0] };

/** The truth table of a logic gate; the inputs are 00, 01, 10, 11. */
export const makeGate = (name) => ({ x: Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1), t: Int32Array.from(GATES[name]) });

/** Round clouds, class k around centers[k] with standard deviation `std`. */
export function makeBlobs(n, centers, { std = 1, rng }) {
  const t = labels(n, centers.length);
  return { x: noisy(points(t, (k) => centers[k]), std, rng), t };
}

/** Two half circles of radius 1 that reach into each other. */
export function makeMoons(n, { noise = 0, rng }) {
  const t = labels(n, 2);
  const x = points(t, (k) => {
    const angle = Math.PI * rng.random();
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return k === 0 ? [c, s] : [1 - c, 0.5 - s];
  });
  return { x: noisy(x, noise, rng), t };
}

/** A circle of radius 1 (class 0) around one of radius `ratio` (class 1). */
export function makeCircles(n, { ratio = 0.5, noise = 0, rng }) {
  const t = labels(n, 2);
  const x = points(t, (k) => {
    const angle = 2 * Math.PI * rng.random();
    const radius = k === 0 ? 1 : ratio;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  return { x: noisy(x, noise, rng), t };
}

/** Arms that wind out from the middle to radius 1, one per class, each `turns` times round. */
export function makeSpirals(n, { nClasses = 2, turns = 1, noise = 0, rng }) {
  const t = labels(n, nClasses);
  const x = points(t, (k) => {
    const radius = Math.sqrt(rng.random());
    const angle = 2 * Math.PI * (turns * radius + k / nClasses);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  return { x: noisy(x, noise, rng), t };
}
