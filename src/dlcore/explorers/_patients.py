"""The networks of `BugZoo`: one recipe, in which an illness or a treatment changes one thing."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dlcore.datasets import make_spirals
from dlcore.experiments.sick import SoftmaxLayer
from dlcore.initializers import normal
from dlcore.layers import Affine, BatchNorm, ReLU, Sequential
from dlcore.losses import SoftmaxCrossEntropy
from dlcore.optimizers import SGD
from dlcore.training import minibatches

ILLNESSES = {1: "dead", 2: "mode", 3: "rate", 4: "order", 5: "softmax", 6: "leak"}
EPOCHS = 60
_WEIGHTS = ("0.W", "3.W", "6.W")
_CLASSES, _EXAMPLES, _FRESH, _BATCH, _HIDDEN = 3, 60, 180, 10, 24
_HEALTHY = {"dead": 0.0, "rate": 0.3, "leak": False, "mode": False, "softmax": False, "order": True}
_SICK = {"dead": -4.0, "rate": 3.0, "leak": True, "mode": True, "softmax": True, "order": False}


@dataclass
class Course:
    """What is measured while a network of `BugZoo` trains.

    Attributes
    ----------
    step_loss : list of float
        Loss of each batch, before its update.
    loss, accuracy : list of (float, float)
        On the training and on the validation set, before training and after each epoch.
    reordered : list of float
        Validation accuracy when the classes take turns in the set, instead of one after the other.
    dead : list of (float, float)
        Share of units of each hidden layer that are 0 for every training example.
    norms : list of (float, float, float)
        Norm of the gradient of each layer's weights, mean over the steps of an epoch.
    update : float
        Largest update of a hidden layer's weights in the first epoch, over their size.
    outputs : list of ndarray
        What both hidden layers and the whole network answer to the training examples at the end.
    """

    step_loss: list = field(default_factory=list)
    loss: list = field(default_factory=list)
    accuracy: list = field(default_factory=list)
    reordered: list = field(default_factory=list)
    dead: list = field(default_factory=list)
    norms: list = field(default_factory=list)
    update: float = 0.0
    outputs: list[NDArray] = field(default_factory=list)


def recipe(case: int | None = None, cured: str = "none") -> dict:
    """Return what a network is made and trained with; without a case, the healthy one.

    A treatment sets one thing right, whatever ails the network; that of the rate divides it by 10.
    """
    made = dict(_HEALTHY)
    if case is not None:
        made[ILLNESSES[case]] = _SICK[ILLNESSES[case]]
    if cured == "rate":
        made["rate"] /= 10
    elif cured != "none":
        made[cured] = _HEALTHY[cured]
    return made


def train(made: dict, *, seed: int, epochs: int) -> Course:
    """Train a network by its recipe and measure it after every epoch."""
    rng = np.random.default_rng(seed)
    data = make_spirals(_EXAMPLES, n_classes=_CLASSES, turns=0.5, noise=0.25, rng=rng)
    fresh = make_spirals(_FRESH, n_classes=_CLASSES, turns=0.5, noise=0.25, rng=rng)
    validation = data if made["leak"] else fresh
    net, loss, optimizer = _network(made, rng), SoftmaxCrossEntropy(), SGD(made["rate"])
    course = Course()
    _measure(course, net, data, validation, made["mode"])
    with np.errstate(all="ignore"):
        for epoch in range(epochs):
            net.train()
            norms = []
            for x, t in minibatches(*data, _BATCH, rng=rng if made["order"] else None):
                course.step_loss.append(loss.forward(net.forward(x), t))
                net.backward_params(loss.backward())
                sizes = [np.linalg.norm(net.params[key]) for key in _WEIGHTS[:2]]
                norms.append([np.linalg.norm(net.grads[key]) for key in _WEIGHTS])
                if epoch == 0:
                    moves = made["rate"] * np.array(norms[-1][:2]) / sizes
                    course.update = max(course.update, float(moves.max()))
                optimizer.step(net.params, net.grads)
            course.norms.append(np.mean(norms, axis=0).tolist())
            net.eval()
            _measure(course, net, data, validation, made["mode"])
    course.outputs = _outputs(net, data[0])
    return course


def _network(made, rng):
    layers = []
    for n_in in (2, _HIDDEN):
        layers += [Affine(n_in, _HIDDEN, rng=rng), BatchNorm(_HIDDEN), ReLU()]
        layers[-2].params["beta"][:] = made["dead"]
    layers.append(Affine(_HIDDEN, _CLASSES, init=normal(0.1), rng=rng))
    if made["softmax"]:
        layers.append(SoftmaxLayer())
    return Sequential(*layers).eval()


def _measure(course, net, data, validation, left):
    (x, t), (x_val, t_val) = data, validation
    answered = (net.forward(x), t), (_answers(net, x_val, left), t_val)
    course.loss.append([SoftmaxCrossEntropy()(y, target) for y, target in answered])
    course.accuracy.append([_right(y, target) for y, target in answered])
    turns = np.arange(len(t_val)).reshape(_CLASSES, -1).T.ravel()
    course.reordered.append(_right(_answers(net, x_val[turns], left), t_val[turns]))
    hidden = _outputs(net, x)[:2]
    course.dead.append([float((h <= 0).all(axis=0).mean()) for h in hidden])


def _outputs(net, x):
    """Return what both hidden layers and the whole network answer."""
    answers = net.activations(x)[-len(net.layers) :]
    return [answers[2], answers[5], answers[-1]]


def _right(y, t):
    return float((y.argmax(axis=1) == t).mean())


def _answers(net, x, left):
    """Return the outputs; if batch normalization was left in training mode, batch by batch."""
    if not left:
        return net.forward(x)
    kept = {key: value.copy() for key, value in net.buffers.items()}
    net.train()
    y = np.concatenate([net.forward(x[at : at + _BATCH]) for at in range(0, len(x), _BATCH)])
    net.eval()
    for key, value in kept.items():
        net.buffers[key][...] = value
    return y
