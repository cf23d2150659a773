"""Named arrays that can be written but not exchanged: how a layer shows what it holds."""

from __future__ import annotations

from operator import attrgetter


class Arrays(dict):
    """The arrays of a layer by name: a dict whose arrays can be changed, but not replaced.

    A layer goes on using its own arrays, and an optimizer keeps its state for them; another array
    under the same name would change nothing. ``arrays["W"] *= 2`` changes the array in place and
    is welcome.

    Examples
    --------
    >>> params = Arrays({"W": np.zeros(2)})
    >>> params["W"][...] = [3.0, 4.0]
    >>> params["W"] *= 2
    >>> params
    {'W': array([6., 8.])}
    """

    # What the reader calls it, for errors.
    called = "params"

    @classmethod
    def of(cls, called, arrays):
        """Return the arrays under the name that the reader knows them by."""
        made = cls(arrays)
        made.called = called
        return made

    def _refuse(self, key="W"):
        raise TypeError(
            f"the arrays of {self.called} cannot be replaced, added or removed; "
            f"write into the array that is there: {self.called}[{key!r}][...] = value"
        )

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
        raise KeyError(f"{self.called} has no {key!r}, only {[*self]}")

    def __reduce__(self):
        return Arrays.of, (self.called, dict(self))


def refuse_assignment(kind):
    """Return the setter of an attribute that shows arrays of one kind."""

    def refuse(layer, value):
        raise AttributeError(
            f"{kind} cannot be replaced; write into the arrays: {kind}['W'][...] = value"
        )

    return refuse


def shown_arrays(kind):
    """Return the attribute of a layer that shows its arrays of one kind."""
    return property(attrgetter(f"_{kind}"), refuse_assignment(kind), doc="")  # see Layer
