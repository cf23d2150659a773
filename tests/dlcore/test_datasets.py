import functools
import hashlib
import http.server
import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import accuracy, fit
from dlcore.datasets import (
    MAIL_WORDS,
    load_digits,
    load_mnist,
    make_blobs,
    make_circles,
    make_gate,
    make_mails,
    make_moons,
    make_spirals,
    train_test_split,
)

DRAWN = {
    "blobs": lambda n, rng: make_blobs(n, [[0, 0], [3, 3]], rng=rng),
    "moons": lambda n, rng: make_moons(n, noise=0.1, rng=rng),
    "circles": lambda n, rng: make_circles(n, noise=0.1, rng=rng),
    "spirals": lambda n, rng: make_spirals(n, noise=0.1, rng=rng),
    "mails": lambda n, rng: make_mails(n, rng=rng),
}


@pytest.mark.parametrize("name", DRAWN)
@given(n=st.integers(1, 50), seed=st.integers(0, 99))
def test_drawn_sets_have_n_rows_even_classes_and_repeat_by_seed(name, n, seed):
    x, t = DRAWN[name](n, np.random.default_rng(seed))
    assert (len(x), x.dtype, t.dtype.kind) == (n, np.float64, "i")
    assert np.ptp(np.bincount(t, minlength=2)) <= 1
    again, _ = DRAWN[name](n, np.random.default_rng(seed))
    np.testing.assert_array_equal(x, again)


@pytest.mark.parametrize("name", DRAWN)
def test_drawn_sets_check_their_arguments(name, rng):
    with pytest.raises(ValueError, match="n must be at least 1, got 0"):
        DRAWN[name](0, rng)
    with pytest.raises(TypeError, match=r"rng must be a numpy.random.Generator"):
        DRAWN[name](5, None)


def test_gates_in_table_order():
    for name, table in (("AND", [0, 0, 0, 1]), ("xor", [0, 1, 1, 0]), ("nor", [1, 0, 0, 0])):
        x, t = make_gate(name)
        np.testing.assert_array_equal(x, [[0, 0], [0, 1], [1, 0], [1, 1]])
        assert x.dtype == np.float64
        assert t.tolist() == table
    with pytest.raises(ValueError, match=r"name must be one of .* got 'not'"):
        make_gate("not")


def test_blobs_lie_around_their_centres(rng):
    centers = np.array([[0, 0, 5], [9, 9, 9]])
    x, t = make_blobs(20_000, centers, std=2.0, rng=rng)
    for k in (0, 1):
        np.testing.assert_allclose(x[t == k].mean(axis=0), centers[k], atol=0.1)
        np.testing.assert_allclose(x[t == k].std(axis=0), 2, rtol=0.03)
    with pytest.raises(ValueError, match="the noise must be a finite number"):
        make_blobs(5, centers, std=-1, rng=rng)
    with pytest.raises(ValueError, match=r"centers must have shape \(C, D\), got \(3,\)"):
        make_blobs(5, centers[0], rng=rng)


def test_shapes_without_noise_are_exact(rng):
    x, t = make_moons(1000, rng=rng)
    np.testing.assert_allclose(np.linalg.norm(x[t == 0], axis=1), 1)
    np.testing.assert_allclose(np.linalg.norm(x[t == 1] - [1, 0.5], axis=1), 1)
    assert x[t == 0, 1].min() >= 0
    assert x[t == 1, 1].max() <= 0.5
    x, t = make_circles(1000, ratio=0.3, rng=rng)
    np.testing.assert_allclose(np.linalg.norm(x, axis=1), np.where(t == 0, 1, 0.3))
    with pytest.raises(ValueError, match=r"ratio must be in \(0, 1\), got 1"):
        make_circles(10, ratio=1, rng=rng)
    x, t = make_spirals(900, n_classes=3, turns=1.5, rng=rng)
    radius = np.linalg.norm(x, axis=1)
    angle = 2 * np.pi * (1.5 * radius + t / 3)
    np.testing.assert_allclose(x, radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], 1))


def test_mails_count_twelve_words_and_drift_hides_spam(rng):
    x, t = make_mails(4000, rng=rng)
    assert x.shape == (4000, 12) == (4000, len(MAIL_WORDS))
    assert (x == x.round()).all()
    assert (x >= 0).all()
    free = MAIL_WORDS.index("free")
    assert x[t == 1, free].mean() == pytest.approx(1.5, abs=0.15)
    moved, s = make_mails(4000, drift=1.0, rng=rng)
    assert moved[s == 1, free].mean() == pytest.approx(0.2, abs=0.05)
    np.testing.assert_allclose(moved[s == 0].mean(axis=0), x[t == 0].mean(axis=0), atol=0.15)
    with pytest.raises(ValueError, match=r"drift must be in \[0, 1\], got 2"):
        make_mails(5, drift=2, rng=rng)


def test_digits_are_the_1797(rng):
    x, t = load_digits()
    assert (x.shape, x.dtype, t.shape) == ((1797, 64), np.float64, (1797,))
    assert np.bincount(t).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert set(np.unique(16 * x)) == set(range(17))
    # the sum of all pixels of the original, and a digest of the whole
    assert (16 * x).sum() == 561_718
    digest = hashlib.sha256((16 * x).astype(np.uint8).tobytes() + t.astype(np.uint8).tobytes())
    assert digest.hexdigest().startswith("87ff0c9e40dc7e2c")
    assert load_digits(dtype=np.float32)[0].dtype == np.float32


