"""No NumPy: a stand-in whose names exist and which computes nothing.

Arrays are lists that know their shape; everything else is `Anything`.
"""

import builtins
import importlib.machinery
import sys
import types


class Anything:
    """Takes every call, attribute, index and operator, and says nothing."""

    def __init__(self, *args, **kwargs):
        pass

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Anything()

    def _anything(self, *args, **kwargs):
        return Anything()

    __call__ = __getitem__ = __or__ = __ror__ = __and__ = __add__ = __radd__ = _anything
    __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _anything
    __pow__ = __rpow__ = __neg__ = _anything
    __ge__ = __le__ = __gt__ = __lt__ = _anything

    def __iter__(self):
        return iter(())


class dtype:
    kind = "f"


class ndarray(Anything):
    """Nested lists and their shape."""

    dtype = dtype()

    def __init__(self, values):
        self.values = values.values if isinstance(values, ndarray) else values
        self.shape = shape(self.values)
        self.ndim = len(self.shape)

    def __ge__(self, other):
        return Anything()

    __le__ = __ge__

    def tolist(self):
        return self.values


class generic:
    """The mother of all number types."""


class floating(generic):
    pass


class float64(floating, float):
    pass


class float32(floating, float):
    pass


class integer(generic):
    pass


int_ = int64 = integer
inf, nan, pi = float("inf"), float("nan"), 3.141592653589793
bool_ = builtins.bool


def shape(values):
    sides = []
    while isinstance(values, (list, tuple)):
        sides.append(len(values))
        values = values[0]
    return tuple(sides)


def asarray(values, dtype=None):
    return ndarray(values)


array = asarray


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Anything()


class _Module(types.ModuleType, Anything):
    def __getattr__(self, name):
        return Anything.__getattr__(self, name)


class _Submodules:
    """Finds every module below the stand-ins, whatever its name."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.startswith(("numpy.", "matplotlib.")):
            return importlib.machinery.ModuleSpec(name, _Submodules, is_package=True)
        return None

    @staticmethod
    def create_module(spec):
        return _Module(spec.name)

    @staticmethod
    def exec_module(module):
        pass


sys.meta_path.append(_Submodules)
random, typing, linalg = (
    importlib.import_module(f"numpy.{name}") for name in ("random", "typing", "linalg")
)
