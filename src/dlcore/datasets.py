"""Data to learn from: drawn, shipped, or downloaded once."""

from __future__ import annotations

import hashlib
import os
import sys
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._checks import require_rng
from ._synthetic import (
    MAIL_WORDS,
    make_blobs,
    make_circles,
    make_gate,
    make_mails,
    make_moons,
    make_spirals,
)

__all__ = [
    "MAIL_WORDS", "load_digits", "load_mnist", "make_blobs", "make_circles", "make_gate",
    "make_mails", "make_moons", "make_spirals", "train_test_split",
]  # fmt: skip

MNIST_URL = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
MNIST_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"


def load_digits(*, dtype=np.float64) -> tuple[NDArray[np.floating], NDArray[np.int_]]:
    """Return 1,797 handwritten digits of 8 × 8 pixels, which come with the package.

    The test half of "Optical Recognition of Handwritten Digits" (Alpaydin and Kaynak, 1998; UCI
    Machine Learning Repository, CC BY 4.0), written by 13 people, in its original order.
    Chapter: introduction.

    Parameters
    ----------
    dtype : floating-point dtype, default float64

    Returns
    -------
    x : ndarray of shape (1797, 64)
        Row by row, 0 (paper) to 1 (ink) in steps of 1/16.
    t : ndarray of int of shape (1797,)
        The digit, 0 to 9.

    Examples
    --------
    >>> x, t = load_digits()
    >>> x.shape, float(x.max()), t[:5].tolist()
    ((1797, 64), 1.0, [0, 1, 2, 3, 4])
    """
    with (
        resources.files("dlcore").joinpath("data/digits.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as data,
    ):
        return data["x"].astype(dtype) / 16, data["t"].astype(np.int_)


def load_mnist(
    cache: str | os.PathLike | None = None,
    *,
    dtype=np.float32,
    url: str = MNIST_URL,
    sha256: str = MNIST_SHA256,
) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Return the 70,000 digits of MNIST (LeCun et al., 1998), downloading 11 MB the first time.

    Chapter: hyperparameters.

    Parameters
    ----------
    cache : path of a folder, optional
        Where the file is kept; by default the environment variable DLCORE_CACHE, or else
        ``~/.cache/dlcore``.
    dtype : dtype, default float32
        In float64 the images take 440 MB.
    url, sha256 : str
        The file, and the digest that it must have.

    Returns
    -------
    x_train, x_test : ndarray of shape (60000, 784) and (10000, 784), from 0 to 1
    t_train, t_test : ndarray of int of shape (60000,) and (10000,)
        In the order x_train, x_test, t_train, t_test.

    Raises
    ------
    OSError
        if the file is not in the cache and cannot be downloaded.
    ValueError
        if what was downloaded or cached is not the expected file.

    Examples
    --------
    >>> x_train, x_test, t_train, t_test = load_mnist()  # doctest: +SKIP
    """
    folder = cache or os.environ.get("DLCORE_CACHE") or Path.home() / ".cache" / "dlcore"
    path = Path(folder) / "mnist.npz"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            _download(url, part)
            _require_digest(part, sha256, f"the file at {url}")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    _require_digest(path, sha256, f"{path} (delete it to download it again)")
    with np.load(path, allow_pickle=False) as data:
        images = [data[f"x_{name}"] for name in ("train", "test")]
        labels = [data[f"y_{name}"].astype(np.int_) for name in ("train", "test")]
    flat = [(x.reshape(len(x), -1).astype(dtype) / 255) for x in images]
    return (*flat, *labels)


def _download(url, path):
    """Fetch `url` into the file `path`, counting the megabytes on a terminal."""
    from urllib.request import urlopen

    watched = getattr(sys.stderr, "isatty", bool)()
    try:
        with urlopen(url, timeout=30) as answer, path.open("wb") as file:
            total = int(answer.headers.get("Content-Length") or 0)
            while block := answer.read(1 << 16):
                file.write(block)
                if watched:
                    done = f"{file.tell() / 1e6:.1f} of {total / 1e6:.1f} MB"
                    print(f"\rdownloading MNIST: {done}", end="", file=sys.stderr)
        if watched:
            print(file=sys.stderr)
    except OSError as error:
        raise OSError(
            f"MNIST is not in {path.parent} and could not be downloaded from {url} ({error}). "
            f"Connect to the internet once, or put the file there as mnist.npz; "
            f"load_digits() needs no download."
        ) from error


def _require_digest(path, sha256, what):
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != sha256:
        raise ValueError(f"SHA-256 of {what} must be {sha256}, got {digest}")


def train_test_split(
    x: ArrayLike,
    t: ArrayLike,
    *,
    test_size: int | float,
    stratify: bool = True,
    rng: np.random.Generator,
) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Shuffle and split into a training and a test set. Chapter: introduction.

    Parameters
    ----------
    x : array-like of shape (N, ...)
    t : array-like of shape (N, ...)
    test_size : int or float
        A number of examples, or a share in (0, 1).
    stratify : bool, default True
        Give each class its share of the test set (rounded so that the sum is right), which needs
        class labels `t` of shape (N,).
    rng : numpy.random.Generator

    Returns
    -------
    x_train, x_test, t_train, t_test : ndarray

    Examples
    --------
    >>> x, t = load_digits()
    >>> parts = train_test_split(x, t, test_size=360, rng=np.random.default_rng(0))
    >>> [len(part) for part in parts]
    [1437, 360, 1437, 360]
    """
    x, t = np.asarray(x), np.asarray(t)
    require_rng(rng)
    n = len(x)
    if n != len(t):
        raise ValueError(f"x and t must have equal lengths, got {n} and {len(t)}")
    n_test = round(test_size * n) if isinstance(test_size, float) else test_size
    if not 0 < n_test < n:
        raise ValueError(f"test_size must leave examples on both sides of {n}, got {test_size}")
    order = rng.permutation(n)
    if stratify:
        if t.ndim != 1:
            raise ValueError(f"stratify needs labels of shape (N,), got {t.shape}")
        # The k-th of the m shuffled examples of a class stands at (k + ½) / m on a common scale;
        # the test set is the lower end of it.
        labels, place = t[order], np.empty(n)
        for label in np.unique(labels):
            (rows,) = np.nonzero(labels == label)
            place[rows] = (np.arange(len(rows)) + 0.5) / len(rows)
        order = order[np.argsort(place, kind="stable")]
    test, train = order[:n_test], order[n_test:]
    if stratify:
        test, train = rng.permutation(test), rng.permutation(train)
    return x[train], x[test], t[train], t[test]
