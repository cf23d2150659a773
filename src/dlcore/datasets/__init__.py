"""Data to learn from: drawn, shipped, or downloaded once."""

from .digits import load_digits
from .gates import make_gate
from .mails import MAIL_WORDS, make_mails
from .mnist import load_mnist
from .points import make_blobs, make_circles, make_moons, make_spirals
from .split import train_test_split

__all__ = [
    "MAIL_WORDS", "load_digits", "load_mnist", "make_blobs", "make_circles", "make_gate",
    "make_mails", "make_moons", "make_spirals", "train_test_split",
]  # fmt: skip
