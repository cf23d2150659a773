"""Serving the built site on this computer."""

import threading
import urllib.request

import pytest

from sources.chapters import Book
from tools.site import serve


def test_serves_a_folder_that_the_browser_does_not_keep(tmp_path):
    (tmp_path / "page.html").write_text("first")
    with serve.server(tmp_path) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{httpd.server_port}/page.html"
        with urllib.request.urlopen(address) as answer:
            assert answer.read() == b"first"
            assert answer.headers["Cache-Control"] == "no-store"
        httpd.shutdown()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.mjs", "text/javascript"), ("a.wasm", "application/wasm"), ("a.json", "application/json")],
)
def test_names_the_types_without_which_pyodide_does_not_run(tmp_path, name, kind):
    (tmp_path / name).write_bytes(b"x")
    with serve.server(tmp_path) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://127.0.0.1:{httpd.server_port}/{name}") as answer:
            assert answer.headers["Content-Type"] == kind
            assert answer.headers["Content-Encoding"] is None
        httpd.shutdown()


def test_says_that_the_port_is_taken(tmp_path, monkeypatch, capsys):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("")
    monkeypatch.setattr(serve, "BOOK", Book(tmp_path))
    with serve.server(tmp_path) as httpd:
        assert serve.main(["--no-open", "--port", str(httpd.server_port)]) == 1
    assert f"port {httpd.server_port}" in capsys.readouterr().err


def test_says_that_there_is_no_site(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(serve, "BOOK", Book(tmp_path))
    assert serve.main(["--no-open"]) == 1
    assert "make book" in capsys.readouterr().err


def test_serving_ends_when_what_it_serves_fails(tmp_path):
    before = threading.active_count()
    with pytest.raises(RuntimeError, match="failed"), serve.serving(tmp_path):
        raise RuntimeError("failed")
    for thread in threading.enumerate():
        if "serve_forever" in thread.name:
            thread.join(timeout=5)
    assert threading.active_count() == before
