"""What `import dlcore` gives while answers are graded: nothing that computes.

A student may compare with `dlcore` in cells of their own, so importing it must not fail. But an
answer must not be borrowed from it. Every name of the stand-in is an object that can be called,
indexed and calculated with, and gives itself; the calls are written down.
"""

import importlib.abc
import importlib.machinery
import sys
import types

borrowed: list[str] = []  # modules whose names were called, for the message
_OPERATIONS = [
    "add",
    "radd",
    "sub",
    "rsub",
    "mul",
    "rmul",
    "truediv",
    "rtruediv",
    "floordiv",
    "rfloordiv",
    "mod",
    "rmod",
    "pow",
    "rpow",
    "matmul",
    "rmatmul",
    "and",
    "rand",
    "or",
    "ror",
    "xor",
    "rxor",
    "neg",
    "pos",
    "abs",
    "invert",
    "getitem",
    "enter",
    "lt",
    "le",
    "gt",
    "ge",
]


class Nothing:
    """Stands for any object of dlcore."""

    def __init__(self, module: str):
        self.__dict__["_module"] = module

    def __call__(self, *args, **kwargs):
        if len(borrowed) < 5:
            borrowed.append(self._module)
        return self

    def __getattr__(self, name):
        if name.startswith("__"):  # NumPy and copy ask for protocols that it does not have
            raise AttributeError(name)
        return self

    def __setattr__(self, name, value):
        pass

    def __setitem__(self, key, value):
        pass

    def __iter__(self):
        return iter(())

    def __exit__(self, *error):
        return None


for _name in _OPERATIONS:
    setattr(Nothing, f"__{_name}__", lambda self, *others: self)


class _Module(types.ModuleType):
    __path__: tuple = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing(self.__name__)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds dlcore and everything below it."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] != "dlcore":
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return _Module(spec.name)

    def exec_module(self, module):
        pass


def install() -> None:
    """Put the stand-in before the real dlcore, if that is there at all."""
    sys.meta_path.insert(0, Finder())
