"""What must hold before anything is built: data, pages and cells, a sentence a fault."""

from sources.chapters import Book
from tools.guards import cells, data, pages


def problems(book: Book, names: list[str] | None = None) -> list[str]:
    """All that is wrong; with `names`, in these pages and exercises and the data of all."""
    chosen = [name for name in names or book.pages if not name.startswith("exercises/")]
    found = [*data.problems(book), *pages.problems(book, chosen)]
    every = names or [*book.pages, *exercises(book)]
    return found or list(cells.problems(book, every))  # what cannot be read is not looked into


def exercises(book: Book) -> list[str]:
    """Names of the exercises, as in `exercises/xor`."""
    folder = book.root / "exercises"
    return [f"exercises/{path.parent.name}" for path in sorted(folder.glob("*/en.md"))]
