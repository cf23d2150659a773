"""The site's own fonts, cut down to the characters that its pages show.

Pretendard sets text and D2Coding code: a syllable of Hangul is there as wide as two letters. Of
each weight the Hangul has a file of its own, so that an English page need not load it. The faces
are declared in `static/fonts.css`. Both fonts are under the SIL Open Font License, which keeps
their names for the whole fonts: what is cut from them has other names.
"""

import hashlib
import re
import shutil
from pathlib import Path

from bs4 import BeautifulSoup
from fontTools import subset
from fontTools.ttLib import TTFont
from sphinx.errors import ExtensionError

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements" / "book.txt"  # what cuts
ROOT_PAGES = ROOT / "theme" / "root"  # they load the fonts of a language
PACKAGES = ROOT / "theme" / "node_modules"
PRETENDARD = PACKAGES / "@fontsource" / "pretendard"
SOURCES = {
    "text-400": PRETENDARD / "files" / "pretendard-latin-400-normal.woff",
    "text-700": PRETENDARD / "files" / "pretendard-latin-700-normal.woff",
    "code-400": PACKAGES / "@kfonts" / "d2coding" / "D2Coding.woff",
}
LICENCE = PRETENDARD / "LICENSE"

ASCII = set(map(chr, range(32, 127)))
SWITCH = set("한국어")  # on every page; `fonts.css` takes them from the files without Hangul
BOLD = (
    "h1, h2, h3, h4, strong, b, th, dt, summary, nav, .admonition-title, .admonition-label, "
    ".caption-number, .sd-card-title, .current, [aria-current]"
)
CODE = "code, pre, kbd, samp"
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
FEATURES = ["kern", "ccmp", "mark", "mkmk", "tnum"]


def write_fonts(app, exception):
    """Write the fonts of the finished pages to `_static/fonts`, with their licence."""
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    if app.tags.has("draft") and (out / "_static" / "fonts" / "LICENSE.txt").is_file():
        return
    used = characters(out, app.config.language)
    folder = out / "_static" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    kept = out.parents[1] / "fonts" / app.config.language
    put_face("code-400", used.pop("code-400"), folder / "code-400.woff2", kept)
    for face, wanted in used.items():
        hangul = {each for each in wanted if is_hangul(each)}
        put_face(face, (wanted - hangul) | SWITCH, folder / f"{face}.woff2", kept, FEATURES)
        put_face(face, hangul, folder / f"{face}-hangul.woff2", kept)
    (folder / "LICENSE.txt").write_text(notice(), "utf-8")


def characters(pages, language):
    """Return the characters that a language's pages show in each face."""
    used = {face: set(ASCII) for face in SOURCES}
    for path in sorted((*pages.rglob("*.html"), *ROOT_PAGES.glob("*.html"))):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        used["text-400"].update(page.get_text())
        used["text-400"].update(*(each.decode_contents() for each in page.select("template")))
        used["text-700"].update(*(each.get_text() for each in page.select(BOLD)))
        used["code-400"].update(*(each.get_text() for each in page.select(CODE)))
    # what scripts write into the pages
    scripts = pages / "_static"
    for path in (*scripts.glob("*.js"), *scripts.glob(f"explorers/*.{language}.js")):
        words = ESCAPE.sub(lambda code: chr(int(code[1], 16)), path.read_text("utf-8"))
        used["text-400"].update(words)
        if path.parent != scripts:
            used["text-700"].update(words)
    return {face: {each for each in found if each >= " "} for face, found in used.items()}


def is_hangul(character):
    """Whether `fonts.css` looks for a character in the files of Hangul."""
    return "가" <= character <= "힣"


def put_face(face, wanted, path, kept, features=()):
    """Put the file of a face there: cut now, or kept by a build that showed the same characters."""
    made_from = (source_of(face), Path(__file__), LOCK)
    made = hashlib.sha256(b"".join(each.read_bytes() for each in made_from))
    made.update("".join(sorted(wanted)).encode())
    file = kept / f"{path.stem}-{made.hexdigest()[:16]}.woff2"
    if not file.is_file():
        for old in kept.glob(f"{path.stem}-{'[0-9a-f]' * 16}.woff2"):
            old.unlink()
        kept.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".part")  # what an interrupted build leaves is never taken
        write_face(face, wanted, unfinished, features)
        unfinished.replace(file)
    shutil.copyfile(file, path)


def source_of(face):
    """The whole font that a face is cut from."""
    source = SOURCES[face]
    if not source.is_file():
        raise ExtensionError(
            f"{source.relative_to(ROOT)} is missing, and the pages are set in it: "
            "remove theme/node_modules and build again"
        )
    return source


def write_face(face, wanted, path, features=()):
    """Write the glyphs of some characters as WOFF2. A character that the font lacks is left out."""
    unused = ["FFTM", "DSIG", *([] if features else ["GDEF", "GPOS", "GSUB"])]
    options = subset.Options(
        layout_features=features, drop_tables=unused, hinting=False, name_IDs=[],
        notdef_outline=True, recalc_timestamp=False,
    )  # fmt: skip
    font = TTFont(source_of(face), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(wanted)))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(path)


def notice():
    """The licence of both fonts, with who made them."""
    made = TTFont(SOURCES["code-400"])["name"]
    code = "\n".join(made.getDebugName(number) for number in (0, 7))
    return (
        "text-*.woff2 is cut from Pretendard, code-400.woff2 from D2Coding: fewer characters, "
        f"otherwise unchanged.\n\nD2Coding:\n{code}\n\nPretendard:\n{LICENCE.read_text('utf-8')}"
    )


def setup(app):
    app.connect("build-finished", write_fonts)
