"""Parts of a figure's state that hold any number of rows of numbers."""

import numpy as np
import traitlets
from numpy.typing import NDArray


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
    """Rows (x1, x2, label) with x1 and x2 in [-reach, reach] and the label 0 or 1."""

    reach, columns = 0.0, 3

    @property
    def info_text(self) -> str:
        return (
            f"{self.fewest} to {self.most} rows (x1, x2, label) with x1 and x2 in "
            f"[-{self.reach:g}, {self.reach:g}] and the label 0 or 1"
        )

    def good(self, rows):
        return (abs(rows[:, :2]) <= self.reach).all() and np.isin(rows[:, 2], (0, 1)).all()
