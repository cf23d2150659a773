"""What experiments share that train many networks at once, stacked along a leading axis."""

from itertools import pairwise

import numpy as np

from dlcore._checks import as_array, as_batch, as_seeds, require_finite, require_shape, shown
from dlcore.initializers import he


def labelled(x, t, x_test, t_test, seeds):
    """Return examples, classes and seeds, checked; `t` may give each network labels of its own."""
    x, x_test = as_batch(x, "D", np.float64), as_batch(x_test, "D", np.float64, "x_test")
    require_finite(x, "x")
    require_finite(x_test, "x_test")
    require_shape(x_test, ("N_test", x.shape[1]), "x_test")
    seeds = as_seeds(seeds, "seeds")
    t, t_test = as_array(t, "t"), as_array(t_test, "t_test")
    require_shape(t, (len(x),) if t.ndim < 2 else (len(seeds), len(x)), "t")
    require_shape(t_test, (len(x_test),), "t_test")
    for labels, name in ((t, "t"), (t_test, "t_test")):
        if labels.dtype.kind not in "iu" or labels.min() < 0:
            raise ValueError(f"{name} must hold classes, integers from 0, got {shown(labels)}")
    return x, t, x_test, t_test, seeds


def initial(rngs, widths):
    """Return a pair (W, b) for each layer, with the networks along the first axis."""
    shapes = list(pairwise(widths))
    drawn = [[he(shape, rng=rng) for shape in shapes] for rng in rngs]
    weights = [np.stack(each) for each in zip(*drawn, strict=True)]
    return [(w, np.zeros((len(rngs), 1, w.shape[2]))) for w in weights]


def epoch_batches(rngs, x, y, batch_size):
    """Yield the batches of one epoch, (n_networks, B, …) each; every network has its own order.

    As in ``fit``, a batch that holds all examples keeps their order and draws nothing.
    """
    whole = batch_size >= len(x)
    order = np.stack([np.arange(len(x)) if whole else rng.permutation(len(x)) for rng in rngs])
    for i in range(0, len(x), batch_size):
        rows = order[:, i : i + batch_size]
        yield x[rows], np.take_along_axis(y, rows[..., None], 1)
