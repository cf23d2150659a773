import sys

from tools.checks import chromium
from tools.door import enter

COMMANDS = {
    "chromium": (chromium.main, "find the browser of the tests, or fetch it"),
}

sys.exit(enter("checks", COMMANDS))
