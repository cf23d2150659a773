import sys

from tools.door import enter
from tools.lite import build, online

COMMANDS = {
    "build": (build.main, "build JupyterLite into build/lite"),
    "run": (online.main, "run the chapters in the built JupyterLite, with the real Pyodide"),
}

sys.exit(enter("lite", COMMANDS))
