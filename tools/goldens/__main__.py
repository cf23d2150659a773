import sys

from tools.door import enter
from tools.goldens import augmentation, batch_norm, capstone, dlcore, explorers

COMMANDS = {
    "augmentation": (
        augmentation.main,
        "train networks on shifted pictures, store their scores",
    ),
    "batch_norm": (batch_norm.main, "run the long experiments of the chapter batch-norm"),
    "capstone": (capstone.main, "train the networks of the capstone and store their answers"),
    "dlcore": (dlcore.main, "write or check PyTorch's numbers for tests/dlcore"),
    "explorers": (explorers.main, "write dlcore's numbers for the explorers' engine"),
}

sys.exit(enter("goldens", COMMANDS))
