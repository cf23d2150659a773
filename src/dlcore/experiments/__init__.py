"""Experiments too long for a cell of a chapter: one function each, tested like the rest."""

from dlcore.experiments.replicas import Replicas, train_replicas

__all__ = ["Replicas", "train_replicas"]
