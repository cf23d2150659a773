import builtins
import io
import sys

import pytest

from dlcore import (
    SGD,
    SoftmaxCrossEntropy,
    fit,
)
from tests.dlcore.zoo import small_problem

pytestmark = pytest.mark.usefixtures("strict")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def run_quietly():
    net, x, t, rng = small_problem()
    fit(net, SoftmaxCrossEntropy(), SGD(0.1), x, t, epochs=3, batch_size=60, rng=rng)


def test_nothing_is_written_unless_a_terminal_watches(capfd):
    run_quietly()
    assert capfd.readouterr() == ("", "")


def test_short_runs_show_no_bar_on_a_terminal_either(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    run_quietly()
    assert "epochs" not in terminal.getvalue()


def test_works_without_tqdm_and_without_stderr(monkeypatch):
    real = builtins.__import__

    def no_tqdm(name, *args):
        if name == "tqdm":
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", no_tqdm)
    monkeypatch.setattr(sys, "stderr", Terminal())
    run_quietly()
    monkeypatch.setattr(sys, "stderr", None)
    run_quietly()
