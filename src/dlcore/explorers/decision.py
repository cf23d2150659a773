"""The playground that covers the whole book: data, network and training, live."""

from types import SimpleNamespace

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from dlcore import initializers, layers, optimizers, plots
from dlcore._checks import as_float, require_finite, require_shape
from dlcore.explorers._playground import INPUTS, OWN, REACH, Edits, Points, draw
from dlcore.explorers.base import Explorer, Real, built_module
from dlcore.layers import Affine, BatchNorm, Dropout, Sequential, Sigmoid
from dlcore.losses import BinaryCrossEntropy, MeanSquaredError
from dlcore.training import fit, predict

__all__ = ["Decision"]

_N_TEST = 200
_ACTIVATIONS = {
    "identity": layers.Identity, "sigmoid": layers.Sigmoid, "tanh": layers.Tanh,
    "relu": layers.ReLU, "leaky_relu": layers.LeakyReLU, "elu": layers.ELU, "gelu": layers.GELU,
    "silu": layers.SiLU,
}  # fmt: skip
_OPTIMIZERS = {
    name.lower(): getattr(optimizers, name)
    for name in (
        "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "AdaDelta", "Adam", "Nadam", "AdamW",
    )
}  # fmt: skip
_INITS = {
    "xavier": initializers.xavier, "he": initializers.he, "small": initializers.normal(0.01),
    "zero": initializers.zeros,
}  # fmt: skip
_CONTROLS = (
    "data", "layers", "units", "activation", "lr", "n_examples", "noise", "data_seed", "loss",
    "optimizer", "batch_size", "weight_decay", "dropout", "batch_norm", "init", "seed",
    "inputs", "widths", "predict",
)  # fmt: skip


def _number(default, low, high):
    kind = traitlets.Int if isinstance(default, int) else Real
    return kind(default, min=low, max=high).tag(sync=True, state=True)


def _choice(values, default):
    return traitlets.Enum([*values], default).tag(sync=True, state=True)


def _result(help_text):
    return Real(
        None, allow_none=True, read_only=True, help=help_text
    ).tag(sync=True)  # fmt: skip


