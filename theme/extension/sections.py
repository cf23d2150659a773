"""What the search knows of a page: its sections, each with its text alone.

Code, what it prints, displayed formulas and whatever a script fills stay out of the text; a formula
in a line is written as it is read. The names in the code are kept apart.
"""

import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from docutils import nodes
from sphinx import addnodes
from sphinx_design.dropdown import dropdown_main

from theme.extension.formulas import answers

MATHML = re.compile(r"<math\b.*?</math>", re.DOTALL)
NAME = re.compile(r"[A-Za-z_]\w{2,}")
CHAPTERS = re.compile(r"\s*\bChapters?: ([a-z-]+(?:, [a-z-]+)*)\.")
SPACE = re.compile(r"\s+")
CLOSED = re.compile(r" (?=[,.;:)])")
SILENT = (
    nodes.Invisible, nodes.raw, nodes.math_block, nodes.literal_block, nodes.doctest_block,
    nodes.section, nodes.title, nodes.field_list, nodes.rubric, nodes.footnote, nodes.image,
    nodes.citation, nodes.system_message, dropdown_main, addnodes.toctree, addnodes.desc,
    addnodes.index,
)  # fmt: skip
ASIDE = {"cell_input", "admonition-label", "belief-links"}
RAISED = str.maketrans("0123456789+-−nTt", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿᵀᵗ")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
HATS = {"^": "\u0302", "~": "\u0303", "ˉ": "\u0304", "¯": "\u0304"}


@dataclass
class Section:
    """A section of a page, or a public name of the reference.

    Parameters
    ----------
    anchor : str
        Its id on the page.
    title, text : str
    bold : list of str
        What stands in bold: terms, where they are introduced.
    code : list of str
        Names in its code, in order.
    taught : list of str
        Chapters that a name of the reference says it belongs to.
    """

    anchor: str
    title: str
    text: str
    bold: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    taught: list[str] = field(default_factory=list)


def sections_of(doctree, config):
    """The sections of a page in order, and the names of its reference after them."""
    found = [_section(each, config) for each in doctree.findall(nodes.section)]
    names = (each for each in doctree.findall(addnodes.desc) if not _inside(each, addnodes.desc))
    return found + [_name(each, config) for each in names]


def _section(node, config):
    title = next(iter(node.findall(nodes.title)))
    own = [each for each in node.children if not isinstance(each, nodes.section | nodes.title)]
    found = [part for each in own for part in _own(each)]
    return Section(
        anchor=node["ids"][0],
        title=text_of(title.children, config),
        text=text_of(own, config),
        bold=[each.astext() for each in found if isinstance(each, nodes.strong)],
        code=list(
            dict.fromkeys(
                name
                for each in found
                if isinstance(each, nodes.literal_block | nodes.literal)
                for name in NAME.findall(each.astext())
            )
        ),
    )


def _name(node, config):
    """A class, function or value of the reference: what its docstring says first."""
    signature, content = node[0], node[-1]
    summary = [each for each in content.children if isinstance(each, nodes.paragraph)][:1]
    taught = CHAPTERS.search(content.astext())
    return Section(
        anchor=signature["ids"][0],
        title=signature["ids"][0].rpartition(".")[2],
        text=text_of(summary, config),
        taught=taught[1].split(", ") if taught else [],
    )


def text_of(parts, config):
    """The text of some nodes in a row, without the chapters that a docstring names."""
    return CHAPTERS.sub("", _closed(" ".join(_words(each, config) for each in parts)))


def _own(node):
    """A node and those below it, but for nested sections and the reference."""
    if isinstance(node, nodes.section | addnodes.desc):
        return
    yield node
    for child in node.children:
        yield from _own(child)


def _words(node, config):
    """The text of a node as it is read."""
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, nodes.math):
        return spoken(answers([(node.astext().strip(), False)], config)[0])
    if isinstance(node, SILENT):
        return ""
    classes = set(node.get("classes", ()))
    if ASIDE & classes or node.get("design_component") == "dropdown":  # what is folded away
        return ""
    if "cell_output" in classes:
        return " ".join(_words(each, config) for each in node.findall(nodes.caption))
    inline = isinstance(node, nodes.TextElement)
    return ("" if inline else " ").join(_words(each, config) for each in node.children) + (
        "" if isinstance(node, nodes.Inline) else " "
    )


def _closed(text):
    return CLOSED.sub("", SPACE.sub(" ", text)).strip()


def _inside(node, kind):
    while node := node.parent:
        if isinstance(node, kind):
            return True
    return False


def spoken(answer):
    """KaTeX's answer to a formula as a line of text.

    Examples
    --------
    >>> spoken({"pieces": ["<math><msup><mi>x</mi><mn>2</mn></msup></math>"]})
    'x²'
    """
    found = MATHML.search("".join(answer.get("pieces", [])))
    return _read(ET.fromstring(re.sub(r' xmlns="[^"]*"', "", found[0]))) if found else ""


def _read(element):
    parts = [_read(each) for each in element]
    if element.tag == "mfrac":
        return "/".join(parts)
    if element.tag == "msqrt":
        return f"√{''.join(parts)}"
    if element.tag == "msub" and parts[1].isdecimal() and parts[1].isascii():
        return parts[0] + parts[1].translate(LOWERED)
    if element.tag == "mover" and parts[1] in HATS:
        return unicodedata.normalize("NFC", parts[0] + HATS[parts[1]])
    if element.tag == "msup" and all(ord(letter) in RAISED for letter in parts[1]):
        return parts[0] + parts[1].translate(RAISED)
    return (element.text or "").replace("\u200b", "").replace("\u2061", "") + "".join(parts)
