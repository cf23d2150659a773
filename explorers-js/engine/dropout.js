// Dropout: train a different thinned network at every step. dlcore.layers.Dropout.

/**
 * Inverted dropout (Srivastava et al. 2014): in training each number is 0 with probability p, and what is
 * kept is divided by 1 − p. `rng` draws the masks; a mask that is set by hand (1 keeps, 0 drops; of one row,
 * or of the whole batch) is used instead.
 */
export class Dropout {
  params = {};
  grads = {};
  training = true;
  mask = null;

  constructor(p, { rng, mask = null } = {}) {
    if (!(p >= 0 && p < 1)) throw new RangeError(`p must be in [0, 1), got ${p}`);
    Object.assign(this, { p, rng, mask });
  }

  forward(x) {
    this.scale = this.training && this.p > 0 ? this.#scale(x.length) : null;
    return this.#apply(x);
  }

  backward(dy) {
    return this.#apply(dy);
  }

  /** 0 or 1/(1 − p) for each number. */
  #scale(size) {
    const { p, rng, mask } = this;
    const scale = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      const kept = mask ? mask[i % mask.length] : rng.random() >= p;
      if (kept) scale[i] = 1 / (1 - p);
    }
    return scale;
  }

  #apply(x) {
    const { scale } = this;
    const out = Float64Array.from(x);
    if (scale) for (let i = 0; i < out.length; i++) out[i] *= scale[i];
    return out;
  }
}
