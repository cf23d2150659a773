"""Serve the built site on this computer, and open it in the browser."""

import argparse
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from sources.chapters import BOOK


class Handler(SimpleHTTPRequestHandler):
    """Says nothing of each request, and lets the browser keep no page: a new build is seen."""

    # JupyterLite's modules and Pyodide run only under these types, which not every system knows.
    extensions_map: ClassVar = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".json": "application/json",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".whl": "application/octet-stream",
    }

    def end_headers(self):
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def copyfile(self, source, outputfile):
        # A reader who leaves a page ends its downloads: no matter for the terminal.
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def log_message(self, *_):
        pass


def server(folder: Path, port: int = 0, handler: type[Handler] = Handler) -> ThreadingHTTPServer:
    """A server of `folder` for this computer only; port 0 takes any that is free."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(handler, directory=folder))


@contextmanager
def serving(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve `folder` beside whatever else this process does; the address ends in a slash."""
    with server(folder, handler=handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{httpd.server_port}/"
        finally:
            httpd.shutdown()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.site serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-open", action="store_true", help="do not open the browser")
    options = parser.parse_args(arguments)
    site = BOOK.root / "site"
    if not (site / "index.html").is_file():
        print("serve: there is no site yet: run `make book`", file=sys.stderr)
        return 1
    try:
        httpd = server(site, options.port)
    except OSError as error:
        print(f"serve: port {options.port}: {error.strerror}; choose another", file=sys.stderr)
        return 1
    address = f"http://localhost:{httpd.server_port}/"
    print(f"{address}  (Ctrl+C ends)", flush=True)
    if not options.no_open:
        webbrowser.open(address)
    try:
        httpd.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        httpd.server_close()
    return 0
