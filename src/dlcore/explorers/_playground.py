"""The data of `Decision`: its data sets, its inputs, and what readers may set row by row."""

import numpy as np
import traitlets
from numpy.typing import NDArray

from dlcore.datasets import make_blobs, make_circles, make_moons, make_spirals

REACH = 2.0
OWN = [
    [-1.4, 0, 0], [-1, 1, 0], [0, 1.4, 0], [1, 1, 0], [1.4, 0, 0], [0, -1.4, 0],
    [-0.4, 0, 1], [0, 0.4, 1], [0.4, 0, 1], [0, -0.4, 1], [1, -1, 1], [1.4, -1.4, 1],
]  # fmt: skip
INPUTS = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1x1": lambda x1, x2: x1 * x1,
    "x2x2": lambda x1, x2: x2 * x2,
    "x1x2": lambda x1, x2: x1 * x2,
}


class Rows(traitlets.TraitType):
    """Rows of numbers, kept as a list of lists. A subclass says which rows are good."""

    fewest, most, columns = 0, 0, 0

    def make_dynamic_default(self):
        return [list(row) for row in self.default_value]

    def good(self, rows: NDArray) -> bool:
        raise NotImplementedError

    def validate(self, obj, value):
        try:
            rows = np.asarray(value, dtype=np.float64)
        except (TypeError, ValueError):
            self.error(obj, value)
        if rows.size == 0:
            rows = rows.reshape(0, self.columns)
        if rows.ndim != 2 or rows.shape[1] != self.columns:
            self.error(obj, value)
        if not self.fewest <= len(rows) <= self.most or not self.good(rows):
            self.error(obj, value)
        return rows.tolist()


class Points(Rows):
    """Rows (x1, x2, label)."""

    fewest, most, columns = 2, 120, 3
    info_text = (
        f"{fewest} to {most} rows (x1, x2, label) with x1 and x2 in [-{REACH:g}, {REACH:g}] "
        "and the label 0 or 1"
    )

    def good(self, rows):
        return (abs(rows[:, :2]) <= REACH).all() and np.isin(rows[:, 2], (0, 1)).all()


class Edits(Rows):
    """Rows (epoch, layer, from, to, value)."""

    most, columns = 24, 5
    high = np.array([3000, 3, 8, 7, 100])
    info_text = (
        f"at most {most} rows (epoch, layer, from, to, value): whole numbers up to "
        f"{', '.join(map(str, high[:4]))}, and a weight in [-{high[4]}, {high[4]}]"
    )

    def good(self, rows):
        whole = rows[:, :4]
        low = np.array([0, 0, 0, 0, -self.high[4]])
        inside = ((rows >= low) & (rows <= self.high)).all()  # false for NaN
        return inside and (whole == whole.round()).all()


def draw(kind: str, n: int, noise: float, rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """Draw n points of a data set of `Decision` with their labels."""
    if kind == "xor":
        corners = [[-1, -1], [-1, 1], [1, -1], [1, 1]]
        x, k = make_blobs(n, corners, std=3 * noise, rng=rng)
        return x, np.array([0, 1, 1, 0])[k]
    if kind == "blobs":
        return make_blobs(n, [[-1, -1], [1, 1]], std=3 * noise, rng=rng)
    if kind == "moons":
        x, t = make_moons(n, noise=noise, rng=rng)
        return x - [0.5, 0.25], t
    make = {"circles": make_circles, "spirals": make_spirals}[kind]
    x, t = make(n, noise=noise, rng=rng)
    return 1.5 * x, t
