"""Five typical cells of chapters, written from the docstrings alone: they stay this short."""

import numpy as np

from dlcore import (
    SGD,
    AdaGrad,
    Adam,
    Affine,
    BatchNorm,
    Momentum,
    Mul,
    ReLU,
    Sequential,
    Sigmoid,
    SoftmaxCrossEntropy,
    accuracy,
    gradient_check,
    minibatches,
    minimize,
    plots,
)
from dlcore.datasets import make_spirals
from dlcore.initializers import normal, xavier


def test_backpropagation_by_hand_on_a_graph():
    fruit, tax = Mul(), Mul()
    total = tax(fruit(100, 2), 1.1)
    dfruit, dtax = tax.backward(1.0)
    dprice, dnumber = fruit.backward(dfruit)
    assert np.allclose([total, dprice, dnumber, dtax], [220, 2.2, 110, 200])


def test_four_optimizers_on_one_function():
    optimizers = {
        "SGD": SGD(0.95), "Momentum": Momentum(0.1), "AdaGrad": AdaGrad(1.5), "Adam": Adam(0.3),
    }  # fmt: skip
    paths = {
        name: minimize(optimizer, lambda x, y: (x / 10, 2 * y), start=(-7, 2), n_steps=30)
        for name, optimizer in optimizers.items()
    }
    heights = {name: path[:, 0] ** 2 / 20 + path[:, 1] ** 2 for name, path in paths.items()}
    figure = plots.curves(range(31), heights, xlabel="step", ylabel="f(x, y)")
    assert len(figure.axes[0].lines) == 4
    assert all(height[-1] < height[0] for height in heights.values())


def test_activations_of_a_deep_net_by_initializer():
    spread = {}
    for name, init in {"normal(1)": normal(1.0), "xavier": xavier}.items():
        rng = np.random.default_rng(0)
        layers = [f for _ in range(5) for f in (Affine(100, 100, init=init, rng=rng), Sigmoid())]
        hidden = Sequential(*layers).activations(rng.standard_normal((1000, 100)))[1::2]
        spread[name] = [h.std() for h in hidden]
    assert min(spread["normal(1)"]) > 0.4 > 0.25 > max(spread["xavier"])


def test_a_training_loop_with_nothing_hidden():
    rng = np.random.default_rng(0)
    x, t = make_spirals(300, n_classes=3, turns=0.5, rng=rng)
    net = Sequential(Affine(2, 32, rng=rng), ReLU(), Affine(32, 3, rng=rng))
    loss, optimizer = SoftmaxCrossEntropy(), SGD(lr=0.5)
    for _ in range(60):
        for x_batch, t_batch in minibatches(x, t, 20, rng=rng):
            loss(net(x_batch), t_batch)
            net.backward(loss.backward())
            optimizer.step(net.params, net.grads)
    assert accuracy(net, x, t) > 0.9


def test_the_two_modes_of_batch_normalization_and_a_check_of_the_chain():
    rng = np.random.default_rng(0)
    x, t = rng.standard_normal((5, 2)) + 3, np.array([0, 1, 0, 1, 1])
    norm = BatchNorm(2)
    y_train, y_eval = norm.train()(x), norm.eval()(x)
    assert np.allclose(y_train.mean(axis=0), 0)
    assert not np.allclose(y_train, y_eval)
    net = Sequential(Affine(2, 4, rng=rng), BatchNorm(4), Sigmoid(), Affine(4, 2, rng=rng))
    assert gradient_check(net, SoftmaxCrossEntropy(), x, t)
