// Activation functions and their derivatives with respect to the pre-activation z. dlcore.activations.

import { erfc } from "./erf.js";

// exp(−|z|) cannot overflow.
const sigmoid = (z) => {
  const e = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : e) / (1 + e);
};
const sigmoidGrad = (z) => {
  const e = Math.exp(-Math.abs(z));
  return e / (1 + e) ** 2;
};
const normalCdf = (z) => erfc(-z * Math.SQRT1_2) / 2;
const zero = () => 0;

/** z above 0, slope·z elsewhere (Maas et al. 2013). */
export const leakyRelu = (slope = 0.01) => ({
  f: (z) => (z > 0 ? z : slope * z),
  grad: (z) => (z > 0 ? 1 : slope),
});

/** z above 0, α (exp(z) − 1) elsewhere (Clevert et al. 2016). */
export const elu = (alpha = 1) => ({
  f: (z) => (z > 0 ? z : alpha * Math.expm1(z)),
  grad: (z) => (z > 0 ? 1 : alpha * Math.exp(z)),
});

export const activations = {
  // The derivative of a step is 0 wherever it exists: nothing can be learned through it.
  step: { f: (z) => (z > 0 ? 1 : 0), grad: zero },
  sign: { f: Math.sign, grad: zero },
  identity: { f: (z) => z, grad: () => 1 },
  sigmoid: { f: sigmoid, grad: sigmoidGrad },
  tanh: { f: Math.tanh, grad: (z) => 4 * sigmoidGrad(2 * z) },
  relu: { f: (z) => (z > 0 ? z : 0), grad: (z) => (z > 0 ? 1 : 0) },
  leakyRelu: /* @__PURE__ */ leakyRelu(),
  elu: /* @__PURE__ */ elu(),
  // z·P(Z ≤ z) for a standard normal Z, exactly (Hendrycks & Gimpel 2016).
  gelu: {
    f: (z) => z * normalCdf(z),
    grad: (z) => normalCdf(z) + (z * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI),
  },
  // z·sigmoid(z) (Elfwing et al. 2018).
  silu: { f: (z) => z * sigmoid(z), grad: (z) => sigmoid(z) + z * sigmoidGrad(z) },
};
