"""Mails as counts of words. Chapter: introduction."""

from __future__ import annotations

import numpy as np

from dlcore._checks import require_between

from .drawing import Data, even_labels

# Words of the mail corpus and how often each is expected in a plain mail, in a spam mail, and in
# the spam mail of somebody who has learned which words are filtered.
_MAIL_RATES = {
    "free": (0.2, 1.5, 0.2),
    "win": (0.1, 1.2, 0.1),
    "prize": (0.1, 1.0, 0.1),
    "click": (0.3, 1.5, 0.4),
    "offer": (0.3, 1.2, 0.3),
    "bonus": (0.1, 0.5, 1.8),
    "voucher": (0.1, 0.3, 1.6),
    "account": (0.4, 0.5, 1.7),
    "meeting": (1.2, 0.2, 0.2),
    "report": (1.0, 0.2, 0.3),
    "lunch": (0.8, 0.1, 0.1),
    "thanks": (1.2, 0.4, 0.5),
}


#: The twelve words that `make_mails` counts, in the order of its columns. Chapter: introduction.
MAIL_WORDS = tuple(_MAIL_RATES)


def make_mails(n: int, *, drift: float = 0.0, rng: np.random.Generator) -> Data:
    """Draw mails as counts of twelve words, half of them spam. Chapter: introduction.

    Parameters
    ----------
    n : int
    drift : float in [0, 1], default 0
        How far spammers have moved from their first vocabulary to one that avoids it.
    rng : numpy.random.Generator

    Returns
    -------
    x : ndarray of float64 of shape (n, 12)
        Counts of the words ``MAIL_WORDS``, each Poisson distributed.
    t : ndarray of int of shape (n,)
        1 for spam.

    Examples
    --------
    >>> x, t = make_mails(1000, rng=np.random.default_rng(0))
    >>> free = MAIL_WORDS.index("free")
    >>> bool(x[t == 1, free].mean() > x[t == 0, free].mean())
    True
    """
    drift = require_between(drift, "drift", "[0, 1]")
    t = even_labels(n, 2, rng)
    plain, spam, moved = np.array(list(_MAIL_RATES.values())).T
    rates = np.stack([plain, (1 - drift) * spam + drift * moved])
    return rng.poisson(rates[t]).astype(np.float64), t
