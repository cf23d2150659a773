// Walking downhill on a surface, dlcore.optimizers.minimize, and what becomes of it.

/**
 * The points visited, x₀ y₀ x₁ y₁ …, in a Float64Array of 2 (nSteps + 1). The optimizer is reset first.
 * `noise` is the standard deviation of what `rng` adds to both parts of every gradient.
 */
export function minimize(optimizer, surface, start, nSteps, { noise = 0, rng } = {}) {
  const [point, gradient] = [Float64Array.from(start), new Float64Array(2)];
  const [params, grads] = [{ point }, { point: gradient }];
  const path = new Float64Array(2 * (nSteps + 1));
  path.set(point);
  optimizer.reset();
  for (let i = 1; i <= nSteps; i++) {
    gradient.set(surface.grad(point[0], point[1]));
    if (noise > 0) for (let k = 0; k < 2; k++) gradient[k] += noise * rng.standardNormal();
    optimizer.step(params, grads);
    path.set(point, 2 * i);
  }
  return path;
}

/**
 * Step number `k`, from 1 on, of the same walk in full: where it starts (`from`), its `gradient`, what the
 * optimizer kept `before` and keeps `after` it, and the `step` itself, [x, y] each.
 */
export function stepInFull(optimizer, surface, start, k, noisy) {
  let seen;
  const { update } = optimizer;
  optimizer.update = (p, g, ...states) => {
    const before = optimizer.nSteps === k ? [p, g, ...states].map((array) => array.slice()) : null;
    update.call(optimizer, p, g, ...states);
    if (!before) return;
    const [from, gradient, ...kept] = before;
    seen = { from, gradient, before: kept, after: states.map((array) => array.slice()), step: p.map((value, i) => value - from[i]) };
  };
  minimize(optimizer, surface, start, k, noisy);
  delete optimizer.update; // what its class says holds again
  return seen;
}

/** After how many steps f stays at most at `level`, as far as `nSteps` steps show; null if it does not. */
export function stepsToSettle(optimizer, surface, start, level, nSteps) {
  const path = minimize(optimizer, surface, start, nSteps);
  let k = nSteps;
  while (k >= 0 && surface.f(path[2 * k], path[2 * k + 1]) <= level) k--;
  return k < nSteps ? k + 1 : null;
}
