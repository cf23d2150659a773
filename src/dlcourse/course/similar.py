"""Answers that are the same once names, comments and layout are set aside."""

import ast
from collections import defaultdict

from dlcourse.course import folder
from dlcourse.course.folder import Course
from dlcourse.course.nbgrader import answers
from dlcourse.engine.source import grade_id

MIN_NODES = 40  # shorter answers are alike by nature


def similar(course: Course, assignment: str) -> list[dict]:
    """Groups of students with the same answer, without untouched ones and the model solution."""
    source = course.sources(assignment)[course.language]
    groups = defaultdict(list)
    known = {
        (grade_id(cell), normal(cell.source))
        for each in course.sources(assignment).values()
        for notebook in (each.source, each.release)
        for cell in notebook.cells
        if grade_id(cell)
    }
    for student in course.students_with_submission(assignment):
        path = course.autograded(assignment, student)
        if not path.is_file():
            continue
        for name, text in answers(folder.read_notebook(path)).items():
            key = (name, normal(text))
            if key[1] and key not in known:
                groups[key].append(student)
    order = list(source.of_role("answer", "text"))
    found = [
        {"answer": name, "students": students}
        for (name, _), students in groups.items()
        if len(students) > 1
    ]
    return sorted(found, key=lambda group: (order.index(group["answer"]), group["students"]))


def normal(text: str) -> str:
    """An answer in its normal form; empty where it is too short to tell anything."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        words = "".join(text.split())
        return words if len(words) >= 2 * MIN_NODES else ""
    nodes = list(ast.walk(tree))
    if len(nodes) < MIN_NODES:
        return ""
    names: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            if node.body and isinstance(node.body[0], ast.Expr) and _is_text(node.body[0].value):
                del node.body[0]  # a docstring
        elif isinstance(node, ast.Name):
            node.id = names.setdefault(node.id, f"n{len(names)}")
        elif isinstance(node, ast.arg):
            node.arg = names.setdefault(node.arg, f"n{len(names)}")
    return ast.dump(tree)


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
