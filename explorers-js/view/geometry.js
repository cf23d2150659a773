// Lines w₁x + w₂y + b = 0, isolines, and their crossing with a box.

/** The part of the line inside the box as [[x, y], [x, y]], or null. */
export function clipLine([w1, w2, b], [x0, x1], [y0, y1]) {
  const size = Math.hypot(w1, w2);
  if (size < 1e-9) return null;
  const [px, py] = [(-b * w1) / size ** 2, (-b * w2) / size ** 2];
  const [dx, dy] = [-w2 / size, w1 / size];
  let [low, high] = [-Infinity, Infinity];
  for (const [p, d, min, max] of [
    [px, dx, x0, x1],
    [py, dy, y0, y1],
  ]) {
    if (Math.abs(d) < 1e-12) {
      if (p < min || p > max) return null;
      continue;
    }
    const [a, c] = [(min - p) / d, (max - p) / d];
    low = Math.max(low, Math.min(a, c));
    high = Math.min(high, Math.max(a, c));
  }
  if (low >= high) return null;
  return [low, high].map((t) => [px + t * dx, py + t * dy]);
}

/** Point of the line nearest to (x, y). */
export function projectOnLine([w1, w2, b], [x, y]) {
  const t = (w1 * x + w2 * y + b) / (w1 ** 2 + w2 ** 2);
  return [x - t * w1, y - t * w2];
}

/** Segments of the level set f = 0 of values on an nx × ny lattice (marching squares), lattice units. */
export function isoline(values, nx, ny) {
  const segments = [];
  for (let j = 0; j + 1 < ny; j++)
    for (let i = 0; i + 1 < nx; i++) {
      const corner = [
        [i, j],
        [i + 1, j],
        [i + 1, j + 1],
        [i, j + 1],
      ];
      const v = corner.map(([a, b]) => values[b * nx + a]);
      const cuts = [];
      for (let k = 0; k < 4; k++) {
        const [a, b] = [v[k], v[(k + 1) % 4]];
        if (a > 0 === b > 0) continue;
        const t = a / (a - b);
        const [p, q] = [corner[k], corner[(k + 1) % 4]];
        cuts.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
      }
      for (let k = 0; k + 1 < cuts.length; k += 2) segments.push([cuts[k], cuts[k + 1]]);
    }
  return segments;
}
