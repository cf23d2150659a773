"""Figures of the book: one function draws one figure, on `ax` or anew, and returns the Figure.

Importing this module needs matplotlib (``pip install 'dlcore-book[plots]'``).
"""
# ruff: noqa: E402 - a missing package is named before anything asks for it

from dlcore._extras import need

need("plots", "matplotlib")

from dlcore.plots.activation_zoo import activation_zoo
from dlcore.plots.activations import carried_grid, functions_and_slopes, weight_images
from dlcore.plots.bands import bands
from dlcore.plots.batch_norm import batch_norm
from dlcore.plots.batch_size import batch_paths
from dlcore.plots.boundaries import decision_boundary, hidden_space, line_regions
from dlcore.plots.bug_zoo import bug_zoo
from dlcore.plots.curves import curves, learning_curves, success_rates
from dlcore.plots.decision import decision
from dlcore.plots.depth_gradient import depth_gradient
from dlcore.plots.digits import confusion, images
from dlcore.plots.fit_curve import fit_curve
from dlcore.plots.graphs import computational_graph
from dlcore.plots.init_histograms import init_histograms
from dlcore.plots.kinds import kinds_of_learning, network_zoo
from dlcore.plots.landscape import downhill_field, momentum_map
from dlcore.plots.layer_histograms import layer_histograms
from dlcore.plots.losses import (
    class_probabilities,
    fitted_lines,
    reliability_diagram,
    seed_curves,
    seed_panels,
)
from dlcore.plots.networks import circuit, shapes
from dlcore.plots.perceptron import digit_pairs, gates, pixel_weights, squeeze
from dlcore.plots.perceptron_rule import perceptron_rule
from dlcore.plots.preprocessing import clouds, power_curves, seed_dots, weight_valleys
from dlcore.plots.ravine import ravine
from dlcore.plots.regions import regions
from dlcore.plots.robust_fit import robust_fit
from dlcore.plots.search_space import search_space
from dlcore.plots.space_warp import space_warp
from dlcore.plots.spreads import loss_ranges, spreads
from dlcore.plots.thinned_network import thinned_network
from dlcore.plots.tuning import (
    best_of_many,
    grid_and_random,
    small_curves,
    strips,
    trial_map,
)
from dlcore.plots.two_losses import two_losses
from dlcore.plots.xor import crossing_diagonals, product_surface

__all__ = [
    "activation_zoo",
    "bands",
    "batch_norm",
    "batch_paths",
    "best_of_many",
    "bug_zoo",
    "carried_grid",
    "circuit",
    "class_probabilities",
    "clouds",
    "computational_graph",
    "confusion",
    "crossing_diagonals",
    "curves",
    "decision",
    "decision_boundary",
    "depth_gradient",
    "digit_pairs",
    "downhill_field",
    "fit_curve",
    "fitted_lines",
    "functions_and_slopes",
    "gates",
    "grid_and_random",
    "hidden_space",
    "images",
    "init_histograms",
    "kinds_of_learning",
    "layer_histograms",
    "learning_curves",
    "line_regions",
    "loss_ranges",
    "momentum_map",
    "network_zoo",
    "perceptron_rule",
    "pixel_weights",
    "power_curves",
    "product_surface",
    "ravine",
    "regions",
    "reliability_diagram",
    "robust_fit",
    "search_space",
    "seed_curves",
    "seed_dots",
    "seed_panels",
    "shapes",
    "small_curves",
    "space_warp",
    "spreads",
    "squeeze",
    "strips",
    "success_rates",
    "thinned_network",
    "trial_map",
    "two_losses",
    "weight_images",
    "weight_valleys",
]
