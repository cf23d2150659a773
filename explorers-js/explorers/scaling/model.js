// What scaling computes: the valley of two weights for two features, and gradient descent in it.

import { integer, oneOf, real } from "../../kit.js";

export const MAX_STEPS = 200;
export const UNITS = { m: 1, dm: 10, cm: 100, mm: 1000 };
export const MEAN = [1.7, 65]; // metres, kilograms
export const DEVIATION = [0.09, 12];
const START = [-0.9, 0.75]; // from the minimum, in shares of the picture's half width
const FACTOR = 1000; // the error to shrink by

export const schema = {
  unit: oneOf("u", "dm", Object.keys(UNITS)),
  correlation: real("r", 0.6, { min: -0.95, max: 0.95 }),
  mean: real("m", 0, { min: 0, max: 1 }),
  prepared: oneOf("p", "raw", ["raw", "standardized", "whitened"]),
  steps: integer("n", 30, { min: 0, max: MAX_STEPS }),
};

/** The matrix of second moments [a, b, c] = [[a, b], [b, c]], and mean and deviation of both features. */
export function inputs({ unit, correlation, mean, prepared }) {
  if (prepared === "whitened") return { hessian: [1, 0, 1], centre: [0, 0], spread: [1, 1], r: 0 };
  if (prepared === "standardized") return { hessian: [1, correlation, 1], centre: [0, 0], spread: [1, 1], r: correlation };
  const scale = [UNITS[unit], 1];
  const spread = DEVIATION.map((v, i) => v * scale[i]);
  const centre = MEAN.map((v, i) => v * scale[i] * mean);
  const [[s, t], [p, q]] = [spread, centre];
  return { hessian: [s * s + p * p, correlation * s * t + p * q, t * t + q * q], centre, spread, r: correlation };
}

/** Both eigenvalues of [[a, b], [b, c]], the smaller first; the small one by the determinant, which rounding spares. */
function curvatures([a, b, c], determinant) {
  const large = (a + c + Math.hypot(a - c, 2 * b)) / 2;
  return [determinant / large, large];
}

/** det H = det Σ (1 + μᵀ Σ⁻¹ μ), free of cancellation. */
function determinant({ centre: [p, q], spread: [s, t], r }) {
  const [u, v] = [p / s, q / t];
  return s * s * t * t * (1 - r * r + u * u - 2 * r * u * v + v * v);
}

/** Steps until the distance is a thousandth, if each step multiplies it by `share`. */
const stepsAt = (share) => Math.max(1, Math.ceil(-Math.log(FACTOR) / Math.log(share) - 1e-9));

/** Everything that the figure shows of a state. */
export function facts(s) {
  const now = inputs(s);
  const [flat, steep] = curvatures(now.hessian, determinant(now));
  const kappa = steep / flat;
  const root = Math.sqrt(kappa);
  const rate = 2 / (flat + steep);
  const path = [[...START]];
  const [a, b, c] = now.hessian;
  for (let k = 0; k < s.steps; k++) {
    const [x, y] = path[k];
    path.push([x - rate * (a * x + b * y), y - rate * (b * x + c * y)]);
  }
  const end = path.at(-1);
  return {
    s, ...now, flat, steep, kappa, rate, path,
    left: Math.hypot(...end) / Math.hypot(...START),
    plain: stepsAt((kappa - 1) / (kappa + 1)),
    heavy: stepsAt((root - 1) / (root + 1)),
  }; // prettier-ignore
}

/** Height of the loss above its minimum, at a distance (x, y) from it, as a share of the steepest. */
export const height = ({ hessian: [a, b, c], steep }, x, y) => (a * x * x + 2 * b * x * y + c * y * y) / steep;

/** The question that makes sense now. */
export const question = ({ prepared }) => (prepared === "standardized" ? "round" : "unit");
