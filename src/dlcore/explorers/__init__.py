"""Live figures: each is a widget in Jupyter and moves on the published page without a kernel.

Importing this module needs matplotlib, ipywidgets and anywidget
(``pip install 'dlcore-book[explorers]'``).
"""
# ruff: noqa: E402 - a missing package is named before anything asks for it

from dlcore._extras import need

need("explorers", "matplotlib", "ipywidgets", "anywidget")

from dlcore.explorers.activation_zoo import ActivationZoo
from dlcore.explorers.batch_norm import BatchNormExplorer
from dlcore.explorers.batch_size import BatchSize
from dlcore.explorers.bug_zoo import BugZoo
from dlcore.explorers.decision import Decision
from dlcore.explorers.depth_gradient import DepthGradient
from dlcore.explorers.dropout import ThinnedNetwork
from dlcore.explorers.fit_curve import FitCurve
from dlcore.explorers.graph import Graph
from dlcore.explorers.init_histograms import InitHistograms
from dlcore.explorers.perceptron import Perceptron
from dlcore.explorers.ravine import Ravine
from dlcore.explorers.regions import Regions
from dlcore.explorers.robust_fit import RobustFit
from dlcore.explorers.scaling import Scaling
from dlcore.explorers.search_space import SearchSpace
from dlcore.explorers.softmax_loss import SoftmaxLoss
from dlcore.explorers.space_warp import SpaceWarp

__all__ = [
    "ActivationZoo",
    "BatchNormExplorer",
    "BatchSize",
    "BugZoo",
    "Decision",
    "DepthGradient",
    "FitCurve",
    "Graph",
    "InitHistograms",
    "Perceptron",
    "Ravine",
    "Regions",
    "RobustFit",
    "Scaling",
    "SearchSpace",
    "SoftmaxLoss",
    "SpaceWarp",
    "ThinnedNetwork",
]
