import os
import pickle

import numpy as np
import pytest

from dlcore import Affine, BatchNorm, Dropout, ReLU, Sequential, load, predict, save


def net_of(seed, n_hidden=4, dtype=np.float64):
    rng = np.random.default_rng(seed)
    return Sequential(
        Affine(2, n_hidden, rng=rng, dtype=dtype), BatchNorm(n_hidden, dtype=dtype),
        Sequential(ReLU(), Affine(n_hidden, 1, rng=rng, dtype=dtype)),
    )  # fmt: skip


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_saved_net_answers_as_before(dtype, tmp_path, rng):
    net, x = net_of(1, dtype=dtype), rng.standard_normal((20, 2))
    net(x)  # moves the running averages
    save(net, tmp_path / "net.npz")
    twin = net_of(2, dtype=dtype)
    assert load(twin, str(tmp_path / "net.npz")) is twin
    np.testing.assert_array_equal(predict(twin, x), predict(net, x))
    assert [path.name for path in tmp_path.iterdir()] == ["net.npz"]
    with np.load(tmp_path / "net.npz", allow_pickle=False) as data:
        assert set(data) == {
            *(f"params.{key}" for key in net.params), "buffers.1.mean", "buffers.1.var"
        }  # fmt: skip


def test_the_file_has_the_name_that_was_given_and_is_replaced_as_a_whole(tmp_path, rng):
    path = tmp_path / "weights"  # NumPy alone would add .npz
    for seed in (1, 2):
        save(net_of(seed), path)
    assert os.listdir(tmp_path) == ["weights"]
    twin = load(net_of(3), path)
    np.testing.assert_array_equal(twin.params["0.W"], net_of(2).params["0.W"])


def test_a_save_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "net.npz"
    save(net_of(1), path)
    before = path.read_bytes()

    def full(file, **arrays):
        file.write(b"half")
        raise OSError("no space left")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match="no space left"):
        save(net_of(2), path)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["net.npz"]


def test_a_net_without_arrays(tmp_path, rng):
    save(Dropout(0.5, rng=rng), tmp_path / "net.npz")
    load(ReLU(), tmp_path / "net.npz")


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (lambda: net_of(0, 5), r"params.0.W of the file must have shape \(2, 5\), got \(2, 4\)"),
        (lambda: net_of(0, 4, np.float32), "params.0.W of the file must have dtype float32, got"),
        (lambda: net_of(0)[0:1], r"another net: it lacks \[\] and has \['buffers.1.mean'"),
        (lambda: Sequential(BatchNorm(2)), r"another net: it lacks \['buffers.0.mean'"),
    ],
)
def test_another_net_is_refused_and_stays_as_it_is(other, words, tmp_path):
    save(net_of(1), tmp_path / "net.npz")
    net, fresh = other(), other()
    with pytest.raises(ValueError, match=words):
        load(net, tmp_path / "net.npz")
    for key, p in net.params.items():
        np.testing.assert_array_equal(p, fresh.params[key])


def test_one_wrong_array_late_in_the_file_changes_nothing(tmp_path):
    save(net_of(1), tmp_path / "net.npz")
    with np.load(tmp_path / "net.npz") as data:
        arrays = dict(data)
    np.savez(tmp_path / "bad.npz", **{**arrays, "buffers.1.var": np.ones(9)})
    net = net_of(2)
    with pytest.raises(ValueError, match=r"buffers.1.var of the file must have shape"):
        load(net, tmp_path / "bad.npz")
    np.testing.assert_array_equal(net.params["0.W"], net_of(2).params["0.W"])


@pytest.mark.parametrize("what", ["text", "npy", "pickle", "empty", "cut", "objects"])
def test_what_is_no_saved_net_is_refused(what, tmp_path):
    path = tmp_path / "net.npz"
    save(net_of(1), path)
    if what == "text":
        path.write_text("weights")
    elif what == "npy":
        with path.open("wb") as file:
            np.save(file, np.ones(3))
    elif what == "pickle":
        path.write_bytes(pickle.dumps({"params.0.W": [1.0]}))
    elif what == "empty":
        path.write_bytes(b"")
    elif what == "cut":
        path.write_bytes(path.read_bytes()[:-200])
    else:
        with path.open("wb") as file:
            np.savez(file, **{"params.0.W": np.array([print], dtype=object)}, allow_pickle=True)
    with pytest.raises(ValueError, match=r"net.npz is no file that save has written"):
        load(net_of(2), path)


def test_errors(tmp_path):
    with pytest.raises(FileNotFoundError):
        load(net_of(1), tmp_path / "missing.npz")
    for function in (save, load):
        with pytest.raises(TypeError, match="net must be a Layer"):
            function(tmp_path / "net.npz", net_of(1))
        with pytest.raises(TypeError, match="path must be a path, such as"):
            function(net_of(1), 3)
