import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore.search import Trial, grid_search, loguniform, random_search


@given(low=st.floats(1e-6, 1), width=st.floats(1.1, 1e6), seed=st.integers(0, 99))
def test_loguniform_stays_inside(low, width, seed):
    rng = np.random.default_rng(seed)
    draws = [loguniform(low, low * width)(rng) for _ in range(20)]
    assert low * (1 - 1e-12) <= min(draws) <= max(draws) <= low * width * (1 + 1e-12)


def test_every_power_of_ten_is_equally_likely(rng):
    draw = loguniform(1e-4, 1e-1)
    exponents = np.array([math.floor(math.log10(draw(rng))) for _ in range(6000)])
    counts = [(exponents == e).sum() for e in (-4, -3, -2)]
    assert sum(counts) == 6000
    np.testing.assert_allclose(counts, 2000, atol=6 * 37)  # six standard deviations


def test_sixty_random_trials_reach_the_top_five_percent(rng):
    hits = 0
    for _ in range(400):
        trials = random_search(lambda u: u, {"u": lambda rng: rng.random()}, 60, rng=rng)
        hits += max(trial.score for trial in trials) > 0.95
    assert hits / 400 == pytest.approx(1 - 0.95**60, abs=0.06)


def test_random_search_draws_by_seed_and_keeps_the_order():
    space = {"lr": loguniform(1e-3, 1), "width": (10, 20, 30), "name": ["a"]}
    seen = []

    def objective(lr, width, name):
        seen.append({"lr": lr, "width": width, "name": name})
        return lr * width

    trials = random_search(objective, space, 50, rng=np.random.default_rng(1))
    assert [trial.settings for trial in trials] == seen
    assert all(t.score == t.settings["lr"] * t.settings["width"] for t in trials)
    assert {t.settings["width"] for t in trials} == {10, 20, 30}
    again = random_search(lambda lr, width, name: 0, space, 50, rng=np.random.default_rng(1))
    assert [t.settings for t in again] == seen


def test_grid_search_tries_every_combination():
    trials = grid_search(lambda a, b: 10 * a + b, {"a": [1, 2], "b": [3, 4, 5]})
    assert [t.score for t in trials] == [13, 14, 15, 23, 24, 25]
    assert trials[0] == Trial({"a": 1, "b": 3}, 13.0)


def test_errors(rng):
    for low, high in ((0, 1), (2, 1), (1, 1), (1, np.inf)):
        with pytest.raises(ValueError, match=f"0 < low < high, got {low} and {high}"):
            loguniform(low, high)
    with pytest.raises(ValueError, match=r"space\['a'\] must hold at least one choice, got \[\]"):
        random_search(lambda a: a, {"a": []}, 3, rng=rng)
    with pytest.raises(ValueError, match="n_trials must be at least 1, got 0"):
        random_search(lambda a: a, {"a": [1]}, 0, rng=rng)
    with pytest.raises(TypeError, match="rng must be"):
        random_search(lambda a: a, {"a": [1]}, 3, rng=None)
    with pytest.raises(ValueError, match=r"grid\['a'\] must hold at least one value, got \(\)"):
        grid_search(lambda a: a, {"a": ()})
