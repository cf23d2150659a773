"""What is wrong on the pages: one build names all of it, each with page and line."""

import re

import pytest

from tests.tools.site.project import FIGURE, HEADER, LIVE

LINKS = {
    "#space_warp:colour=red": r'space_warp has no field "colour" \(it has: act, s,',
    "#space_warp:lr=1000": r'"lr=1000" cannot be: lr must be a number from 0\.01 to 10',
    "#ravine:k=20": r"names a live figure that chapter does not have \(it has: space_warp\)",
    "index.md#space_warp:s=1": r"names a live figure that index does not have \(it has: none\)",
}
PICTURES = {
    "a picture has no alternative text": ("    alt: A dot.", "    width: 300px"),
    "a picture has no caption": ("  figure:\n    caption: CAPTION\n", ""),
    r"text of 6\.7 px on a page 672 px wide": (
        'ax.plot([0], [0], "o")',
        'ax.text(0, 0, "tiny", size=5)',
    ),
}
INDEX = {  # line by line
    "# The $L^2$ norm": "the title of a page holds a formula",
    "So $a + \\foo$.": (
        r"Undefined control sequence: \\foo, at character 5 of 'a \+ \\\\foo': "
        "this formula does not parse; mend"
    ),
    "$$\\begin{aligned} a &= b &&\\text{why} \\\\ &= \\baz \\end{aligned}$$": (
        r"Undefined control sequence: \\baz"
    ),
    "See {ref}`nowhere`.": "undefined label: 'nowhere'",
}


@pytest.fixture(scope="module")
def said(project):
    """What a build with all of it says."""
    kept = {name: project.read(f"book/en/{name}.md") for name in ("chapter", "index")}
    for old, _ in PICTURES.values():
        assert old in FIGURE
    figures = [FIGURE.replace(*fault).replace("CAPTION", "Title") for fault in PICTURES.values()]
    links = [f"Set it to [another state]({link}).\n" for link in LINKS]
    chapter = [f"{HEADER}# Title\n", *links, *figures, LIVE]
    project.write("en", "chapter", "\n".join(chapter))
    project.write("en", "index", "\n\n".join(INDEX))
    done = project.run("--lang", "en")
    for name, text in kept.items():
        project.write("en", name, text)
    assert done.returncode == 1
    return done.stderr


def lines(said, page, message):
    found = re.findall(rf"book/en/{page}\.md:(\d+): WARNING: .*{message}", said)
    assert len(found) == 1, said
    return int(found[0])


@pytest.mark.parametrize("link", LINKS)
def test_a_state_that_no_figure_would_take(said, link):
    expected = HEADER.count("\n") + 3 + 2 * list(LINKS).index(link)
    assert lines(said, "chapter", LINKS[link]) == expected


@pytest.mark.parametrize("message", PICTURES)
def test_a_picture_that_cannot_be_read(said, message):
    line = lines(said, "chapter", message)
    start = HEADER.count("\n") + 3 + 2 * len(LINKS)
    for each, fault in PICTURES.items():
        end = start + FIGURE.replace(*fault).count("\n")
        if each == message:
            assert line in range(start, end)
        start = end + 1


@pytest.mark.parametrize("line", INDEX)
def test_a_formula_or_a_label_that_is_not_one(said, line):
    assert lines(said, "index", INDEX[line]) == 1 + 2 * list(INDEX).index(line)
