"""Named arrays that can be written but not exchanged: how a layer shows what it holds."""

from __future__ import annotations

_HOW = "write into the array that is there: {owner}[{key!r}][...] = value"


class Arrays(dict):
    """The arrays of a layer by name: a dict whose arrays can be changed, but not replaced.

    A layer goes on using its own arrays, and an optimizer keeps its state for them; another array
    under the same name would change nothing. ``arrays["W"] *= 2`` changes the array in place and
    is welcome.

    Examples
    --------
    >>> params = Arrays("params", {"W": np.zeros(2)})
    >>> params["W"][...] = [3.0, 4.0]
    >>> params["W"] *= 2
    >>> params
    {'W': array([6., 8.])}
    """

    def __init__(self, owner, arrays):
        super().__init__(arrays)
        self.owner = owner

    def _refuse(self, key="W"):
        how = _HOW.format(owner=self.owner, key=key)
        raise TypeError(f"the arrays of {self.owner} cannot be replaced, added or removed; {how}")

    def __setitem__(self, key, value):
        if self.get(key) is not value or key not in self:  # the same: the end of an a[key] *= 2
            self._refuse(key)

    def __delitem__(self, key):
        self._refuse(key)

    def update(self, *others, **arrays):
        self._refuse(next(iter(self), "W"))

    def clear(self):
        self._refuse()

    pop = popitem = setdefault = __ior__ = update

    def __missing__(self, key):
        raise KeyError(f"{self.owner} has no {key!r}, only {[*self]}")

    def __reduce__(self):
        return Arrays, (self.owner, dict(self))


class ArraysOf:
    """An attribute of a layer that shows its arrays of one kind and cannot be assigned."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, layer, owner=None):
        return self if layer is None else layer._arrays(self.name)

    def __set__(self, layer, value):
        how = _HOW.format(owner=self.name, key="W")
        raise AttributeError(f"{self.name} cannot be replaced; {how}")
