"""What a net has learned, kept in a file. Chapter: xor."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from dlcore._checks import require_kind

from .layer import Layer


def save(net: Layer, path: str | os.PathLike) -> None:
    """Write the parameters of `net` and its running averages to a file.

    The file holds the arrays by name, not the layers: make the net anew before you `load` them.
    It is NumPy's npz and appears under its name only once it is whole. Chapter: xor.

    Parameters
    ----------
    net : Layer
    path : str or path
        By custom it ends in ".npz". A file of that name is replaced.

    Returns
    -------
    None

    Examples
    --------
    >>> import tempfile
    >>> from dlcore import Affine
    >>> net, twin = Affine(2, 1, rng=np.random.default_rng(0)), Affine(2, 1, init="zeros")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(net, f"{folder}/net.npz")
    ...     load(twin, f"{folder}/net.npz")
    Affine(2 → 1), 3 parameters
    >>> bool((twin.params["W"] == net.params["W"]).all())
    True
    """
    arrays, path = _named_arrays(net), _path(path)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            np.savez(file, **arrays)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def load(net: Layer, path: str | os.PathLike) -> Layer:
    """Put what `save` has written into `net`, and return the net.

    Every name, shape and dtype must be that of the net; otherwise the net stays as it is.
    Chapter: xor.

    Parameters
    ----------
    net : Layer
        Made like the one that was saved.
    path : str or path

    Returns
    -------
    Layer
        The net itself.

    Raises
    ------
    OSError
        if there is no such file.
    ValueError
        if `save` has not written it, or not from such a net.

    Examples
    --------
    See `save`. A net of another shape is refused:

    >>> import tempfile
    >>> from dlcore import Affine
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(Affine(2, 1, init="zeros"), f"{folder}/net.npz")
    ...     load(Affine(3, 1, init="zeros"), f"{folder}/net.npz")
    Traceback (most recent call last):
        ...
    ValueError: params.W of the file must have shape (3, 1), got (2, 1)
    """
    from zipfile import BadZipFile  # slow to import, and seldom needed

    arrays, path = _named_arrays(net), _path(path)
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            saved = dict(data)
    except (ValueError, EOFError, BadZipFile, TypeError, AttributeError) as error:
        raise ValueError(f"{path} is no file that save has written ({error})") from error
    if saved.keys() != arrays.keys():
        want, got = sorted(arrays.keys() - saved.keys()), sorted(saved.keys() - arrays.keys())
        raise ValueError(f"{path} is of another net: it lacks {want} and has {got} instead")
    for name, array in arrays.items():
        for rule, want, got in (
            ("shape", array.shape, saved[name].shape),
            ("dtype", array.dtype, saved[name].dtype),
        ):
            if want != got:
                raise ValueError(f"{name} of the file must have {rule} {want}, got {got}")
    for name, array in arrays.items():
        array[...] = saved[name]
    return net


def _named_arrays(net):
    require_kind(net, Layer, "net", "a Layer, such as Sequential(...)")
    kinds = {"params": net.params, "buffers": net.buffers}
    return {f"{kind}.{name}": a for kind, arrays in kinds.items() for name, a in arrays.items()}


def _path(path):
    return Path(require_kind(path, str | os.PathLike, "path", 'a path, such as "net.npz"'))
