import numpy as np
import pytest

from dlcore import (
    SGD,
    Adam,
    Affine,
    BatchNorm,
    BinaryCrossEntropy,
    CosineDecay,
    Dropout,
    EarlyStopping,
    Identity,
    MeanSquaredError,
    Momentum,
    ReLU,
    Sequential,
    Sigmoid,
    SoftmaxCrossEntropy,
    Tanh,
    accuracy,
    fit,
    minibatches,
    predict,
)
from dlcore.datasets import make_blobs, make_gate
from tests.dlcore.zoo import small_problem

pytestmark = pytest.mark.usefixtures("strict")


def test_matches_pytorch_over_30_steps(golden):
    data = golden("training")
    x, t = data["x"], data["t"]
    net = Sequential(Affine(5, 8, init="zeros"), BatchNorm(8), Tanh(), Affine(8, 3, init="zeros"))
    for p, value in zip(net.params.values(), data["start"], strict=True):
        p[...] = value
    optimizer, loss = Momentum(0.1), SoftmaxCrossEntropy()
    # 7 epochs of 4 batches in the order given, then half an epoch more
    history = fit(net, loss, optimizer, x, t, epochs=7, batch_size=10, rng=None)
    more = fit(net, loss, optimizer, x[:20], t[:20], epochs=1, batch_size=10, rng=None)
    losses = history.step_loss + more.step_loss
    np.testing.assert_allclose(losses, data["losses"], rtol=1e-11)
    for p, value in zip(net.params.values(), data["end"], strict=True):
        np.testing.assert_allclose(p, value, rtol=1e-8, atol=1e-11)


def test_is_the_loop_written_out():
    net, x, t, _ = small_problem()
    twin, _, _, _ = small_problem()
    loss, optimizer = SoftmaxCrossEntropy(), SGD(0.1)
    rng = np.random.default_rng(7)
    losses = []
    for _ in range(3):
        for xb, tb in minibatches(x, t, 16, rng=rng):
            losses.append(loss(net(xb), tb))
            net.backward(loss.backward())
            optimizer.step(net.params, net.grads)
    history = fit(
        twin, SoftmaxCrossEntropy(), SGD(0.1), x, t,
        epochs=3, batch_size=16, rng=np.random.default_rng(7),
    )  # fmt: skip
    assert history.step_loss == losses
    for key, p in net.params.items():
        np.testing.assert_array_equal(p, twin.params[key])


def test_epoch_loss_is_the_mean_over_examples():
    net, x, t, rng = small_problem(n=10)
    history = fit(net, SoftmaxCrossEntropy(), SGD(0.1), x, t, epochs=2, batch_size=4, rng=rng)
    assert len(history.step_loss) == 6
    weights = np.array([4, 4, 2])
    means = np.array(history.step_loss).reshape(2, 3) @ weights / 10
    np.testing.assert_allclose(history.loss, means)
    assert history.validation_loss == []


def test_a_full_batch_is_gradient_descent_whatever_the_seed():
    results = []
    for seed in (1, 2):
        net, x, t, _ = small_problem()
        rng = np.random.default_rng(seed)
        state = rng.bit_generator.state
        fit(net, SoftmaxCrossEntropy(), SGD(0.1), x, t, epochs=5, batch_size=60, rng=rng)
        assert rng.bit_generator.state == state
        results.append(net.params["0.W"])
    np.testing.assert_array_equal(*results)


def test_validation_is_measured_in_evaluation_mode(rng):
    net = Sequential(Affine(2, 8, rng=rng), Dropout(0.5, rng=rng), Affine(8, 3, rng=rng))
    x, t = make_blobs(60, [[0, 2], [2, 0], [-2, -2]], rng=rng)
    seen = []
    history = fit(
        net, SoftmaxCrossEntropy(), Adam(0.05), x, t, epochs=4, batch_size=20,
        validation=(x, t), rng=rng,
        callbacks=[lambda epoch, net, history: seen.append((epoch, accuracy(net, x, t)))],
    )  # fmt: skip
    assert seen == list(enumerate(history.validation_accuracy))
    assert not net.training
    assert history.validation_loss[-1] == SoftmaxCrossEntropy()(predict(net, x), t)
    assert repr(history).startswith("History of 4 epochs: loss ")


