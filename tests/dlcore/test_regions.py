import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import Affine, ReLU, Sequential, Tanh, numerical_gradient
from dlcore.initializers import normal
from dlcore.regions import activation_patterns, plane_regions, segment_regions

SQUARE = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])


def relu_net(widths, rng):
    layers = []
    for n_in, n_out in itertools.pairwise(widths):
        layers += [Affine(n_in, n_out, init=normal(1.0), rng=rng), ReLU()]
        layers[-2].params["b"][...] = 0.3 * rng.standard_normal(n_out)
    return Sequential(*layers, Affine(widths[-1], 1, rng=rng))


def area(polygon):
    x, y = polygon.T
    return abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2


@given(seed=st.integers(0, 200))
def test_the_net_is_linear_between_cuts_and_bends_at_each(seed):
    rng = np.random.default_rng(seed)
    net = relu_net((3, 8, 8), rng)
    a, b = rng.standard_normal((2, 3))
    cuts = segment_regions(net, a, b)
    assert (cuts[0], cuts[-1]) == (0, 1)
    assert (np.diff(cuts) > 0).all()
    middles = (cuts[:-1] + cuts[1:]) / 2
    patterns = activation_patterns(net, a + middles[:, None] * (b - a))
    assert (patterns[1:] != patterns[:-1]).any(axis=1).all()
    for low, high in itertools.pairwise(cuts):  # inside, nothing switches
        s = np.linspace(low, high, 9)[1:-1]
        inside = activation_patterns(net, a + s[:, None] * (b - a))
        assert (inside == inside[0]).all()


@given(seed=st.integers(0, 200))
def test_a_fine_walk_finds_no_more_regions(seed):
    rng = np.random.default_rng(seed)
    net = relu_net((2, 6, 6), rng)
    a, b = rng.standard_normal((2, 2))
    s = np.linspace(0, 1, 4001)
    patterns = activation_patterns(net, a + s[:, None] * (b - a))
    switches = (patterns[1:] != patterns[:-1]).any(axis=1).sum()
    assert switches <= len(segment_regions(net, a, b)) - 2


@given(seed=st.integers(0, 100))
def test_plane_regions_tile_the_square_with_one_pattern_each(seed):
    rng = np.random.default_rng(seed)
    net = relu_net((2, 5, 4), rng)
    pieces = plane_regions(net, SQUARE)
    assert sum(area(piece) for piece in pieces) == pytest.approx(4)
    centres = np.array([piece.mean(axis=0) for piece in pieces])
    patterns = activation_patterns(net, centres)
    for piece, centre, pattern in zip(pieces, centres, patterns, strict=True):
        inner = centre + 0.999 * (piece - centre)
        assert (activation_patterns(net, inner) == pattern).all()
    seen = activation_patterns(net, rng.uniform(-1, 1, (500, 2)))
    known = {p.tobytes() for p in patterns}
    assert all(p.tobytes() in known for p in seen)


@given(seed=st.integers(0, 50), n=st.integers(1, 6))
def test_lines_in_general_position_cut_the_plane_as_the_formula_says(seed, n):
    net = relu_net((2, n), np.random.default_rng(seed))
    far = 1e4 * SQUARE
    assert len(plane_regions(net, far)) == 1 + n + n * (n - 1) // 2


def test_within_a_region_the_gradient_is_constant(rng):
    net = relu_net((2, 6, 6), rng)
    piece = max(plane_regions(net, SQUARE), key=area)
    centre = piece.mean(axis=0)
    gradients = [
        numerical_gradient(lambda v: net(v[None])[0, 0], centre + part * (corner - centre))
        for corner in piece
        for part in (0.3, 0.9)
    ]
    np.testing.assert_allclose(
        gradients, np.broadcast_to(gradients[0], (len(gradients), 2)), rtol=1e-6
    )


@pytest.mark.parametrize("depth", [1, 2, 3, 5])
@given(seed=st.integers(0, 100))
def test_folding_doubles_the_regions_with_every_layer(depth, seed):
    # Each pair of units folds [0, 1] in half: 2·relu(x) - 4·relu(x - ½) is a tent (Montúfar 2014).
    # Many units switch at one point, which rounding must not turn into several.
    rng, layers = np.random.default_rng(seed), []
    start, way = rng.standard_normal((2, 3))
    along = way / (way @ way)  # so that x · along runs from 0 to 1, give or take
    for i in range(depth):
        fold = Affine(3 if i == 0 else 2, 2, init="zeros", rng=rng)
        fold.params["W"][...] = along[:, None] if i == 0 else [[2, 2], [-4, -4]]
        fold.params["b"][...] = [0, -0.5] - start @ along if i == 0 else [0, -0.5]
        layers += [fold, ReLU()]
    assert len(segment_regions(Sequential(*layers), start, start + way)) - 1 == 2**depth


