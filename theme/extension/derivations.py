"""A derivation with its reasons beside the lines, and once more with each reason below its line.

The second is for phones, where reasons at the right would have to be scrolled to.
"""

import re

_ALIGNED = re.compile(r"\s*\\begin\{aligned\}(.*)\\end\{aligned\}\s*", re.DOTALL)
_TOKENS = re.compile(r"(\\begin|\\end|\\\\(?:\[[^]]*\])?|\\[a-zA-Z]+|\\.|[{}&])", re.DOTALL)
_STRUT = r"\rule{0pt}{1.2em}"  # keeps a reason off the denominators above it


def stacked(tex: str) -> str | None:
    """The TeX of a derivation for a narrow screen, or None where no line has a reason beside it.

    Lines are rows `left &= right && reason` of one `aligned` that is the whole formula.
    """
    whole = _ALIGNED.fullmatch(tex)
    if not whole:
        return None
    rows = [_cells(row) for row in _split(whole[1], lambda token: token.startswith(r"\\"))]
    if {len(cells) for cells in rows} not in ({4}, {2, 4}):
        return None
    lines = []
    for left, right, *beside in rows:
        line = rf"{left} {right}" if left else rf"\quad {right}"
        reason = "".join(beside)
        below = rf" \\ {_STRUT} \qquad {reason}" if reason else ""
        lines.append(rf"\displaystyle {line}{below}")
    return r"\begin{array}{l} " + r" \\[0.7em] ".join(lines) + r" \end{array}"


def _cells(row):
    return [cell.strip() for cell in _split(row, lambda token: token == "&")]


def _split(tex, parts):
    """The pieces of TeX between the tokens that part them, outside groups and environments."""
    found, depth = [""], 0
    for token in _TOKENS.split(tex):
        depth += (token in ("{", r"\begin")) - (token in ("}", r"\end"))
        if depth == 0 and parts(token):
            found.append("")
        else:
            found[-1] += token
    return found
