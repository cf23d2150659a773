"""Experiments too long for a cell of a chapter: one function each, tested like the rest."""

from dlcore.experiments.first_network import learn_from_reward, train_classifier
from dlcore.experiments.margins import Margin, novikoff_bound, widest_margin
from dlcore.experiments.replicas import Replicas, train_replicas

__all__ = [
    "Margin",
    "Replicas",
    "learn_from_reward",
    "novikoff_bound",
    "train_classifier",
    "train_replicas",
    "widest_margin",
]
