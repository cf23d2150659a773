"""Experiments too long for a cell of a chapter: one function each, tested like the rest."""

from dlcore.experiments.margins import Margin, novikoff_bound, widest_margin
from dlcore.experiments.replicas import Replicas, train_replicas

__all__ = ["Margin", "Replicas", "novikoff_bound", "train_replicas", "widest_margin"]
from dlcore.experiments.first_network import learn_from_reward, train_classifier

__all__ = ["Replicas", "learn_from_reward", "train_classifier", "train_replicas"]
