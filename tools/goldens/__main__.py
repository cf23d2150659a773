import sys

from tools.door import enter
from tools.goldens import dlcore, explorers

COMMANDS = {
    "dlcore": (dlcore.main, "write or check PyTorch's numbers for tests/dlcore"),
    "explorers": (explorers.main, "write dlcore's numbers for the explorers' engine"),
}

sys.exit(enter("goldens", COMMANDS))
