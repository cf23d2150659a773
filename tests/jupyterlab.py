"""Binder's environment, and a JupyterLab of any environment, for the tests that need them."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

from tools.binder import environment as binder_environment

START_SECONDS = 90


def binders_environment():
    """The environment that Binder would build; without its Python skip, but fail in CI."""
    if binder_environment.interpreter() is None and not os.environ.get("CI"):
        pytest.skip("no Linux with Python 3.11: what Binder would build is not built")
    return binder_environment.environment()


@contextmanager
def serving(python, folder, scratch, env):
    """Serve a folder by the JupyterLab of `python`; give its address."""
    settings = scratch / "settings"
    settings.mkdir()
    (settings / "overrides.json").write_text(
        json.dumps({"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}})
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = scratch / "lab.log"
    with said.open("w") as log:
        server = subprocess.Popen(
            [
                str(python), "-m", "jupyter", "lab", "--no-browser", "--allow-root",
                f"--port={port}", "--port-retries=0", "--IdentityProvider.token=",
                f"--ServerApp.root_dir={folder}", f"--LabApp.app_settings_dir={settings}",
            ],
            stdout=log,
            stderr=log,
            cwd=scratch,
            env={**env, "JUPYTER_CONFIG_DIR": str(scratch / "config")},
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(server, address, said)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(server, address, said):
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            raise AssertionError(f"JupyterLab stopped:\n{said.read_text()}")
        try:
            urllib.request.urlopen(f"{address}/api", timeout=1).close()
            return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"JupyterLab did not answer in {START_SECONDS} s:\n{said.read_text()}")