def test_digits_can_be_learned(rng):
    from dlcore import Adam, Affine, ReLU, Sequential, SoftmaxCrossEntropy

    x_train, x_test, t_train, t_test = train_test_split(*load_digits(), test_size=360, rng=rng)
    net = Sequential(Affine(64, 32, rng=rng), ReLU(), Affine(32, 10, rng=rng))
    fit(
        net, SoftmaxCrossEntropy(), Adam(0.01), x_train, t_train, epochs=10, batch_size=32, rng=rng
    )  # fmt: skip
    assert accuracy(net, x_test, t_test) > 0.93


@given(n=st.integers(4, 60), size=st.integers(1, 3), seed=st.integers(0, 99))
def test_split_keeps_pairs_and_uses_each_once(n, size, seed):
    rng = np.random.default_rng(seed)
    x, t = np.arange(n), np.arange(n) % 3
    for stratify in (True, False):
        a, b, ta, tb = train_test_split(x, t, test_size=size, stratify=stratify, rng=rng)
        assert len(b) == size
        assert sorted([*a, *b]) == list(range(n))
        np.testing.assert_array_equal(ta, a % 3)
        np.testing.assert_array_equal(tb, b % 3)


def test_split_is_stratified(rng):
    x, t = load_digits()
    _, _, _, t_test = train_test_split(x, t, test_size=0.2, rng=rng)
    assert len(t_test) == 359
    np.testing.assert_allclose(np.bincount(t_test), np.bincount(t) * 0.2, atol=1)
    assert (np.diff(t_test) < 0).any()  # shuffled, not class by class
    rare = np.array([0] * 90 + [1] * 10)
    for _ in range(20):
        _, _, _, test = train_test_split(np.arange(100), rare, test_size=20, rng=rng)
        assert np.bincount(test).tolist() == [18, 2]
    single = np.array([0] * 99 + [1])  # its share of a fifth is rounded down
    _, _, _, test = train_test_split(np.arange(100), single, test_size=20, rng=rng)
    assert test.sum() == 0


def test_split_errors(rng):
    x, t = np.arange(10), np.zeros(10, int)
    for bad in (0, 10, 1.0, 0.01):
        with pytest.raises(ValueError, match=rf"test_size must leave .* of 10, got {bad}"):
            train_test_split(x, t, test_size=bad, rng=rng)
    with pytest.raises(ValueError, match="equal lengths, got 10 and 9"):
        train_test_split(x, t[:9], test_size=2, rng=rng)
    with pytest.raises(ValueError, match=r"stratify needs labels of shape \(N,\), got \(10, 2\)"):
        train_test_split(x, np.zeros((10, 2)), test_size=2, rng=rng)
    with pytest.raises(TypeError, match="rng must be"):
        train_test_split(x, t, test_size=2, rng=None)


@pytest.fixture
def server(tmp_path):
    """Serve a miniature mnist.npz from localhost; yield (url, digest, list of requests)."""
    folder = tmp_path / "served"
    folder.mkdir()
    images = np.arange(3 * 28 * 28, dtype=np.uint8).reshape(3, 28, 28)
    labels = np.array([5, 0, 4], np.uint8)
    np.savez(
        folder / "mnist.npz", x_train=images, y_train=labels, x_test=images[:1], y_test=labels[:1]
    )
    requests = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            requests.append(self.path)

    handler = functools.partial(Handler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        digest = hashlib.sha256((folder / "mnist.npz").read_bytes()).hexdigest()
        yield f"http://127.0.0.1:{httpd.server_port}/mnist.npz", digest, requests
        httpd.shutdown()
        thread.join()


def test_mnist_is_downloaded_once_and_scaled(server, tmp_path, capfd, monkeypatch):
    url, digest, requests = server
    cache = tmp_path / "deep" / "cache"
    x_train, x_test, t_train, t_test = load_mnist(cache, url=url, sha256=digest)
    assert (x_train.shape, x_test.shape, x_train.dtype) == ((3, 784), (1, 784), np.float32)
    np.testing.assert_array_equal(x_train[0, :3], np.float32([0, 1, 2]) / np.float32(255))
    assert (t_train.tolist(), t_test.tolist()) == ([5, 0, 4], [5])
    assert capfd.readouterr() == ("", "")
    monkeypatch.setenv("DLCORE_CACHE", str(cache))
    double = load_mnist(url="http://127.0.0.1:1/none", sha256=digest, dtype="float64")[0]
    assert double.dtype == np.float64
    assert len(requests) == 1
    assert [p.name for p in cache.iterdir()] == ["mnist.npz"]


def test_mnist_shows_progress_on_a_terminal(server, tmp_path, monkeypatch):
    import io

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    url, digest, _ = server
    monkeypatch.setattr(sys, "stderr", Terminal())
    load_mnist(tmp_path, url=url, sha256=digest)
    assert "downloading MNIST: 0.0 of 0.0 MB" in sys.stderr.getvalue()


def test_mnist_rejects_a_wrong_file(server, tmp_path):
    url, digest, _ = server
    with pytest.raises(ValueError, match=rf"SHA-256 of the file at {url} must be 0+, got {digest}"):
        load_mnist(tmp_path, url=url, sha256="0" * 64)
    assert not list(tmp_path.glob("*.npz*")) + list(tmp_path.glob("*.part"))
    (tmp_path / "mnist.npz").write_bytes(b"spoiled")
    with pytest.raises(ValueError, match=r"mnist.npz \(delete it to download it again\) must be"):
        load_mnist(tmp_path, url=url, sha256=digest)


def test_mnist_offline_says_what_to_do(server, tmp_path):
    url, _, _ = server
    for bad in ("http://127.0.0.1:1/mnist.npz", url.replace("mnist.npz", "missing")):
        with pytest.raises(OSError, match=r"MNIST is not in .* Connect to the internet once"):
            load_mnist(tmp_path, url=bad)
        assert not list(tmp_path.glob("*.part"))