class Decision(Explorer):
    """A network that learns to tell two classes of points apart, and what each unit computes.

    The plane is shaded by the network's answer, and every hidden unit has a map of its own. Each
    change of a setting starts the training anew from the same seed.

    Attributes
    ----------
    data : {"xor", "circles", "moons", "spirals", "blobs", "own"}, default "circles"
        Data set of `dlcore.datasets`, drawn from ``default_rng(data_seed)``: training points, then
        200 test points. Circles and spirals are 1.5 times as large, moons moved to the middle;
        "xor" and "blobs" are clouds around (±1, ±1). "own" is `points`, without a test set.
    n_examples : int in [10, 300], default 150
        Number of training points.
    noise : float in [0, 0.5], default 0.1
        Standard deviation of the noise; three times as much for "xor" and "blobs".
    data_seed : int in [0, 2**32 - 1]
    points : 2 to 120 rows (x1, x2, label)
        Coordinates in [-2, 2], label 0 or 1; in use while `data` is "own". See `set_data`.
    inputs : list of {"x1", "x2", "x1x1", "x2x2", "x1x2"}, default ["x1", "x2"]
        What the network is given of a point: coordinates, squares, the product.
    layers, units : int in [0, 3] and in [1, 8], default 1 and 4
        Hidden layers, and the units of each.
    widths : list of at most 3 int in [1, 8], default []
        The units of the first hidden layers one by one; further layers have `units`.
    activation : str, default "tanh"
        "identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", or "silu".
    loss : {"cross-entropy", "mse"}
        Binary cross-entropy of a logit, or ½ (ŷ - t)² after a sigmoid output unit.
    optimizer : str, default "sgd"
        "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "nadam", "adamw".
    lr : float in [0.0001, 10], default 0.3
        Learning rate η.
    batch_size : int in [1, 300], default 10
    weight_decay : float in [0, 0.9], default 0
        λ of the penalty ½ λ Σ‖W‖²; with "adamw" its decoupled decay instead.
    dropout : float in [0, 0.9], default 0
        Probability of dropping a hidden unit.
    batch_norm : bool, default False
        Batch normalization before each hidden activation.
    init : {"xavier", "he", "small", "zero"}
        Normal distribution of Xavier's or He's variance, or of σ = 0.01, or zeros. Biases are 0.
    seed : int in [0, 2**32 - 1]
        One ``default_rng(seed)`` draws weights, then the order of the batches and dropout's masks.
    epochs : int in [0, 3000], default 40
        Epochs of training that the figure shows; playing counts it up.
    edits : at most 24 rows (epoch, layer, from, to, value), default []
        Weights set by hand after so many epochs: of the affine layer `layer`, from its input
        `from` to its unit `to`, all counted from 0; `from` one beyond the last input is the bias.
        Rows that name no weight of the network change nothing.
    view : {"one", "seeds"}
        One network, or sixteen side by side that differ in their seed alone: `seed` and the next
        fifteen, without `edits`.
    goal : float in [0.5, 1], default 0.95
        Accuracy from which on one of the sixteen counts as a success: on the test points, or with
        "own" data on the training points.
    controls : list of str, default []
        Names of the controls to show, for a lesson of few: any of the traits above, and "predict"
        for the question. The empty list shows all. In a link: ``ui=activation.layers``.
    train_loss, test_loss, train_accuracy, test_accuracy : float or None
        What the live figure has reached, reported at most twice a second; read-only. None before
        the first report, where there is no test set, and where a loss is not finite.
    lang : {"auto", "ko", "en"}
        Language of the labels.

    Raises
    ------
    traitlets.TraitError
        If a trait is given a value that it cannot hold.

    Notes
    -----
    Chapter: activations.

    Examples
    --------
    >>> decision = Decision(data="moons", layers=2, units=8, activation="relu", init="he")
    >>> decision.network().n_parameters
    105
    """

    name = "decision"
    _esm = built_module("decision")

    data = _choice(["xor", "circles", "moons", "spirals", "blobs", "own"], "circles")
    n_examples = _number(150, 10, 300)
    noise = _number(0.1, 0.0, 0.5)
    data_seed = _number(0, 0, 2**32 - 1)
    points = Points(OWN).tag(sync=True, state=True)
    inputs = traitlets.List(traitlets.Enum([*INPUTS]), ["x1", "x2"], minlen=1)
    inputs = inputs.tag(sync=True, state=True)
    layers = _number(1, 0, 3)
    units = _number(4, 1, 8)
    widths = traitlets.List(traitlets.Int(min=1, max=8), maxlen=3).tag(sync=True, state=True)
    activation = _choice(_ACTIVATIONS, "tanh")
    loss = _choice(["cross-entropy", "mse"], "cross-entropy")
    optimizer = _choice(_OPTIMIZERS, "sgd")
    lr = _number(0.3, 0.0001, 10.0)
    batch_size = _number(10, 1, 300)
    weight_decay = _number(0.0, 0.0, 0.9)
    dropout = _number(0.0, 0.0, 0.9)
    batch_norm = traitlets.Bool(False).tag(sync=True, state=True)
    init = _choice(_INITS, "xavier")
    seed = _number(0, 0, 2**32 - 1)
    epochs = _number(40, 0, 3000)
    edits = Edits([]).tag(sync=True, state=True)
    view = _choice(["one", "seeds"], "one")
    goal = _number(0.95, 0.5, 1.0)
    controls = traitlets.List(traitlets.Enum(_CONTROLS)).tag(sync=True, state=True)

    train_loss = _result("loss on the training points")
    test_loss = _result("loss on the test points")
    train_accuracy = _result("share of training points answered rightly")
    test_accuracy = _result("share of test points answered rightly")

    @traitlets.validate("controls", "inputs")
    def _names_differ(self, proposal):
        names = proposal["value"]
        if len(set(names)) < len(names):
            what = proposal["trait"].name
            raise traitlets.TraitError(f"{what} must be different names, got {names}")
        return names

    def set_data(self, x: ArrayLike, t: ArrayLike) -> None:
        """Show points of your own and start the training anew.

        Parameters
        ----------
        x : array-like of shape (N, 2)
            2 to 120 points with coordinates in [-2, 2]; kept to two decimals, as in a link.
        t : array-like of shape (N,)
            Their labels, 0 or 1.

        Raises
        ------
        ValueError
            for other shapes, numbers, or labels; the message says which.

        Examples
        --------
        >>> decision = Decision()
        >>> decision.set_data([[0, 0], [1, 1]], [0, 1])
        >>> decision.data, decision.epochs, decision.points
        ('own', 0, [[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
        """
        x = as_float(x, "x")
        require_shape(x, ("N", 2), "x")
        require_finite(x, "x")
        t = np.asarray(t)
        require_shape(t, (len(x),), "t")
        if not np.isin(t, (0, 1)).all():
            raise ValueError(f"labels must be 0 or 1, got {np.unique(t).tolist()}")
        if not Points.fewest <= len(x) <= Points.most:
            raise ValueError(f"there must be {Points.fewest} to {Points.most} points, got {len(x)}")
        if abs(x).max() > REACH:
            raise ValueError(
                f"x must be in [-{REACH:g}, {REACH:g}], got values from {x.min():g} to "
                f"{x.max():g}: standardize it first"
            )
        with self.hold_sync():
            self.points = np.column_stack([x.round(2) + 0.0, t])
            self.data, self.epochs = "own", 0

    def examples(self) -> tuple[NDArray, NDArray, NDArray, NDArray]:
        """Return x_train, x_test, t_train, t_test as the figure draws them.

        Examples
        --------
        >>> [len(part) for part in Decision().examples()]
        [150, 200, 150, 200]
        """
        if self.data == "own":
            rows = np.array(self.points)
            return rows[:, :2], np.empty((0, 2)), rows[:, 2].astype(int), np.empty(0, int)
        rng = np.random.default_rng(self.data_seed)
        (x, t), (x_test, t_test) = (
            draw(self.data, n, self.noise, rng) for n in (self.n_examples, _N_TEST)
        )
        return x, x_test, t, t_test

    def features(self, x: ArrayLike) -> NDArray:
        """Return points as the network is given them: a column for each of `inputs`.

        Examples
        --------
        >>> Decision(inputs=["x1", "x1x2"]).features([[0.5, 2.0]])
        array([[0.5, 1. ]])
        """
        x1, x2 = as_float(x, "x").T
        return np.column_stack([INPUTS[name](x1, x2) for name in self.inputs])

    def network(self) -> Sequential:
        """Train as the figure does, with dlcore, and return the network in evaluation mode.

        The examples, the initial weights, the order of the batches and the masks of dropout are
        the figure's own, number by number. The two are computed in float64 by different programs,
        so trained weights agree as far as training does not magnify rounding: to about 1e-9 in
        ordinary training; not at all once a far too large learning rate makes it chaotic.

        Returns
        -------
        Sequential
            From `features` to one logit per example, or the probability where `loss` is "mse".

        Examples
        --------
        >>> Decision(epochs=0).network()
        Sequential of 3 layers, 17 parameters
          0  Affine(2 → 4), 12 parameters
          1  Tanh()
          2  Affine(4 → 1), 5 parameters
        """
        return self._train().net

    def _train(self):
        """Return the trained `net`, the `sets`, and their `losses` before and after every epoch."""
        rng = np.random.default_rng(self.seed)
        net = self._untrained(rng)
        x, x_test, t, t_test = self.examples()
        sets = [(x, t), (x_test, t_test)] if len(x_test) else [(x, t)]
        loss = MeanSquaredError() if self.loss == "mse" else BinaryCrossEntropy()
        fed = [(self.features(points), targets) for points, targets in sets]
        losses = [[] for _ in sets]

        def measure(*_):
            self._set_by_hand(net, epoch=len(losses[0]))
            for values, (inputs, targets) in zip(losses, fed, strict=True):
                values.append(loss(predict(net, inputs), targets))
            return not np.isfinite(losses[0][-1])  # the figure stops there too

        decoupled = self.optimizer == "adamw"
        options = {"weight_decay": self.weight_decay} if decoupled else {}
        with np.errstate(all="ignore"):
            measure()
            if self.epochs:
                fit(
                    net, loss, _OPTIMIZERS[self.optimizer](self.lr, **options), *fed[0],
                    epochs=self.epochs, batch_size=self.batch_size, rng=rng, callbacks=[measure],
                    l2=0.0 if decoupled else self.weight_decay, progress=False,
                )  # fmt: skip
        return SimpleNamespace(net=net.eval(), sets=sets, losses=losses)

    def _untrained(self, rng):
        parts, width = [], len(self.inputs)
        for units in [*self.widths, *[self.units] * self.layers][: self.layers]:
            parts.append(Affine(width, units, init=_INITS[self.init], rng=rng))
            if self.batch_norm:
                parts.append(BatchNorm(units))
            parts.append(_ACTIVATIONS[self.activation]())
            if self.dropout:
                parts.append(Dropout(self.dropout, rng=rng))
            width = units
        parts.append(Affine(width, 1, init=_INITS[self.init], rng=rng))
        if self.loss == "mse":
            parts.append(Sigmoid())
        return Sequential(*parts)

    def _set_by_hand(self, net, epoch):
        layers = [layer for layer in net.layers if isinstance(layer, Affine)]
        for when, layer, row, unit, value in self.edits:
            if when != epoch or layer >= len(layers):
                continue
            weights, biases = (layers[int(layer)].params[name] for name in ("W", "b"))
            if row <= len(weights) and unit < len(biases):
                target = biases if row == len(weights) else weights[int(row)]
                target[int(unit)] = value

    def figure(self):
        run = self._train()
        return plots.decision(run.net, *run.sets[0], losses=run.losses, features=self.features)
