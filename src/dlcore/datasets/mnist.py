"""The digits of MNIST, downloaded once. Chapter: hyperparameters."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dlcore._checks import require_float_dtype, require_kind

MNIST_URL = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"


MNIST_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"


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
    dtype = require_float_dtype(dtype)
    if cache is not None:
        require_kind(cache, str | os.PathLike, "cache", "the path of a folder")
    require_kind(url, str, "url", "an address")
    require_kind(sha256, str, "sha256", "a digest of 64 letters and digits")
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
