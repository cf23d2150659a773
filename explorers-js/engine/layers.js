// Layers with forward and backward, as in dlcore.layers. A batch of n rows of d numbers is one
// Float64Array of length n·d, row after row. Every layer has `params`, `grads` (under the same keys) and,
// where it matters, `buffers` and `training`.

import { activations } from "./activations.js";

/** Z = XW + b, with W of nIn × nOut. */
export class Affine {
  constructor(nIn, nOut, { init, rng }) {
    this.nIn = nIn;
    this.nOut = nOut;
    this.params = { W: init(nIn, nOut, rng), b: new Float64Array(nOut) };
    this.grads = { W: new Float64Array(nIn * nOut), b: new Float64Array(nOut) };
  }

  forward(x, n) {
    const { nIn, nOut } = this;
    const { W, b } = this.params;
    const z = new Float64Array(n * nOut);
    for (let r = 0; r < n; r++)
      for (let j = 0; j < nOut; j++) {
        let sum = 0;
        for (let i = 0; i < nIn; i++) sum += x[r * nIn + i] * W[i * nOut + j];
        z[r * nOut + j] = sum + b[j];
      }
    this.x = x;
    return z;
  }

  backward(dz, n) {
    const { nIn, nOut, x } = this;
    const { W } = this.params;
    const { W: dW, b: db } = this.grads;
    const dx = new Float64Array(n * nIn);
    dW.fill(0);
    db.fill(0);
    for (let r = 0; r < n; r++)
      for (let j = 0; j < nOut; j++) {
        const d = dz[r * nOut + j];
        db[j] += d;
        for (let i = 0; i < nIn; i++) {
          dW[i * nOut + j] += x[r * nIn + i] * d;
          dx[r * nIn + i] += d * W[i * nOut + j];
        }
      }
    return dx;
  }
}

/** H = φ(Z), element by element; φ is a name of `activations`, or { f, grad }. */
export class Activation {
  params = {};
  grads = {};

  constructor(phi) {
    this.phi = typeof phi === "string" ? activations[phi] : phi;
    if (!this.phi) throw new RangeError(`activation must be one of ${Object.keys(activations)}, got ${phi}`);
  }

  forward(z) {
    const { f } = this.phi;
    const h = new Float64Array(z.length);
    for (let i = 0; i < h.length; i++) h[i] = f(z[i]);
    this.z = z;
    return h;
  }

  backward(dh) {
    const { z, phi } = this;
    const dz = new Float64Array(dh.length);
    for (let i = 0; i < dz.length; i++) dz[i] = dh[i] * phi.grad(z[i]);
    return dz;
  }
}

/** Layers in a row. `params`, `grads` and `buffers` show those of all layers as "0.W": number, dot, name. */
export class Sequential {
  constructor(...layers) {
    this.layers = layers;
    this.params = this.#flat("params");
    this.grads = this.#flat("grads");
    this.buffers = this.#flat("buffers");
  }

  #flat(kind) {
    const named = this.layers.flatMap((layer, i) =>
      Object.entries(layer[kind] ?? {}).map(([name, array]) => [`${i}.${name}`, array]),
    );
    return Object.fromEntries(named);
  }

  /** Output of every layer for a batch of n rows. */
  outputs(x, n) {
    const all = [];
    for (const layer of this.layers) all.push((x = layer.forward(x, n)));
    return all;
  }

  forward(x, n) {
    for (const layer of this.layers) x = layer.forward(x, n);
    return x;
  }

  backward(dy, n) {
    for (const layer of this.layers.toReversed()) dy = layer.backward(dy, n);
    return dy;
  }

  /** Training mode, in which dropout drops and batch normalization normalizes by the batch. */
  train() {
    return this.#mode(true);
  }

  /** Evaluation mode. */
  eval() {
    return this.#mode(false);
  }

  #mode(training) {
    for (const layer of this.layers) layer.training = training;
    return this;
  }
}
