// The points of decision: drawn as dlcore draws them, or the reader's own.

import { defaultRng, makeBlobs, makeCircles, makeMoons, makeSpirals, same } from "../../kit.js";

export const REACH = 2; // how far the plane goes
const N_TEST = 200;

export const OWN = [
  [-1.4, 0, 0], [-1, 1, 0], [0, 1.4, 0], [1, 1, 0], [1.4, 0, 0], [0, -1.4, 0],
  [-0.4, 0, 1], [0, 0.4, 1], [0.4, 0, 1], [0, -0.4, 1], [1, -1, 1], [1.4, -1.4, 1],
]; // prettier-ignore

const SHAPES = {
  xor(n, noise, rng) {
    const { x, t } = makeBlobs(n, [[-1, -1], [-1, 1], [1, -1], [1, 1]], { std: 3 * noise, rng }); // prettier-ignore
    return { x, t: t.map((k) => (k === 1 || k === 2 ? 1 : 0)) };
  },
  blobs: (n, noise, rng) => makeBlobs(n, [[-1, -1], [1, 1]], { std: 3 * noise, rng }), // prettier-ignore
  circles: (n, noise, rng) => moved(makeCircles(n, { noise, rng }), 1.5),
  spirals: (n, noise, rng) => moved(makeSpirals(n, { noise, rng }), 1.5),
  moons: (n, noise, rng) => moved(makeMoons(n, { noise, rng }), 1, [0.5, 0.25]),
};

const moved = ({ x, t }, scale, from = [0, 0]) => ({ x: x.map((v, k) => scale * (v - from[k % 2])), t });

/** Training and test points; points of the reader's own have no test set. */
export function examples({ data, points, n_examples, noise, data_seed }) {
  if (data === "own")
    return [{ x: Float64Array.from(points.flatMap(([x, y]) => [x, y])), t: Float64Array.from(points, (p) => p[2]), n: points.length }]; // prettier-ignore
  const rng = defaultRng(data_seed);
  return [n_examples, N_TEST].map((n) => ({ ...SHAPES[data](n, noise, rng), n }));
}

/** The reader's own points when they choose to make some: at first those that stand there. */
export function ownData(state, [{ x, t, n }]) {
  if (!same(state.points, OWN)) return { data: "own" };
  const few = Math.min(n, 60);
  const inside = (v) => Number(Math.max(-REACH, Math.min(REACH, v)).toFixed(2)) + 0;
  const points = Array.from({ length: few }, (_, i) => {
    const k = Math.floor((i * n) / few);
    return [inside(x[2 * k]), inside(x[2 * k + 1]), t[k]];
  });
  return { data: "own", points };
}
