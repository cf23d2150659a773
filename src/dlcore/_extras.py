"""What a module needs beyond NumPy is asked for at its door, with the command that installs it."""

from importlib.util import find_spec


def need(extra: str, *modules: str) -> None:
    """Raise unless the modules that `extra` installs are there.

    Examples
    --------
    >>> need("plots", "numpy")
    >>> need("plots", "numpy", "no_such_module")
    Traceback (most recent call last):
        ...
    ModuleNotFoundError: dlcore.plots needs no_such_module: pip install 'dlcore-book[plots]'
    """
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise ModuleNotFoundError(
            f"dlcore.{extra} needs {' and '.join(missing)}: pip install 'dlcore-book[{extra}]'",
            name=missing[0],
        )
