"""Code without its words: what two languages of an exercise must have in common."""

import ast
import re

NBGRADER_MARK = re.compile(r"^\s*### (?:BEGIN|END) .*$", re.MULTILINE)


def code_skeleton(code: str) -> str:
    """Code without what may be translated: strings, comments, order of f-string parts."""
    marks = "\n".join(mark.strip() for mark in NBGRADER_MARK.findall(code))
    try:
        tree = ast.parse(code)
    except SyntaxError:  # a magic or a stub: compared as written
        return code
    return ast.unparse(_Strings().visit(tree)) + "\n" + marks


class _Strings(ast.NodeTransformer):
    """Sets strings aside; keeps which values an f-string shows."""

    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(""), node) if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node):
        shown = [ast.unparse(part) for part in node.values if isinstance(part, ast.FormattedValue)]
        return ast.copy_location(ast.Constant(" ".join(sorted(shown))), node)
