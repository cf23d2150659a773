import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import CosineDecay, StepDecay, Warmup

MAKE = {
    "StepDecay": lambda: StepDecay(0.1, every=7, factor=0.5),
    "CosineDecay": lambda: CosineDecay(0.1, n_steps=30, final=0.01),
    "Warmup": lambda: Warmup(5, 0.1),
}


@pytest.mark.parametrize("name", MAKE)
def test_matches_pytorch(name, golden):
    schedule = MAKE[name]()
    np.testing.assert_allclose([schedule(i) for i in range(30)], golden("schedules")[name])


@given(lr=st.floats(1e-6, 10), n=st.integers(1, 50), i=st.integers(0, 200), part=st.floats(0, 1))
def test_bounds_and_order(lr, n, i, part):
    cosine, steps = CosineDecay(lr, n, final=part * lr), StepDecay(lr, n, factor=0.5)
    for schedule in (cosine, steps):
        assert 0 <= schedule(i + 1) <= schedule(i) * (1 + 1e-12) <= lr * (1 + 1e-9)
    assert cosine(n) == pytest.approx(part * lr)
    assert steps(i) == lr * 0.5 ** (i // n)
    warm = Warmup(n, steps)
    rising = [warm(k) for k in range(n)]
    assert rising == sorted(rising)
    assert warm(n - 1) == pytest.approx(lr)
    assert warm(n + i) == steps(i)


def test_errors():
    with pytest.raises(ValueError, match="lr must be a positive number, got 0"):
        StepDecay(0, 10)
    with pytest.raises(ValueError, match="every must be at least 1, got 0"):
        StepDecay(0.1, 0)
    with pytest.raises(ValueError, match=r"factor must be in \(0, 1\], got 2"):
        StepDecay(0.1, 10, factor=2)
    with pytest.raises(ValueError, match=r"final must be in \[0, lr\], got 0.2"):
        CosineDecay(0.1, 10, final=0.2)
    with pytest.raises(ValueError, match="schedule must be a positive number, got -1"):
        Warmup(5, -1)


def test_reprs_make_the_schedules_anew():
    for make in MAKE.values():
        schedule = make()
        kinds = {"StepDecay": StepDecay, "CosineDecay": CosineDecay, "Warmup": Warmup}
        assert [eval(repr(schedule), kinds)(i) for i in range(40)] == [
            schedule(i) for i in range(40)
        ]
    assert repr(Warmup(4, StepDecay(0.1, 9))) == (
        "Warmup(n_steps=4, schedule=StepDecay(lr=0.1, every=9, factor=0.1))"
    )


@pytest.mark.parametrize("name", MAKE)
def test_a_step_is_a_number_from_zero(name):
    schedule = MAKE[name]()
    assert schedule(np.int64(3)) == schedule(3)
    with pytest.raises(ValueError, match="i must be at least 0, got -1"):
        schedule(-1)
    for bad in (1.5, np.nan, None, "1", True):
        with pytest.raises(TypeError, match="i must be an integer, got"):
            schedule(bad)
