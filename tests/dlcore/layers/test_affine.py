import numpy as np
import pytest

from dlcore import (
    Affine,
)
from dlcore.initializers import constant, normal

pytestmark = pytest.mark.usefixtures("strict")


def test_affine_by_hand():
    layer = Affine(2, 1, init=constant(2.0))
    layer.params["b"][...] = 1.0
    np.testing.assert_array_equal(layer([[1, 2], [3, 4]]), [[7.0], [15.0]])
    np.testing.assert_array_equal(layer.backward(np.array([[1.0], [10.0]])), [[2, 2], [20, 20]])
    np.testing.assert_array_equal(layer.grads["W"], [[31.0], [42.0]])
    np.testing.assert_array_equal(layer.grads["b"], [11.0])


def test_affine_is_affine(rng):
    layer = Affine(4, 3, init=normal(1.0), rng=rng)
    layer.params["b"][...] = rng.standard_normal(3)
    x, y = rng.standard_normal((2, 5, 4))
    np.testing.assert_allclose(layer(0.3 * x + 0.7 * y), 0.3 * layer(x) + 0.7 * layer(y))


def test_affine_options(rng):
    assert Affine(3, 2, init="zeros").params["W"].sum() == 0
    a = Affine(30, 20, init="xavier", rng=np.random.default_rng(1), dtype=np.float32)
    b = Affine(30, 20, init="xavier", rng=np.random.default_rng(1))
    np.testing.assert_array_equal(a.params["W"], b.params["W"].astype(np.float32))
    assert a(np.ones((2, 30))).dtype == np.float32  # float64 input: the layer's dtype wins


def test_affine_errors(rng):
    with pytest.raises(TypeError, match=r"rng must be a numpy.random.Generator"):
        Affine(2, 2)
    with pytest.raises(ValueError, match="n_out must be at least 1, got 0"):
        Affine(2, 0, rng=rng)
    with pytest.raises(TypeError, match=r"n_in must be an integer, got 2\.5"):
        Affine(2.5, 1, rng=rng)
    with pytest.raises(ValueError, match=r"init must be an initializer or one of .* got 'hee'"):
        Affine(2, 2, init="hee", rng=rng)
    with pytest.raises(ValueError, match=r"the initial W must have shape \(2, 3\), got \(3, 2\)"):
        Affine(2, 3, init=lambda shape, **_: np.zeros((3, 2)))
    layer = Affine(2, 3, rng=rng)
    for bad in (np.ones((4, 3)), np.ones(2), np.ones((1, 2, 2))):
        with pytest.raises(ValueError, match=r"x must have shape \(N, 2\), got"):
            layer(bad)
    with pytest.raises(TypeError, match="x must hold real numbers, got dtype complex128"):
        layer(np.ones((1, 2)) * 1j)


def test_the_initializer_keeps_its_own_array(rng):
    mine = rng.standard_normal((2, 3))
    layer, before = Affine(2, 3, init=lambda shape, **_: mine), mine.copy()
    layer.params["W"][...] += 1.0
    np.testing.assert_array_equal(layer.params["W"], before + 1)
    np.testing.assert_array_equal(mine, before)


def test_whole_numbers_are_trained_as_floats():
    layer = Affine(2, 2, init=lambda shape, **_: [[1, 2], [3, 4]], dtype=np.float32)
    assert layer.params["W"].dtype == np.float32
    for bad in (int, "int32", bool, complex, object, str, None, "float65", 3):
        with pytest.raises(TypeError, match="dtype must be a floating-point dtype"):
            Affine(2, 2, init="zeros", dtype=bad)


@pytest.mark.parametrize(
    ("init", "words"),
    [
        (normal, r"init must be an initializer .*; normal makes one when called, as in normal\(0"),
        (constant, "constant makes one when called"),
        (3.0, r"init must be an initializer or one of .* got 3\.0"),
        (Affine, "init must be an initializer or one of .* got the class Affine"),
        (lambda shape, **_: None, "the initial W must hold real numbers, got None"),
        (lambda shape, **_: [[1.0, 2.0], [3.0]], "the initial W must be a full table"),
        (lambda shape, **_: np.full(shape, np.nan), "the initial W must be finite, got nan"),
    ],
)
def test_what_is_no_initializer(init, words, rng):
    with pytest.raises((TypeError, ValueError), match=words):
        Affine(2, 2, init=init, rng=rng)
