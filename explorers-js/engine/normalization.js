// Layers that keep the scale of their signals: γ·ẑ + β with ẑ = (x − mean)/√(variance + ε), d units.
// dlcore.layers.BatchNorm and LayerNorm.

/** What both share; a group is what is normalized together: a unit over the batch, or a row over its units. */
class Normalization {
  constructor(d, eps) {
    this.d = d;
    this.eps = eps;
    this.params = { gamma: new Float64Array(d).fill(1), beta: new Float64Array(d) };
    this.grads = { gamma: new Float64Array(d), beta: new Float64Array(d) };
  }

  /** dγ = Σ dy·ẑ and dβ = Σ dy over the rows. */
  fillGrads(dy, n) {
    const { d, z } = this;
    const { gamma, beta } = this.grads;
    gamma.fill(0);
    beta.fill(0);
    for (let r = 0, k = 0; r < n; r++)
      for (let j = 0; j < d; j++, k++) {
        gamma[j] += dy[k] * z[k];
        beta[j] += dy[k];
      }
  }
}

/**
 * Each unit is normalized over the batch (Ioffe & Szegedy 2015), in evaluation with the running averages
 * `buffers`: running ← momentum·running + (1 − momentum)·batch, both variances biased.
 */
export class BatchNorm extends Normalization {
  training = true;

  constructor(d, { momentum = 0.9, eps = 1e-5 } = {}) {
    super(d, eps);
    this.momentum = momentum;
    this.buffers = { mean: new Float64Array(d), var: new Float64Array(d).fill(1) };
    this.batch = { mean: new Float64Array(d), var: new Float64Array(d) }; // of the last training batch
    this.inverse = new Float64Array(d);
  }

  forward(x, n) {
    const { d, eps, inverse } = this;
    const { gamma, beta } = this.params;
    this.fromBatch = this.training;
    if (this.training) this.#measure(x, n);
    const used = this.training ? this.batch : this.buffers;
    for (let j = 0; j < d; j++) inverse[j] = 1 / Math.sqrt(used.var[j] + eps);
    const [z, y] = [new Float64Array(n * d), new Float64Array(n * d)];
    for (let r = 0, k = 0; r < n; r++)
      for (let j = 0; j < d; j++, k++) {
        z[k] = (x[k] - used.mean[j]) * inverse[j];
        y[k] = gamma[j] * z[k] + beta[j];
      }
    this.z = z;
    return y;
  }

  /** Mean and variance of the batch, and their running averages. */
  #measure(x, n) {
    const { d, momentum, batch, buffers } = this;
    batch.mean.fill(0);
    batch.var.fill(0);
    for (let k = 0; k < n * d; k++) batch.mean[k % d] += x[k] / n;
    for (let k = 0; k < n * d; k++) batch.var[k % d] += (x[k] - batch.mean[k % d]) ** 2 / n;
    for (const key of ["mean", "var"])
      for (let j = 0; j < d; j++) buffers[key][j] += (1 - momentum) * (batch[key][j] - buffers[key][j]);
  }

  backward(dy, n) {
    this.fillGrads(dy, n);
    const { d, z, inverse, fromBatch } = this;
    const { gamma } = this.params;
    const { gamma: dGamma, beta: dBeta } = this.grads;
    const dx = new Float64Array(n * d);
    for (let r = 0, k = 0; r < n; r++)
      for (let j = 0; j < d; j++, k++) {
        // In training the mean and the variance depend on the batch too.
        const through = fromBatch ? dy[k] - dBeta[j] / n - (z[k] * dGamma[j]) / n : dy[k];
        dx[k] = gamma[j] * inverse[j] * through;
      }
    return dx;
  }
}

/** Each row is normalized over its units, the same in training and evaluation (Ba et al. 2016). */
export class LayerNorm extends Normalization {
  constructor(d, { eps = 1e-5 } = {}) {
    super(d, eps);
  }

  forward(x, n) {
    const { d, eps } = this;
    const { gamma, beta } = this.params;
    const [z, y] = [new Float64Array(n * d), new Float64Array(n * d)];
    this.inverse = new Float64Array(n);
    for (let r = 0; r < n; r++) {
      let [mean, variance] = [0, 0];
      for (let k = r * d; k < (r + 1) * d; k++) mean += x[k] / d;
      for (let k = r * d; k < (r + 1) * d; k++) variance += (x[k] - mean) ** 2 / d;
      const inverse = 1 / Math.sqrt(variance + eps);
      for (let j = 0, k = r * d; j < d; j++, k++) {
        z[k] = (x[k] - mean) * inverse;
        y[k] = gamma[j] * z[k] + beta[j];
      }
      this.inverse[r] = inverse;
    }
    this.z = z;
    return y;
  }

  backward(dy, n) {
    this.fillGrads(dy, n);
    const { d, z, inverse } = this;
    const { gamma } = this.params;
    const dx = new Float64Array(n * d);
    for (let r = 0; r < n; r++) {
      let [mean, along] = [0, 0]; // of dz = γ·dy, and of dz·ẑ
      for (let j = 0, k = r * d; j < d; j++, k++) {
        mean += (gamma[j] * dy[k]) / d;
        along += (gamma[j] * dy[k] * z[k]) / d;
      }
      for (let j = 0, k = r * d; j < d; j++, k++) dx[k] = (gamma[j] * dy[k] - mean - z[k] * along) * inverse[r];
    }
    return dx;
  }
}
