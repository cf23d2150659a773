// Surfaces over the plane to walk down: f(x, y), its gradient, and its second derivatives.

/** x²/κ + y², turned by `angle` radians: a ravine whose condition number is κ. 20 is the lecture's x²/20 + y². */
export function ravine({ kappa = 20, angle = 0 } = {}) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const a = (c * c) / kappa + s * s;
  const b = c * s * (1 / kappa - 1);
  const d = (s * s) / kappa + c * c;
  return {
    f: (x, y) => a * x * x + 2 * b * x * y + d * y * y,
    grad: (x, y) => [2 * (a * x + b * y), 2 * (b * x + d * y)],
    hessian: () => [2 * a, 2 * b, 2 * d],
  };
}

/** ½x² − ½y² + ¼y⁴: a saddle at the origin, minima at (0, ±1). Nobody who walks along y = 0 leaves it. */
export const saddle = () => ({
  f: (x, y) => (x * x - y * y) / 2 + y ** 4 / 4,
  grad: (x, y) => [x, y ** 3 - y],
  hessian: (x, y) => [1, 0, 3 * y * y - 1],
});

/** ¼(x² − 1)² + tilt·x + ½y²: with a tilt above 0 the minimum near x = 1 is the shallow one. */
export const twoMinima = ({ tilt = 0.15 } = {}) => ({
  f: (x, y) => (x * x - 1) ** 2 / 4 + tilt * x + (y * y) / 2,
  grad: (x, y) => [x ** 3 - x + tilt, y],
  hessian: (x) => [3 * x * x - 1, 0, 1],
});

/** Smaller and larger eigenvalue of the symmetric matrix [[xx, xy], [xy, yy]]. */
export function eigenvalues([xx, xy, yy]) {
  const [mean, radius] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  return [mean - radius, mean + radius];
}
