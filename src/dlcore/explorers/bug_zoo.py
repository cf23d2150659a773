"""Six sick networks: find out what ails each from what is measured, treat it, watch it heal."""

import traitlets

from dlcore import plots
from dlcore.explorers._patients import EPOCHS, ILLNESSES, Course, recipe, train
from dlcore.explorers.base import Explorer, built_module

__all__ = ["BugZoo"]


class BugZoo(Explorer):
    """Six networks that something ails, on three noisy spirals, and what a treatment makes of them.

    The healthy network has 2 → 24 → 24 → 3 units with batch normalization and ReLU, shifts that
    start at 0, and SGD at the rate 0.3 in batches of 10, drawn anew in every epoch from 60 training
    examples; 180 others validate it, one class after the other. Each patient differs in one thing.

    Attributes
    ----------
    case : {"1", "2", "3", "4", "5", "6"}
        The patient: shifts start at -4 (dead ReLUs); validation in training mode; the rate is 3;
        examples sorted by class; the network ends in a softmax, and the loss takes another; the
        training examples validate.
    cured : {"none", "dead", "mode", "rate", "order", "softmax", "leak"}
        The illness that has been treated, whether or not it was the patient's. The treatment of
        "rate" divides the rate by 10, the others set their thing as it is in the healthy network.
    epochs : int in [0, 60], default 60
    seed : int in [0, 2**32 - 1], default 24
        Data, weights and order come from ``numpy.random.default_rng(seed)``, in this order. With
        most seeds patient 4 is chaotic: after 30 epochs rounding decides on its digits.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: hyperparameters.

    Examples
    --------
    >>> patient, healthy = BugZoo(case="1", epochs=2).courses()
    >>> patient.dead[-1]
    [1.0, 1.0]
    >>> max(patient.norms[-1][:2])
    0.0
    """

    name = "bug_zoo"
    _esm = built_module("bug_zoo")

    case = traitlets.Enum([str(n) for n in ILLNESSES], "1").tag(sync=True, state=True)
    cured = traitlets.Enum(["none", *ILLNESSES.values()], "none").tag(sync=True, state=True)
    epochs = traitlets.Int(EPOCHS, min=0, max=EPOCHS).tag(sync=True, state=True)
    seed = traitlets.Int(24, min=0, max=2**32 - 1).tag(sync=True, state=True)

    def courses(self) -> tuple[Course, Course]:
        """Train the patient and, beside it, the patient treated, or a healthy network.

        Returns
        -------
        tuple of Course
            With losses and accuracies after every epoch, norms of gradients, shares of dead units.
        """
        case = int(self.case)
        beside = recipe() if self.cured == "none" else recipe(case, self.cured)
        made = (recipe(case), beside)
        patient, other = (train(each, seed=self.seed, epochs=self.epochs) for each in made)
        return patient, other

    def figure(self):
        names = f"patient {self.case}", "healthy" if self.cured == "none" else "treated"
        return plots.bug_zoo(dict(zip(names, self.courses(), strict=True)))