def test_accuracy_is_recorded_only_for_one_answer(rng):
    x, t = rng.standard_normal((8, 2)), rng.integers(0, 2, (8, 2))
    cases = (
        (BinaryCrossEntropy(), t[:, 0], 1, 1),
        (BinaryCrossEntropy(), t, 2, 0),
        (MeanSquaredError(), t, 2, 0),
        (SoftmaxCrossEntropy(), np.eye(2)[t[:, 0]], 2, 1),
    )
    for loss, target, n_out, count in cases:
        net = Affine(2, n_out, rng=rng)
        history = fit(
            net, loss, SGD(0.1), x, target, epochs=1, batch_size=4,
            validation=(x, target), rng=rng,
        )  # fmt: skip
        assert len(history.validation_accuracy) == count
        assert len(history.validation_loss) == 1


def test_schedule_sets_the_rate_before_each_step(rng):
    net, x, t, rng = small_problem(n=12)
    asked, used = [], []
    schedule = CosineDecay(0.2, n_steps=6, final=0.01)

    def spy(i):
        asked.append(i)
        return schedule(i)

    class Recorder(SGD):
        def update(self, p, g):
            used.append(self.lr)

    optimizer = Recorder(0.5)

    fit(
        net, SoftmaxCrossEntropy(), optimizer, x, t, epochs=2, batch_size=4, schedule=spy, rng=rng
    )  # fmt: skip
    assert asked == [0, 1, 2, 3, 4, 5]
    assert used[::4] == [schedule(i) for i in asked]  # four arrays a step
    assert optimizer.lr == 0.5  # its own again


def test_l2_adds_the_penalty_to_the_gradient():
    a, x, t, _ = small_problem(n=12)
    b, _, _, _ = small_problem(n=12)
    options = {"epochs": 1, "batch_size": 12, "rng": None}
    fit(a, SoftmaxCrossEntropy(), SGD(0.1), x, t, **options)
    start, _, _, _ = small_problem(n=12)
    fit(b, SoftmaxCrossEntropy(), SGD(0.1), x, t, l2=0.5, **options)
    for key, p in b.params.items():
        decay = 0.1 * 0.5 * start.params[key] if key.endswith("W") else 0
        np.testing.assert_allclose(p, a.params[key] - decay, rtol=1e-12)


def test_learns_xor_and_clouds():
    rng = np.random.default_rng(0)
    x, t = make_gate("xor")
    net = Sequential(Affine(2, 4, rng=rng), Sigmoid(), Affine(4, 1, rng=rng))
    history = fit(net, BinaryCrossEntropy(), SGD(1.0), x, t, epochs=3000, batch_size=4, rng=rng)
    assert accuracy(net, x, t) == 1.0
    assert history.loss[-1] < 0.05 < history.loss[0]
    net, x, t, rng = small_problem(n=300)
    fit(net, SoftmaxCrossEntropy(), Adam(0.01), x, t, epochs=20, batch_size=30, rng=rng)
    assert accuracy(net, x, t) > 0.9


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_one_dtype_throughout(dtype, rng):
    x, t = rng.standard_normal((20, 3)), rng.integers(0, 2, 20)
    seen = set()

    class Spy(Identity):
        def forward(self, x):
            seen.add(x.dtype)
            return super().forward(x)

        def backward(self, dout):
            seen.add(dout.dtype)
            return super().backward(dout)

    net = Sequential(
        Affine(3, 4, rng=rng, dtype=dtype), Spy(), BatchNorm(4, dtype=dtype), Dropout(0.2, rng=rng),
        Spy(), Affine(4, 2, rng=rng, dtype=dtype), Spy(),
    )  # fmt: skip
    fit(net, SoftmaxCrossEntropy(), Adam(), x, t, epochs=2, batch_size=8, l2=0.1, rng=rng)
    assert seen == {np.dtype(dtype)}
    assert {p.dtype for p in net.params.values()} == {np.dtype(dtype)}


def test_inputs_are_not_edited(rng):
    net, x, t, rng = small_problem()
    before = x.copy(), t.copy()
    fit(net, SoftmaxCrossEntropy(), SGD(0.1), x, t, epochs=1, batch_size=7, rng=rng)
    np.testing.assert_array_equal(x, before[0])
    np.testing.assert_array_equal(t, before[1])


def test_callbacks_stop_and_are_all_called():
    net, x, t, rng = small_problem()
    calls = []
    history = fit(
        net, SoftmaxCrossEntropy(), SGD(0.1), x, t, epochs=10, batch_size=60, rng=rng,
        callbacks=[lambda e, n, h: e == 2, lambda e, n, h: calls.append(e)],
    )  # fmt: skip
    assert len(history.loss) == 3
    assert calls == [0, 1, 2]


