"""Parts of the state of a race: who runs, at which rate, from where, and paths of one's own."""

import numpy as np
import traitlets

RATES = {
    "SGD": 0.95, "Momentum": 0.1, "Nesterov": 0.1, "AdaGrad": 1.5, "RMSProp": 0.3,
    "AdaDelta": 1.0, "Adam": 0.3, "Nadam": 0.3, "AdamW": 0.3,
}  # fmt: skip
MAX_STEPS, MAX_PATHS = 1000, 3


class Point(traitlets.TraitType):
    """A start that can be seen."""

    info_text = "two numbers in [-9, 9]"

    def make_dynamic_default(self):
        return list(self.default_value)

    def validate(self, obj, value):
        try:
            point = np.asarray(value, dtype=np.float64)
        except (TypeError, ValueError):
            self.error(obj, value)
        if point.shape != (2,) or not (np.abs(point) <= 9).all():
            self.error(obj, value)
        return point.tolist()


class Names(traitlets.TraitType):
    """Some of the nine optimizers."""

    info_text = f"a list of different names among {', '.join(RATES)}"

    def make_dynamic_default(self):
        return list(self.default_value)

    def validate(self, obj, value):
        if isinstance(value, str) or not np.iterable(value):
            self.error(obj, value)
        names = list(value)
        if len(set(names)) < len(names) or not set(names) <= set(RATES):
            self.error(obj, value)
        return names


class Rates(traitlets.TraitType):
    """A learning rate for each of the nine; those left out keep that of the opening."""

    info_text = f"a dict of learning rates in [0.001, 10] by name among {', '.join(RATES)}"

    def make_dynamic_default(self):
        return dict(RATES)

    def validate(self, obj, value):
        if not isinstance(value, dict) or not set(value) <= set(RATES):
            self.error(obj, value)
        try:
            given = {name: float(rate) for name, rate in value.items()}
        except (TypeError, ValueError):
            self.error(obj, value)
        if not all(0.001 <= rate <= 10 for rate in given.values()):
            self.error(obj, value)
        return RATES | given


class Paths(traitlets.TraitType):
    """Paths of the reader's own, by name."""

    info_text = (
        f"a dict of at most {MAX_PATHS} names (of 1 to 20 characters, none of an optimizer) with "
        f"arrays of shape (n + 1, 2), n <= {MAX_STEPS}; use add_path"
    )

    def make_dynamic_default(self):
        return {}

    def validate(self, obj, value):
        if not isinstance(value, dict) or len(value) > MAX_PATHS:
            self.error(obj, value)
        try:
            return {checked_name(name): checked_path(path) for name, path in value.items()}
        except (TypeError, ValueError):
            self.error(obj, value)


def checked_name(name):
    if not isinstance(name, str) or not 1 <= len(name) <= 20:
        raise ValueError(f"name must be a text of 1 to 20 characters, got {name!r}")
    if name in RATES:
        raise ValueError(f"{name!r} is one of the nine optimizers: choose another name")
    return name


def checked_path(path):
    array = np.asarray(path, dtype=np.float64)
    if array.ndim != 2 or array.shape[1] != 2 or not 1 <= len(array) <= MAX_STEPS + 1:
        raise ValueError(
            f"path must have shape (n + 1, 2) with n from 0 to {MAX_STEPS}, got {array.shape}"
        )
    finite = np.isfinite(array).all(axis=1)
    if not finite[0]:
        raise ValueError(f"path must start at finite numbers, got {array[0]}")
    return array[: len(array) if finite.all() else int(finite.argmin())].tolist()
