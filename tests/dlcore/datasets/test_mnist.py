import functools
import hashlib
import http.server
import sys
import threading

import numpy as np
import pytest

from dlcore.datasets import (
    load_mnist,
)


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
