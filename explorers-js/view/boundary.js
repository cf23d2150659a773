// What shape a decision boundary has, and which way units rise: what the summary tells of the picture.

const STRAIGHT = 0.04; // of the width of the plane: how far from a line a straight boundary may be

/** Connected regions of the lattice points for which `is(k)` holds; `edge`: the region meets the frame. */
function regions(n, is) {
  const seen = new Uint8Array(n * n);
  const found = [];
  for (let start = 0; start < n * n; start++) {
    if (seen[start] || !is(start)) continue;
    const region = { size: 0, edge: false };
    const waiting = [start];
    seen[start] = 1;
    while (waiting.length) {
      const k = waiting.pop();
      const [i, j] = [k % n, Math.floor(k / n)];
      region.size += 1;
      if (i === 0 || j === 0 || i === n - 1 || j === n - 1) region.edge = true;
      for (const [di, dj] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
        const [a, b] = [i + di, j + dj];
        const next = b * n + a;
        if (a < 0 || b < 0 || a >= n || b >= n || seen[next] || !is(next)) continue;
        seen[next] = 1;
        waiting.push(next);
      }
    }
    found.push(region);
  }
  return found.filter(({ size }) => size > 2); // specks of the lattice are no regions
}

/** Whether the segments of a boundary on an n × n lattice lie on one line. */
function straight(segments, n) {
  const points = segments.flat();
  const mean = [0, 1].map((i) => points.reduce((sum, p) => sum + p[i], 0) / points.length);
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    const [dx, dy] = [x - mean[0], y - mean[1]];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const away = ([x, y]) => Math.abs((x - mean[0]) * Math.sin(angle) - (y - mean[1]) * Math.cos(angle));
  return Math.max(...points.map(away)) < STRAIGHT * n;
}

/**
 * The key of the sentence about a boundary, with its numbers: `values` are positive for class 1 on an
 * n × n lattice, `segments` their isoline.
 */
export function boundaryShape(values, n, segments) {
  const ones = regions(n, (k) => values[k] > 0);
  const zeros = regions(n, (k) => !(values[k] > 0));
  if (!ones.length || !zeros.length) return { key: "shapeNone", t: ones.length ? 1 : 0 };
  if (ones.length === 1 && zeros.length === 1) {
    const inner = !ones[0].edge ? 1 : !zeros[0].edge ? 0 : null;
    if (inner !== null) return { key: "shapeClosed", t: inner };
    return { key: straight(segments, n) ? "shapeLine" : "shapeBent" };
  }
  if (ones.length === 1 && zeros.length === 2) return { key: "shapeBand", t: 1 };
  if (zeros.length === 1 && ones.length === 2) return { key: "shapeBand", t: 0 };
  return { key: "shapeParts", ones: ones.length, zeros: zeros.length };
}

const WAYS = ["right", "upRight", "up", "upLeft", "left", "downLeft", "down", "downRight"];

/** For each unit of the first layer (weights row by row: x₁, then x₂) the way in which its sum grows, or null. */
export function directions(W) {
  const units = W.length / 2;
  return Array.from({ length: units }, (_, u) => {
    const [w1, w2] = [W[u], W[units + u]];
    if (!(Math.hypot(w1, w2) > 1e-3)) return null;
    return WAYS[(Math.round((4 * Math.atan2(w2, w1)) / Math.PI) + 8) % 8];
  });
}
