"""The browser of the tests: found on the PATH, or Playwright's, or a reason and what to do."""

import subprocess

import pytest

from tools.checks import chromium


@pytest.fixture
def playwright(monkeypatch, tmp_path):
    """A computer without Chromium; `playwright(error)` says how fetching one ends."""

    def install(error=""):
        home = tmp_path / "browsers"

        def run(command, **_):
            said = f"Install location:    {home}\n" if "--dry-run" in command else ""
            if not said and not error:
                home.mkdir()
                (home / "INSTALLATION_COMPLETE").touch()
            return subprocess.CompletedProcess(command, int(bool(error and not said)), said, error)

        monkeypatch.setattr(chromium.subprocess, "run", run)

    monkeypatch.setenv("PATH", str(tmp_path))
    return install


def test_a_browser_on_the_path_comes_first(monkeypatch, tmp_path):
    (tmp_path / "chromium").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.launch_options()["executable_path"] == str(tmp_path / "chromium")


def test_where_there_is_none_playwrights_is_fetched(playwright, capsys):
    playwright()
    assert chromium.launch_options() is None
    assert chromium.main([]) == 0
    assert "executable_path" not in chromium.launch_options()
    assert capsys.readouterr().out.endswith("that of Playwright, fetched\n")


def test_a_network_that_refuses_is_named_with_what_to_do(playwright, capsys):
    playwright("Downloading\nError: getaddrinfo ENOTFOUND example.org\n    at somewhere\n")
    assert chromium.main([]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "could not be fetched (Error: getaddrinfo ENOTFOUND example.org)" in line
    assert "apt install chromium" in line
    assert chromium.launch_options() is None
