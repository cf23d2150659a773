// Optimizers change parameters in place: step(params, grads) takes two objects of Float64Arrays under
// the same keys. In the formulas g is the gradient and η the learning rate `lr`. dlcore.optimizers.

/** A new optimizer is a class with `nStates`, the arrays kept per parameter, and its formula, `update`. */
export class Optimizer {
  nStates = 0;
  #states = new Map();

  constructor(lr) {
    if (!(lr > 0 && lr < Infinity)) throw new RangeError(`lr must be a finite number above 0, got ${lr}`);
    this.lr = lr;
    this.nSteps = 0;
  }

  /** Forget all state, as if no step had been taken. */
  reset() {
    this.nSteps = 0;
    this.#states.clear();
  }

  step(params, grads) {
    this.nSteps++;
    for (const key in params) {
      const [p, g] = [params[key], grads[key]];
      if (g?.length !== p.length)
        throw new RangeError(`grads.${key} must hold ${p.length} numbers, got ${g?.length ?? "none"}`);
      this.update(p, g, ...this.#statesOf(p));
    }
  }

  #statesOf(p) {
    let states = this.#states.get(p);
    if (!states) {
      states = Array.from({ length: this.nStates }, () => new Float64Array(p.length));
      this.#states.set(p, states);
    }
    return states;
  }
}

/** p ← p − η g. */
export class SGD extends Optimizer {
  update(p, g) {
    const { lr } = this;
    for (let i = 0; i < p.length; i++) p[i] -= lr * g[i];
  }
}

/** v ← α v − η g, p ← p + v (Polyak 1964). */
export class Momentum extends Optimizer {
  nStates = 1;

  constructor(lr, { alpha = 0.9 } = {}) {
    super(lr);
    this.alpha = alpha;
  }

  update(p, g, v) {
    const { lr, alpha } = this;
    for (let i = 0; i < p.length; i++) {
      v[i] = alpha * v[i] - lr * g[i];
      p[i] += v[i];
    }
  }
}

/** v ← α v − η g, p ← p + α v − η g (Nesterov 1983); p is the look-ahead point itself. */
export class Nesterov extends Momentum {
  update(p, g, v) {
    const { lr, alpha } = this;
    for (let i = 0; i < p.length; i++) {
      v[i] = alpha * v[i] - lr * g[i];
      p[i] += alpha * v[i] - lr * g[i];
    }
  }
}

/** h ← h + g², p ← p − η g / (√h + ε) (Duchi et al. 2011). */
export class AdaGrad extends Optimizer {
  nStates = 1;

  constructor(lr = 0.01, { eps = 1e-8 } = {}) {
    super(lr);
    this.eps = eps;
  }

  update(p, g, h) {
    const { lr, eps } = this;
    for (let i = 0; i < p.length; i++) {
      h[i] += g[i] * g[i];
      p[i] -= (lr * g[i]) / (Math.sqrt(h[i]) + eps);
    }
  }
}

/** h ← ρ h + (1 − ρ) g², p ← p − η g / (√h + ε) (Tieleman & Hinton 2012). */
export class RMSProp extends Optimizer {
  nStates = 1;

  constructor(lr = 0.01, { rho = 0.9, eps = 1e-8 } = {}) {
    super(lr);
    this.rho = rho;
    this.eps = eps;
  }

  update(p, g, h) {
    const { lr, rho, eps } = this;
    for (let i = 0; i < p.length; i++) {
      h[i] += (1 - rho) * (g[i] * g[i] - h[i]);
      p[i] -= (lr * g[i]) / (Math.sqrt(h[i]) + eps);
    }
  }
}

/** h ← ρ h + (1 − ρ) g², d = g √(s + ε) / √(h + ε), s ← ρ s + (1 − ρ) d², p ← p − η d (Zeiler 2012). */
export class AdaDelta extends Optimizer {
  nStates = 2;

  constructor(lr = 1, { rho = 0.9, eps = 1e-6 } = {}) {
    super(lr);
    this.rho = rho;
    this.eps = eps;
  }

  update(p, g, h, s) {
    const { lr, rho, eps } = this;
    for (let i = 0; i < p.length; i++) {
      h[i] += (1 - rho) * (g[i] * g[i] - h[i]);
      const d = g[i] * Math.sqrt((s[i] + eps) / (h[i] + eps));
      s[i] += (1 - rho) * (d * d - s[i]);
      p[i] -= lr * d;
    }
  }
}

/**
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − η m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and
 * v̂ = v / (1 − β₂ᵗ) (Kingma & Ba 2015).
 */
export class Adam extends Optimizer {
  nStates = 2;

  constructor(lr = 0.001, { beta1 = 0.9, beta2 = 0.999, eps = 1e-8, biasCorrection = true } = {}) {
    super(lr);
    Object.assign(this, { beta1, beta2, eps, biasCorrection });
  }

  update(p, g, m, v) {
    const { lr, beta1, beta2, eps, biasCorrection, nSteps } = this;
    const c1 = biasCorrection ? 1 - beta1 ** nSteps : 1;
    const c2 = biasCorrection ? 1 - beta2 ** nSteps : 1;
    for (let i = 0; i < p.length; i++) {
      m[i] += (1 - beta1) * (g[i] - m[i]);
      v[i] += (1 - beta2) * (g[i] * g[i] - v[i]);
      p[i] -= (lr * m[i]) / c1 / (Math.sqrt(v[i] / c2) + eps);
    }
  }
}

/** Adam with m̂ = β₁ m / (1 − β₁ᵗ⁺¹) + (1 − β₁) g / (1 − β₁ᵗ) (Dozat 2016). */
export class Nadam extends Adam {
  update(p, g, m, v) {
    const { lr, beta1, beta2, eps, nSteps } = this;
    const ahead = beta1 / (1 - beta1 ** (nSteps + 1));
    const now = (1 - beta1) / (1 - beta1 ** nSteps);
    const c2 = 1 - beta2 ** nSteps;
    for (let i = 0; i < p.length; i++) {
      m[i] += (1 - beta1) * (g[i] - m[i]);
      v[i] += (1 - beta2) * (g[i] * g[i] - v[i]);
      p[i] -= (lr * (ahead * m[i] + now * g[i])) / (Math.sqrt(v[i] / c2) + eps);
    }
  }
}

/** p ← p − η λ p, then the step of Adam (Loshchilov & Hutter 2019). */
export class AdamW extends Adam {
  constructor(lr = 0.001, { weightDecay = 0.01, ...adam } = {}) {
    super(lr, adam);
    this.weightDecay = weightDecay;
  }

  update(p, g, m, v) {
    const keep = 1 - this.lr * this.weightDecay;
    for (let i = 0; i < p.length; i++) p[i] *= keep;
    super.update(p, g, m, v);
  }
}
