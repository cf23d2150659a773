import sys

from tools.door import enter
from tools.site import build, check, offline, pdf, serve, watch

COMMANDS = {
    "build": (build.main, "build both languages into site/"),
    "serve": (serve.main, "show site/ at http://localhost:8000"),
    "watch": (watch.main, "show the pages while they are written"),
    "pdf": (pdf.main, "print site/ko and site/en, each into one book.pdf"),
    "offline": (offline.main, "pack the site into one zip for reading without a network"),
    "check": (check.main, "read the built site: links, alt texts, weights, third parties"),
}

sys.exit(enter("site", COMMANDS))
