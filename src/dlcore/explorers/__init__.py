"""Live figures: each is a widget in Jupyter and moves on the published page without a kernel.

Importing this module needs matplotlib, ipywidgets and anywidget (``dlcore-book[explorers]``).
"""

from dlcore.explorers.batch_norm import BatchNormExplorer
from dlcore.explorers.decision import Decision
from dlcore.explorers.ravine import Ravine
from dlcore.explorers.space_warp import SpaceWarp

__all__ = ["BatchNormExplorer", "Decision", "Ravine", "SpaceWarp"]
