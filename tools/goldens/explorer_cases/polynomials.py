"""Cases of polynomials fitted by least squares, with and without weight decay."""

import numpy as np

from dlcore.experiments import fit_polynomial
from tools.goldens.explorer_cases.case import Cases, case


def fits() -> Cases:
    for seed, n in enumerate((10, 30, 200)):
        x = np.linspace(-1, 1, n)
        y = np.sin(np.pi * x) + 0.3 * np.random.default_rng(seed).standard_normal(n)
        for degree in (0, 1, 3, 7, 9):
            for decay in (0.0, 1e-6, 1e-3, 10.0):
                w = fit_polynomial(x, y, degree, decay=decay)
                yield case(
                    f"degree {degree} through {n} examples, decay {decay}",
                    # Rounding grows with the weights, which reach hundreds.
                    {"weights": w / np.abs(w).max(), "outputs": np.polyval(w[::-1], x)},
                    x=x,
                    y=y,
                    degree=degree,
                    decay=decay,
                )


def least_squares() -> Cases:
    for rows, columns in ((1, 1), (3, 3), (12, 4), (40, 10)):
        generator = np.random.default_rng(rows)
        a, b = generator.normal(size=(rows, columns)), generator.normal(size=rows)
        solution = np.linalg.lstsq(a, b, rcond=None)[0]
        yield case(f"{rows} equations of {columns}", {"w": solution}, A=a.tolist(), b=b)
