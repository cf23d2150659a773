import sys

from tools.door import enter
from tools.exercises import build, prove

COMMANDS = {
    "build": (build.main, "write the students' notebooks"),
    "prove": (prove.main, "prove the tests against solutions and wrong answers"),
}

sys.exit(enter("exercises", COMMANDS))
