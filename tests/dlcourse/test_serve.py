"""The formgrader as `dlcourse serve` starts it: no kernel, no terminal, nothing from the net."""

import json
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from dlcourse.course import demo


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a server over the sample course, and a function that asks it."""
    root = tmp_path_factory.mktemp("serve") / "course"
    demo.make(root, "en")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dlcourse", "serve", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    token = ""
    for line in process.stdout:
        if found := re.search(rf"http://127\.0\.0\.1:{port}/\S*token=(\w+)", line):
            token = found[1]
            break
    assert token, "the server has ended"
    while process.poll() is None:  # it says where it will be, and then listens
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                break

    def ask(path):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"token {token}"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.headers, answer.read().decode()

    yield ask
    process.kill()
    process.communicate()


def test_pages_may_load_and_send_nothing_elsewhere(server):
    headers, page = server("/formgrader")
    assert "formgrader" in page
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["form-action"] == "'self'"
    for sources in policy.values():
        assert "http" not in sources
        assert "*" not in sources


def test_there_is_no_kernel_to_run_in(server):
    assert json.loads(server("/api/kernelspecs")[1])["kernelspecs"] == {}
    with pytest.raises(urllib.error.HTTPError) as refused:
        server("/api/terminals")
    assert refused.value.code in (403, 404)
    refused.value.close()