def test_xor_with_two_parallel_lines_has_three_regions():
    net = Sequential(Affine(2, 2, init="zeros"), ReLU(), Affine(2, 1, init="zeros"))
    net.params["0.W"][...], net.params["0.b"][...] = 1.0, [-1.5, -0.5]
    assert len(plane_regions(net, 2 * SQUARE)) == 3


def test_a_line_through_two_corners_halves_the_square():
    net = Sequential(Affine(2, 1, init="zeros"), ReLU())
    net.params["0.W"][...] = [[1.0], [-1.0]]
    assert [area(piece) for piece in plane_regions(net, SQUARE)] == [2, 2]


def test_a_line_along_the_border_cuts_nothing():
    net = Sequential(Affine(2, 1, init="zeros"), ReLU())
    net.params["0.W"][...], net.params["0.b"][...] = [[1.0], [0.0]], 1.0
    assert len(plane_regions(net, SQUARE)) == 1


def test_errors(rng):
    with pytest.raises(TypeError, match="counted through Affine, ReLU, Identity, not Tanh"):
        segment_regions(Sequential(Affine(1, 2, rng=rng), Tanh(), ReLU()), [0.0], [1.0])
    with pytest.raises(TypeError, match="net must be a Sequential with ReLU layers"):
        activation_patterns(Sequential(Affine(1, 2, rng=rng)), [[0.0]])
    net = relu_net((2, 3), rng)
    with pytest.raises(ValueError, match=r"end must have shape \(2,\), got \(3,\)"):
        segment_regions(net, [0.0, 0.0], [0.0, 1.0, 2.0])
    with pytest.raises(ValueError, match=r"corners must have shape \(n_corners, 2\)"):
        plane_regions(net, [0.0, 1.0])


def test_units_of_any_size_are_counted_alike():
    sizes = np.array([1e-20, 1.0, 1e18])
    for depth in (1, 2):
        net = Sequential(
            *[a for _ in range(depth) for a in (Affine(3, 3, init="zeros"), ReLU())]
        )  # fmt: skip
        for i in range(depth):
            net.params[f"{2 * i}.W"][...] = np.diag(sizes)
        net.params["0.b"][...] = -sizes * [0.25, 0.5, 0.75]
        cuts = segment_regions(net, np.zeros(3), np.ones(3))
        np.testing.assert_allclose(cuts, [0, 0.25, 0.5, 0.75, 1])
    net = Sequential(Affine(2, 2, init="zeros"), ReLU())
    net.params["0.W"][...] = [[1e-200, 0], [0, 1e150]]
    assert len(plane_regions(net, SQUARE)) == 4


def test_float32_nets_are_counted_exactly():
    net = Sequential(Affine(1, 2, init="zeros", dtype=np.float32), ReLU())
    net.params["0.W"][...], net.params["0.b"][...] = 1.0, [-0.5, -0.5 - 2**-20]
    np.testing.assert_array_equal(segment_regions(net, [0.0], [1.0]), [0, 0.5, 0.5 + 2**-20, 1])


@pytest.mark.parametrize(
    ("corners", "words"),
    [
        (SQUARE[:2], "corners must be at least three, got 2"),
        (SQUARE[[0, 2, 1, 3]], "corners must go once around a convex polygon, in order"),
        ([[0, 0], [1, 0], [2, 0]], "corners must go once around a convex polygon"),
        ([[0, 0], [2, 0], [0.5, 0.5], [0, 2]], "corners must go once around a convex polygon"),
        ([[np.cos(a), np.sin(a)] for a in 4 * np.pi / 5 * np.arange(5)], "go once around"),
        ([[0, 0], [1, 0], [np.nan, 1]], "corners must be finite, got nan"),
    ],
)
def test_corners_must_be_those_of_a_convex_polygon(corners, words, rng):
    with pytest.raises(ValueError, match=words):
        plane_regions(relu_net((2, 3), rng), corners)
    for way in (1, -1):  # either way round
        assert len(plane_regions(Sequential(ReLU()), SQUARE[::way])) == 4


def test_nan_and_wrong_widths_are_refused(rng):
    net = relu_net((2, 3), rng)
    with pytest.raises(ValueError, match="start must be finite, got nan"):
        segment_regions(net, [np.nan, 0.0], [1.0, 1.0])
    with pytest.raises(ValueError, match="end must be finite, got inf"):
        segment_regions(net, [0.0, 0.0], [1.0, np.inf])
    with pytest.raises(ValueError, match="x must be finite, got nan"):
        activation_patterns(net, [[np.nan, 0.0]])
    with pytest.raises(ValueError, match=r"start must have shape \(2,\), got \(3,\)"):
        segment_regions(net, np.zeros(3), np.ones(3))
    with pytest.raises(ValueError, match="net must have 2 inputs, got 3"):
        plane_regions(relu_net((3, 3), rng), SQUARE)