def fit_with(**changes):
    net, x, t, rng = small_problem()
    arguments = {
        "net": net, "loss": SoftmaxCrossEntropy(), "optimizer": SGD(0.1), "x": x, "t": t,
        "epochs": 1, "batch_size": 10, "rng": rng, **changes,
    }  # fmt: skip
    before = net.params["0.W"].copy()
    try:
        fit(**arguments)
    finally:
        np.testing.assert_array_equal(net.params["0.W"], before)


def test_errors_come_before_the_first_step(rng):
    x, t = np.zeros((60, 2)), np.zeros(60, int)
    bad_x = x.copy()
    bad_x[50, 1] = np.nan
    bad_t = t.copy()
    bad_t[-1] = 3
    cases = [
        ({"x": bad_x}, ValueError, r"x must be finite, got nan at index \(50, 1\)"),
        ({"x": x[:, :1]}, ValueError, r"x must have shape \(N, 2\), got \(1, 1\)"),
        ({"x": x[:59]}, ValueError, r"equally many examples.* got shapes \(59, 2\) and \(60,\)"),
        ({"x": x[:0], "t": t[:0]}, ValueError, "at least one, got shapes"),
        ({"x": [["a", "b"]] * 60}, TypeError, "x must hold real numbers"),
        ({"t": bad_t}, ValueError, r"class labels must be in 0..2, got 0 to 3"),
        ({"t": t.astype(float)}, TypeError, "class labels must be integers"),
        ({"t": np.zeros((60, 2))}, ValueError, r"target must have shape \(60, 3\), got \(60, 2\)"),
        ({"loss": MeanSquaredError()}, ValueError, r"target must have shape \(60, 3\), got \(60,"),
        (
            {"loss": MeanSquaredError(), "t": np.full((60, 3), np.inf)},
            ValueError,
            "target must be finite, got inf",
        ),
        ({"epochs": 0}, ValueError, "epochs must be at least 1, got 0"),
        ({"epochs": 1.5}, TypeError, "epochs must be an integer, got 1.5"),
        ({"batch_size": 0}, ValueError, "batch_size must be at least 1, got 0"),
        ({"batch_size": True}, TypeError, "batch_size must be an integer, got True"),
        ({"rng": 0}, TypeError, r"rng must be a numpy.random.Generator"),
        ({"validation": (bad_x, t)}, ValueError, "validation x must be finite"),
        ({"validation": (x, bad_t)}, ValueError, "class labels must be in 0..2"),
        ({"l2": -1.0}, ValueError, "l2 must be a finite number of at least 0, got -1.0"),
        ({"net": "net"}, TypeError, "net must be a Layer"),
    ]
    for changes, error, message in cases:
        with pytest.raises(error, match=message):
            fit_with(**changes)


def test_nan_losses_are_recorded_and_do_not_stop(rng):
    net = Affine(2, 1, rng=rng)
    net.params["W"][...] = np.nan
    history = fit(
        net, MeanSquaredError(), SGD(0.1), np.ones((4, 2)), np.ones(4),
        epochs=2, batch_size=2, rng=rng,
    )  # fmt: skip
    assert np.isnan(history.loss).all()


