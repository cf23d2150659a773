"""The pictures that stand for live figures, as files beside the pages.

Notebooks carry them inside the cell's output. A page that did would arrive that much later, above
all the gallery; as files they come when the reader comes near.
"""

import base64
import hashlib
import posixpath
import re
from pathlib import Path

FOLDER = "_images"
INSIDE = re.compile(r'(<div class="dl-room"><img [^>]*?)src="data:image/webp;base64,([^"]+)"')


def write_stills(app, exception):
    """Put the picture of each live figure into a file, and its address into the page."""
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    for page in sorted(out.rglob("*.html")):
        html = page.read_text("utf-8")
        parted, stills = apart(html, posixpath.relpath(FOLDER, page.parent.relative_to(out)))
        for name, content in stills.items():
            (out / FOLDER).mkdir(exist_ok=True)
            (out / FOLDER / name).write_bytes(content)
        if stills:
            page.write_text(parted, "utf-8")


def apart(html, folder):
    """A page whose stills are files in `folder`, loaded when they come near; and these by name."""
    stills = {}

    def file(found):
        content = base64.b64decode(found[2])
        name = f"{hashlib.sha256(content).hexdigest()[:8]}.webp"
        stills[name] = content
        return f'{found[1]}loading="lazy" src="{folder}/{name}"'

    return INSIDE.sub(file, html), stills


def setup(app):
    app.connect("build-finished", write_stills, priority=600)  # cards and embed pages use them
