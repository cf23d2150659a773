"""Experiments too long for a cell of a chapter: one function each, tested like the rest."""

from dlcore.experiments.augmentation import load_augmentation, train_on_shifts
from dlcore.experiments.batch_norm_results import batch_norm_results, digits_split
from dlcore.experiments.calibration import Reliability, fit_temperature, reliability
from dlcore.experiments.capstone import Capstone, capstone_runs, train_capstone
from dlcore.experiments.classifiers import Classifiers, train_classifiers
from dlcore.experiments.dead_units import DeadUnits, count_dead_units
from dlcore.experiments.depth import gradient_norms
from dlcore.experiments.descent import digits_race, examples_to_target, sharpness_along_descent
from dlcore.experiments.first_network import learn_from_reward, train_classifier
from dlcore.experiments.margins import Margin, novikoff_bound, widest_margin
from dlcore.experiments.normalized import NormalizedRuns, deep_network, train_normalized
from dlcore.experiments.polynomials import fit_polynomial
from dlcore.experiments.regularization import Regularized, train_regularized
from dlcore.experiments.replicas import Replicas, train_replicas
from dlcore.experiments.shifts import shift_digits, shift_images
from dlcore.experiments.sick import Patient, train_patient
from dlcore.experiments.signals import Signals, signals
from dlcore.experiments.smoothness import Smoothness, smoothness_along_training
from dlcore.experiments.trials import Trials, train_trials

__all__ = [
    "Capstone",
    "Classifiers",
    "DeadUnits",
    "Margin",
    "NormalizedRuns",
    "Patient",
    "Regularized",
    "Reliability",
    "Replicas",
    "Signals",
    "Smoothness",
    "Trials",
    "batch_norm_results",
    "capstone_runs",
    "count_dead_units",
    "deep_network",
    "digits_race",
    "digits_split",
    "examples_to_target",
    "fit_polynomial",
    "fit_temperature",
    "gradient_norms",
    "learn_from_reward",
    "load_augmentation",
    "novikoff_bound",
    "reliability",
    "sharpness_along_descent",
    "shift_digits",
    "shift_images",
    "signals",
    "smoothness_along_training",
    "train_capstone",
    "train_classifier",
    "train_classifiers",
    "train_normalized",
    "train_on_shifts",
    "train_patient",
    "train_regularized",
    "train_replicas",
    "train_trials",
    "widest_margin",
]