def test_every_argument_of_another_kind_is_named():
    order = r"in fit\(net, loss, optimizer, x, t, ...\), got"
    cases = [
        ({"net": Sequential}, f"net must be a Layer.* {order} the class Sequential; make one"),
        ({"net": SGD(0.1)}, f"net must be a Layer.* {order} SGD"),
        ({"loss": SoftmaxCrossEntropy}, f"loss must be a loss.* {order} the class Softmax"),
        ({"loss": "mse"}, f"loss must be a loss.* {order} 'mse'"),
        ({"loss": SGD(0.1)}, f"loss must be a loss.* {order} SGD"),
        ({"optimizer": SGD}, f"optimizer must be an optimizer.* {order} the class SGD; make one"),
        ({"optimizer": "sgd"}, f"optimizer must be an optimizer.* {order} 'sgd'"),
        ({"optimizer": SoftmaxCrossEntropy()}, f"optimizer must be an optimizer.* {order} Softmax"),
        ({"net": ReLU()}, "net must have parameters to train, got ReLU"),
        ({"x": None}, "x must hold real numbers, got None"),
        ({"x": [[1.0], [1.0, 2.0]]}, "x must be a full table, but its rows differ in length"),
        ({"t": None}, "x and t must hold equally many examples"),
        ({"t": [[1], [1, 2]]}, "t must be a full table, but its rows differ in length"),
        ({"t": ["a"] * 60}, "class labels must be integers, got dtype <U1"),
        ({"epochs": "5"}, "epochs must be an integer, got '5'"),
        ({"batch_size": None}, "batch_size must be an integer, got None"),
        ({"validation": np.zeros((5, 2))}, r"validation must be a pair \(x, t\), got an array"),
        ({"validation": (1, 2, 3)}, r"validation must be a pair \(x, t\), got \(1, 2, 3\)"),
        ({"validation": "x"}, r"validation must be a pair \(x, t\), got 'x'"),
        ({"schedule": 0.1}, "schedule must be a function of the step.* got 0.1"),
        ({"schedule": CosineDecay}, "schedule must be a function of the step.* the class Cosine"),
        ({"schedule": lambda i: None}, r"schedule\(0\) must be a finite number .* got None"),
        ({"schedule": lambda i: np.nan}, r"schedule\(0\) must be a finite number .* got nan"),
        ({"schedule": lambda i: -0.1}, r"schedule\(0\) must be a finite number .* got -0.1"),
        ({"l2": "0.1"}, "l2 must be a finite number of at least 0, got '0.1'"),
        ({"callbacks": EarlyStopping(3)}, r"callbacks must be a list .* got EarlyStopping\(pat"),
        ({"callbacks": [EarlyStopping]}, r"callbacks\[0\] must be a function .* class EarlyStop"),
        ({"callbacks": [print, 3]}, r"callbacks\[1\] must be a function of .* got 3"),
        ({"callbacks": [lambda net: None]}, r"callbacks\[0\] must be a function of \(epoch, net"),
        ({"callbacks": "stop"}, "callbacks must be a list of functions.* got 'stop'"),
        ({"callbacks": [EarlyStopping(3)]}, "EarlyStopping needs fit.*validation"),
        ({"rng": np.random}, "rng must be a numpy.random.Generator"),
        ({"progress": "no"}, "progress must be True or False, got 'no'"),
    ]
    for changes, words in cases:
        with pytest.raises((TypeError, ValueError), match=words):
            fit_with(**changes)


def test_a_callback_whose_end_cannot_be_called():
    class Odd:
        end = 3

        def __call__(self, epoch, net, history):
            pass

    with pytest.raises(TypeError, match=r"callbacks\[0\].end must be a function of \(net\), got 3"):
        fit_with(callbacks=[Odd()])


def test_nothing_moves_before_everything_is_checked(rng):
    net = Sequential(Affine(2, 3, rng=rng), BatchNorm(3))
    x, t = rng.standard_normal((9, 2)), rng.integers(0, 3, 9)
    used = Momentum(0.1)
    fit(Affine(2, 1, rng=rng), MeanSquaredError(), used, x, t, epochs=1, batch_size=9, rng=None)
    with pytest.raises(ValueError, match="this optimizer holds state for other arrays"):
        fit(net, SoftmaxCrossEntropy(), used, x, t, epochs=1, batch_size=9, rng=None)
    np.testing.assert_array_equal(net.buffers["1.mean"], 0)  # not even a forward pass


def test_the_optimizer_gets_its_rate_back_also_when_a_rate_is_refused():
    net, x, t, rng = small_problem()
    optimizer = SGD(0.5)
    with pytest.raises(ValueError, match=r"schedule\(2\) must be .* got nan"):
        fit(
            net, SoftmaxCrossEntropy(), optimizer, x, t, epochs=1, batch_size=10, rng=rng,
            schedule=lambda i: np.nan if i == 2 else 0.1,
        )  # fmt: skip
    assert optimizer.lr == 0.5
    assert optimizer.n_steps == 2


def test_a_prediction_of_nan_counts_as_wrong(rng):
    net = Affine(2, 3, rng=rng)
    net.params["W"][...] = np.nan  # as after a training that went astray
    history = fit(
        net, SoftmaxCrossEntropy(), SGD(0.1), np.ones((4, 2)), np.zeros(4, int),
        epochs=1, batch_size=2, rng=rng, validation=(np.ones((4, 2)), np.zeros(4, int)),
    )  # fmt: skip
    assert history.validation_accuracy == [0.0]
