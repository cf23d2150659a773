"""Numbers in Korean and English prose: what is written, what it means, and how exactly.

`read` is the one door. Claims asks whether a number is so, parity whether both languages say it.
"""

from sources.numbers.quantity import Quantity, read

__all__ = ["Quantity", "read"]
