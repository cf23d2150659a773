"""The data of `Decision`: its data sets, its inputs, and what readers may set row by row."""

import numpy as np
from numpy.typing import NDArray

from dlcore.datasets import make_blobs, make_circles, make_moons, make_spirals
from dlcore.explorers import _rows

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


class Points(_rows.Points):
    """The reader's own points."""

    reach, fewest, most = REACH, 2, 120


class Edits(_rows.Rows):
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
