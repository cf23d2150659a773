import sys

from tools.door import enter
from tools.goldens import batch_norm, dlcore, explorers

COMMANDS = {
    "batch_norm": (batch_norm.main, "run the long experiments of the chapter batch-norm"),
    "dlcore": (dlcore.main, "write or check PyTorch's numbers for tests/dlcore"),
    "explorers": (explorers.main, "write dlcore's numbers for the explorers' engine"),
}

sys.exit(enter("goldens", COMMANDS))
