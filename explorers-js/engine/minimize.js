// Walking downhill on a surface. dlcore.optimizers.minimize.

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
