"""What the long experiments of the chapter batch-norm found; they come with the package."""

import numpy as np

from dlcore.datasets import load_digits, train_test_split
from dlcore.experiments._records import read_record

__all__ = ["batch_norm_results", "digits_split"]

SIZES = (2, 4, 8, 16, 32, 64, 128)


def digits_split():
    """Return 1,000 digits to train on and 797 to test on: x, t, x_test, t_test.

    They are ``train_test_split(x, t, test_size=797, rng=numpy.random.default_rng(0))``, in the
    order in which the experiments of this package take them. Chapter: batch-norm.

    Examples
    --------
    >>> [len(part) for part in digits_split()]
    [1000, 1000, 797, 797]
    """
    x, x_test, t, t_test = train_test_split(
        *load_digits(), test_size=797, rng=np.random.default_rng(0)
    )
    return x, t, x_test, t_test


def batch_norm_results(name: str) -> dict:
    """Return what a long experiment found; ``python -m tools.goldens batch_norm`` runs it anew.

    All train on `digits_split`; a row, or an entry, is a seed of those in ``"seeds"``.

    Parameters
    ----------
    name : {"scales", "rates", "noise", "smoothness", "sizes"}
        ``"scales"``: training accuracies after 20 epochs per ``"scale"`` of normal first weights,
        for ``"none"`` and ``"batch"``. ``"rates"``: the same after 10 epochs, and ``"none test"``,
        per learning ``"rate"``, for ``"batch after"`` too. ``"noise"``: training losses of 10
        epochs for ``"none"``, ``"batch"``, ``"noisy batch"`` and ``"noise"``, and test accuracies.
        ``"smoothness"``: the fields of `Smoothness`, as ``"none loss"`` and so on. ``"sizes"``:
        test errors per batch ``"size"`` for ``"none"``, ``"batch"`` and ``"layer"``, and the rates.

    Returns
    -------
    dict of str to ndarray

    Raises
    ------
    ValueError
        If there is no such experiment.

    Notes
    -----
    Chapter: batch-norm.

    Examples
    --------
    >>> batch_norm_results("scales")["batch"].shape
    (16, 10)
    """
    stored = read_record("batch_norm")
    names = [key for key in stored if key != "command"]
    if not isinstance(name, str) or name not in names:
        raise ValueError(f"name must be one of {', '.join(names)}, got {name!r}")
    return {key: np.array(value) for key, value in stored[name].items()}
