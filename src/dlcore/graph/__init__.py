"""A computational graph of plain numbers: every value knows what it was made from.

`Value` records each operation as it computes, and walks back through the record to differentiate.
`Add` and `Mul` are the same idea as gates with a forward and a backward of their own, the protocol
that layers follow. Chapter: backprop.
"""

from .gates import Add, Mul
from .value import Value

__all__ = ["Add", "Mul", "Value"]
