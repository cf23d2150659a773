import sys

from tools.checks import chromium, part, stages
from tools.door import enter

COMMANDS = {
    "all": (stages.main, "run every stage of make test, and say what held"),
    "part": (part.main, "check a chapter, a live figure or an exercise"),
    "chromium": (chromium.main, "find the browser of the tests, or fetch it"),
}

sys.exit(enter("checks", COMMANDS))
