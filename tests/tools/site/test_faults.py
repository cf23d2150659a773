"""What a cell or a leftover does wrong: one sentence with file and line, or it is mended."""

import hashlib

import pytest

from tests.tools.site.project import HEADER


def cell(code):
    return f"{HEADER}# Title\n\n```{{code-cell}} ipython3\n{code}\n```\n"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import os\nos._exit(3)", "killed its kernel"),
        (
            "import warnings\nwarnings.warn('careful')",
            "writes to stderr (a warning, or a progress bar): UserWarning: careful",
        ),
        ("{}['key']", "failed with KeyError: 'key'"),
        ("1 +", "failed with SyntaxError: invalid syntax"),
    ],
)
def test_a_cell_at_fault_is_named_in_one_sentence(project, changed, code, said):
    changed("book/en/chapter.md", cell(code))
    done = project.run("--lang", "en")
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"build_book: book/en/chapter.md:11: code cell 1 {said}"), line


def test_a_page_shows_to_the_letter_what_its_cell_printed(project, changed):
    pieces = ["x = ", "3\n", "\n", "\n", "a", "\nb\n", "  c"]
    code = "\n".join(f"print({piece!r}, end='', flush=True)" for piece in pieces)
    changed("book/en/chapter.md", cell(code))
    assert project.run("--lang", "en").returncode == 0
    shown = project.soup("build/en/html/chapter.html").select_one(".output.stream").get_text()
    assert shown.rstrip("\n") == "".join(pieces)


def test_two_clean_builds_are_equal_to_the_byte(project):
    def everything():
        html = project.folder / "build" / "en" / "html"
        paths = sorted(path for path in html.rglob("*") if path.is_file())
        return {
            str(path.relative_to(html)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in paths
        }

    assert project.run("--lang", "en", "--clean").returncode == 0
    first = everything()
    assert project.run("--lang", "en", "--clean").returncode == 0
    second = everything()
    assert {name for name in first if first[name] != second.get(name)} == set()
    assert first.keys() == second.keys()


def test_a_page_that_was_emptied_or_deleted_in_the_build_is_built_anew(project):
    pages = [project.folder / "build/en/html" / name for name in ("chapter.html", "index.html")]
    assert project.run("--lang", "en").returncode == 0
    before = [page.read_bytes() for page in pages]
    pages[0].write_text("")
    pages[1].unlink()
    assert project.run("--lang", "en").returncode == 0
    assert [page.read_bytes() for page in pages] == before


def test_a_damaged_cache_is_named_with_what_to_do(project):
    for database in project.folder.glob("build/cache/*/global.db"):
        database.write_bytes(b"damaged" * 200)
    (project.folder / "build/en/inputs").unlink(missing_ok=True)
    done = project.run("--lang", "en")
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert "file is not a database" in line
    assert line.endswith("python -m tools.site build --clean)")
    assert project.run("--lang", "en", "--clean").returncode == 0
