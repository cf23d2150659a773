"""The benchmarks run and compare the same work; what they measure is never asserted."""

import itertools

import numpy as np
import pytest

from benchmarks import measure
from benchmarks.scaling import point
from benchmarks.textbook import Textbook
from benchmarks.workloads import WORKLOADS, Workload, products
from dlcore import SoftmaxCrossEntropy, one_hot

IDS = [workload.name for workload in WORKLOADS]
SMALL = Workload((6, 5, 10), "Adam", 2.0)


@pytest.mark.parametrize("workload", WORKLOADS, ids=IDS)
def test_every_workload_has_the_shapes_that_its_bound_multiplies(workload, rng):
    net = workload.network(np.float32, rng)
    weights = [p for key, p in net.params.items() if key.endswith("W")]
    assert [w.shape for w in weights] == list(itertools.pairwise(workload.sizes))
    assert net.dtype == np.float32
    x, t = workload.data(np.float32)
    assert x.shape == (len(t), workload.sizes[0])
    assert x.dtype == np.float32


@pytest.mark.parametrize("extra", ["", "batch norm"])
def test_the_textbook_computes_the_same_gradients(extra, rng):
    workload = Workload((6, 5, 4, 10), "SGD", 2.0, extra)
    net, book = workload.network(np.float64, rng), Textbook(workload, np.float64, rng)
    names = {"W": "W", "b": "b", "gamma": "gamma", "beta": "beta"}
    affine = 0
    for key, p in net.params.items():
        name = key.split(".")[1]
        affine += name == "W"
        p[...] = book.params[f"{names[name]}{affine}"]
    x, t = rng.random((20, 6)), rng.integers(0, 10, 20)
    loss = SoftmaxCrossEntropy()
    loss(net(x), t)
    net.backward(loss.backward())
    expected = book.gradient(x, one_hot(t, 10))
    for ours, (key, theirs) in zip(
        net.grads.values(), sorted(expected.items(), key=_position), strict=True
    ):
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12, err_msg=key)


def _position(item):
    name, layer = item[0][:-1], int(item[0][-1])
    return layer, ["W", "b", "gamma", "beta"].index(name)


@pytest.mark.parametrize("optimizer", ["SGD", "Momentum", "AdaGrad", "Adam"])
def test_the_textbook_learns(optimizer, rng):
    book = Textbook(Workload((64, 50, 10), optimizer, 2.0), np.float64, rng)
    x, t = WORKLOADS[-1].data(np.float64)
    losses = book.train(x, one_hot(t, 10), 400)
    assert np.mean(losses[-50:]) < 0.9 * np.mean(losses[:50])


def test_measuring_works(rng):
    found = measure.training_step(WORKLOADS[-1], np.float32, 1)
    assert {"GEMM", "dlcore", "textbook", "faults"} <= found.keys()
    assert all(value > 0 for value in point(8, 4, 1))
    assert measure.checking_gradients(1) > 0
    assert measure.decision_surface(1) > 0


def test_ratios_are_taken_within_a_round(monkeypatch):
    ticks = itertools.count()
    calls = []
    monkeypatch.setattr(measure, "seconds", lambda f: f() or float(calls[-1][1]))
    ours, alone, ratio = measure.paired(
        lambda: calls.append(("ours", [4.0, 30.0, 6.0][next(ticks) // 2 - 1])),
        lambda: calls.append(("bound", [2.0, 10.0, 6.0][next(ticks) // 2 - 1])),
        3,
    )
    assert (ours, alone, ratio) == (6.0, 6.0, 2.0)
    assert [name for name, _ in calls[2:]] == ["bound", "ours", "ours", "bound", "bound", "ours"]


def test_the_bound_stays_finite():
    run = products((784, 100, 100, 10), 100, np.float32)
    with np.errstate(all="raise", under="ignore"):
        for _ in range(50):
            run()
