"""Whether a number of the text agrees with a number that is shown."""

import math

from sources.numbers import Quantity
from tools.claims.evidence import Evidence, Shown


def agrees(number: Quantity, shown: Shown) -> bool:
    """Whether the text may say this for what is shown.

    Fewer digits must be rounded rightly. A number without a sign may stand for a negative one ("a
    bias of 1.5"), one with a sign may not. Per cent may be shown as a share, and a fraction as a
    decimal.
    """
    value = shown.value if number.text[0] in "-−+" else abs(shown.value)
    decimals = 99 if shown.exact else shown.decimals
    candidates = [(value, decimals)]
    if number.unit == "%":
        candidates.append((100 * value, decimals - 2))
    for meant in number.values:
        for value, decimals in candidates:
            near = abs(value - meant) <= 0.2 * abs(meant) + 0.51
            if near and _equal(number, meant, value, decimals):
                return True
    return False


def _equal(number: Quantity, meant: float, value: float, decimals: int) -> bool:
    if (number.decimals or 0) > decimals and number.decimals > 0:
        return False  # 0.50 says more than a printed 0.5
    if math.isclose(value, meant, rel_tol=1e-9, abs_tol=1e-12):
        return True
    if number.about and math.isclose(value, meant, rel_tol=0.1):
        return True
    if number.decimals is None:  # two thirds, 2/3: exact, and shown as 0.67
        fraction = not float(meant).is_integer()
        return fraction and 2 <= decimals < 99 and math.isclose(round(meant, decimals), value)
    rounded = number.decimals > 0 or number.about or number.unit == "%"
    if rounded and number.decimals < decimals:
        return math.isclose(round(value, number.decimals), meant, rel_tol=1e-9, abs_tol=1e-12)
    return False


def shows(evidence: Evidence, number: Quantity) -> bool:
    """Whether evidence shows a number."""
    return any(agrees(number, shown) for shown in evidence.numbers)


def is_ratio(number: Quantity, shown: tuple[Shown, ...]) -> bool:
    """Whether one of a few numbers is so many times another."""
    sizes = [abs(s.value) for s in shown if s.value]
    if len(sizes) > 8:
        return False
    slack = 0.15 if number.about else 0.5 * 10.0 ** -(number.decimals or 0) / number.value
    return any(
        abs(a / b - meant) <= min(slack, 0.15) * meant
        for a in sizes
        for b in sizes
        for meant in number.values
        if a != b
    )


def is_like(number: Quantity, value: float) -> bool:
    """Whether a value is near, or has the same digits in another order."""
    if value and sorted(digits_of(number)) == sorted(f"{abs(value):.10g}".replace(".", "")):
        return True
    return math.isclose(value, number.value, rel_tol=0.15)


def digits_of(number: Quantity) -> str:
    """Digits of a number without leading noughts."""
    return "".join(c for c in number.text if c.isdigit()).lstrip("0")
