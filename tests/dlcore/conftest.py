"""Fixtures for the tests of dlcore."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"

# The same examples on every machine and in every run.
settings.register_profile("dlcore", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("dlcore")


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def golden():
    """Return a function that reads one golden file, lists as float64 arrays."""

    def read(name):
        return _arrays(json.loads((GOLDEN / f"{name}.json").read_text()))

    return read


def _arrays(value):
    if isinstance(value, dict):
        return {key: _arrays(item) for key, item in value.items()}
    if isinstance(value, list):
        try:
            return np.array(value)
        except ValueError:  # a list of arrays of different shapes
            return [_arrays(item) for item in value]
    return value


@pytest.fixture(scope="session")
def torch():
    """Return PyTorch; skip where it is missing, or fail if DLCORE_REQUIRE_TORCH=1 demands it."""
    try:
        import torch
    except ImportError:
        if os.environ.get("DLCORE_REQUIRE_TORCH") == "1":
            pytest.fail("PyTorch is not installed, and DLCORE_REQUIRE_TORCH=1 demands it")
        pytest.skip("PyTorch is not installed (`make torch` installs it)")
    torch.set_num_threads(1)
    return torch


@pytest.fixture
def strict():
    """Turn silent overflow, division by zero and invalid operations into errors."""
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        yield
