"""The baseline: the same training as it is often written in first lessons.

Parameters in a dictionary by name, layers made anew from it at every step, ReLU by a mask of
booleans, one-hot targets, optimizers that make new arrays, and the loss computed once more after
every update in order to be recorded.
"""

import itertools

import numpy as np

from benchmarks.workloads import BATCH, DROPOUT


class Textbook:
    """A workload's network and its training."""

    def __init__(self, workload, dtype, rng):
        self.workload, self.rng, self.params, self.state = workload, rng, {}, {}
        for i, (n_in, n_out) in enumerate(itertools.pairwise(workload.sizes), 1):
            scale = np.sqrt(2 / n_in)
            self.params[f"W{i}"] = (scale * rng.standard_normal((n_in, n_out))).astype(dtype)
            self.params[f"b{i}"] = np.zeros(n_out, dtype)
            if workload.extra == "batch norm" and i < len(workload.sizes) - 1:
                self.params[f"gamma{i}"] = np.ones(n_out, dtype)
                self.params[f"beta{i}"] = np.zeros(n_out, dtype)

    def loss(self, x, t):
        """Return the cross-entropy, and keep what the gradient needs."""
        self.cache, h = [], x
        for i in range(1, len(self.workload.sizes)):
            z = np.dot(h, self.params[f"W{i}"]) + self.params[f"b{i}"]
            kept = {"h": h}
            h = z
            if i < len(self.workload.sizes) - 1:
                h = self._hidden(h, i, kept)
            self.cache.append(kept)
        e = np.exp(h - h.max(axis=1, keepdims=True))
        self.y, self.t = e / e.sum(axis=1, keepdims=True), t
        return -np.sum(t * np.log(self.y + 1e-7)) / len(t)

    def _hidden(self, z, i, kept):
        if self.workload.extra == "batch norm":
            centred = z - z.mean(axis=0)
            std = np.sqrt((centred**2).mean(axis=0) + 1e-5)
            kept |= {"z": centred / std, "std": std}
            z = self.params[f"gamma{i}"] * kept["z"] + self.params[f"beta{i}"]
        kept["mask"] = z <= 0
        out = z.copy()
        out[kept["mask"]] = 0
        if self.workload.extra == "dropout":
            kept["keep"] = self.rng.random(out.shape) > DROPOUT
            out = out * kept["keep"] / (1 - DROPOUT)
        return out.astype(z.dtype, copy=False)

    def gradient(self, x, t):
        """Return the gradients of all parameters by name."""
        self.loss(x, t)
        grads, dout = {}, (self.y - self.t) / len(t)
        for i in range(len(self.workload.sizes) - 1, 0, -1):
            kept = self.cache[i - 1]
            if "mask" in kept:
                dout = self._hidden_gradient(dout, i, kept, grads)
            grads[f"W{i}"] = np.dot(kept["h"].T, dout)
            grads[f"b{i}"] = dout.sum(axis=0)
            dout = np.dot(dout, self.params[f"W{i}"].T)
        return grads

    def _hidden_gradient(self, dout, i, kept, grads):
        if self.workload.extra == "dropout":
            dout = (dout * kept["keep"] / (1 - DROPOUT)).astype(dout.dtype, copy=False)
        dout[kept["mask"]] = 0
        if self.workload.extra == "batch norm":
            z = kept["z"]
            grads[f"gamma{i}"], grads[f"beta{i}"] = (dout * z).sum(axis=0), dout.sum(axis=0)
            dz = dout * self.params[f"gamma{i}"]
            dout = (dz - dz.mean(axis=0) - z * (dz * z).mean(axis=0)) / kept["std"]
        return dout

    def update(self, grads, lr=0.01):
        """Take one step of the workload's optimizer."""
        name = self.workload.optimizer
        state = self.state or {
            key: [np.zeros_like(p), np.zeros_like(p)] for key, p in self.params.items()
        }
        self.state = state
        for key, g in grads.items():
            m, v = state[key]
            if name == "SGD":
                step = lr * g
            elif name == "Momentum":
                m = 0.9 * m - lr * g
                step = -m
            elif name == "AdaGrad":
                v = v + g * g
                step = lr * g / (np.sqrt(v) + 1e-7)
            else:
                m, v = m + 0.1 * (g - m), v + 0.001 * (g**2 - v)
                step = 0.1 * lr * m / (np.sqrt(v) + 1e-7)
            state[key] = [m, v]
            self.params[key] = self.params[key] - step

    def train(self, x, one_hot, n_steps):
        """Take so many steps on batches drawn at random."""
        losses = []
        for _ in range(n_steps):
            rows = self.rng.choice(len(x), BATCH)
            x_batch, t_batch = x[rows], one_hot[rows]
            self.update(self.gradient(x_batch, t_batch))
            losses.append(self.loss(x_batch, t_batch))
        return losses
