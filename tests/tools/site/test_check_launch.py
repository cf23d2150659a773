"""The checks of the links that run notebooks, each certified by planting the defect it is for."""

import json
import shutil
import subprocess

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sources.chapters import LANGUAGES, Book
from tools.lite.copies import copy_notebooks
from tools.site.built import Site
from tools.site.check_launch import CHECKS, _ls_files

LINK = '<li><a data-launch="{way}" href="{href}" {how}><strong>x</strong></a></li>'
AWAY = 'target="_blank" rel="noopener"'
PAGE = """<html><body><details class="launch"><summary>Run</summary><ul>{menu}</ul>
<p><a href="contributing.html#run-anywhere">Which?</a></p></details>
<article><p><a href="https://mybinder.org/">about Binder</a></p>
<div class="exercise-notebook"><ul>{box}</ul></div></article></body></html>"""


def links(path, rest):
    addresses = {
        "lite": f"../lite/notebooks/index.html?path={path}",
        "colab": f"https://colab.research.google.com/github/org/book/blob/v1.2.0/notebooks/{path}",
        "binder": f"https://mybinder.org/v2/gh/org/book/v1.2.0?urlpath=lab/tree/notebooks/{path}",
        "download": f"notebooks/{rest}",
    }
    return "".join(
        LINK.format(way=way, href=href, how="download" if way == "download" else AWAY)
        for way, href in addresses.items()
    )


def drawn(text):
    """A notebook with a picture, which JupyterLite's copy shows otherwise."""
    cell = new_code_cell(
        "plot()",
        id="plot",
        outputs=[new_output("display_data", {"text/plain": "<Figure size 4x4 with 1 Axes>"})],
    )
    return new_notebook(cells=[new_markdown_cell(text, id="text"), cell])


@pytest.fixture
def site(tmp_path):
    """A small site without a fault: a page with a notebook and an exercise, and one without."""
    book = Book(tmp_path)
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters: [{file: xor}]\n")
    (tmp_path / "_config.yml").write_text(
        "repository: {url: https://github.com/org/book}\nhtml: {baseurl: https://example.org/}\n"
    )
    (tmp_path / "release.json").write_text('{"version": "1.2.0", "sha256": "ab"}')
    lite = tmp_path / "site" / "lite"
    for language in LANGUAGES:
        for page, text in (("index", "# Title\n"), ("xor", "```{code-cell}\n1\n```\n")):
            book.source(language, page).parent.mkdir(parents=True, exist_ok=True)
            book.source(language, page).write_text(text)
        with book.source(language, "xor").open("a") as source:
            source.write("```{exercise-notebook}\nThree more.\n```\n")
        tree = tmp_path / "site" / language
        tree.mkdir(parents=True)
        (tree / "index.html").write_text("<html><body><article></article></body></html>")
        menu = links(f"{language}/xor.ipynb", "xor.ipynb")
        box = links(f"{language}/exercises/xor.ipynb", "exercises/xor.ipynb")
        (tree / "xor.html").write_text(PAGE.format(menu=menu, box=box))
        for name in ("xor", "exercises/xor"):
            notebook = book.notebook(language, name)
            notebook.parent.mkdir(parents=True, exist_ok=True)
            notebook.write_text(nbformat.writes(drawn(f"{language} {name}")) + "\n")
            listed = [{"path": f"{language}/{name}.ipynb"}]
            index = lite.joinpath("api", "contents", language, name).with_name("all.json")
            index.parent.mkdir(parents=True, exist_ok=True)
            index.write_text(json.dumps({"content": listed}))
        shutil.copytree(book.root / "notebooks" / language, tree / "notebooks")
    copy_notebooks(book.root / "notebooks", lite / "files", 0)
    (lite / "notebooks").mkdir()
    (lite / "notebooks" / "index.html").write_text("")
    return Site(tmp_path / "site", book)


def problems(site):
    _ls_files.cache_clear()
    return [problem for check in CHECKS for problem in check(Site(site.folder, site.book))]


def git(site, *arguments):
    subprocess.run(["git", "-C", site.book.root, *arguments], check=True, capture_output=True)


def test_a_site_without_a_fault_passes(site):
    assert problems(site) == []


def test_a_site_without_jupyterlite_is_one_problem(site):
    shutil.rmtree(site.folder / "lite")
    (problem,) = problems(site)
    assert problem == "JupyterLite, lite/, is missing, and the pages lead to it: run make book"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("/org/book/blob", "/other/book/blob", "colab leads to https://colab.research"),
        ("blob/v1.2.0", "blob/main", "colab leads to"),
        ("book/v1.2.0?", "book/v1.1.0?", "binder leads to"),
        ("lab/tree/notebooks/ko/xor", "lab/tree/ko/xor", "binder leads to"),
        ("path=ko/xor", "path=en/xor", "lite leads to ../lite/notebooks/index.html?path=en/xor"),
        ("path=ko/exercises/xor", "path=ko/xor", "lite leads to"),
        ('="notebooks/xor.ipynb"', '="notebooks/exercises/xor.ipynb"', "download leads to"),
        ('data-launch="lite"', 'data-launch="jupyter"', "ways to run ko/xor.ipynb: jupyter, colab"),
        ('xor.ipynb" download>', 'xor.ipynb">', "download ko/xor.ipynb lacks `download`"),
        ('rel="noopener"', "", 'the link to lite lacks target="_blank" rel="noopener"'),
        ('target="_blank"', "", 'the link to lite lacks target="_blank" rel="noopener"'),
        ('<details class="launch">', "<details>", "0 menus to run the page, not 1"),
        ("#run-anywhere", "", "does not lead to contributing.html#run-anywhere"),
        ('class="exercise-notebook"', "", "0 boxes with an exercise notebook, not 1"),
        (
            "<article>",
            '<article><a href="https://mybinder.org/v2/gh/a/b/v1">run</a>',
            "https://mybinder.org/v2/gh/a/b/v1 starts a notebook outside",
        ),
        ("<article>", '<article><a href="../lite/lab/?path=x">run</a>', "starts a notebook out"),
    ],
)
def test_a_planted_defect_is_found(site, old, new, problem):
    page = site.folder / "ko" / "xor.html"
    text = page.read_text()
    assert old in text
    page.write_text(text.replace(old, new, 1))
    found = problems(site)
    assert any(each.startswith("ko/xor.html: ") and problem in each for each in found), found
    assert not any(each.startswith("en/") for each in found)


def test_a_page_without_a_notebook_has_no_menu(site):
    shutil.copy(site.folder / "en" / "xor.html", site.folder / "en" / "index.html")
    assert "en/index.html: a menu to run the page, which has no code" in problems(site)
    assert "en/index.html: 1 boxes with an exercise notebook, not 0" in problems(site)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("notebooks/ko/xor.ipynb", "there is no notebooks/ko/xor.ipynb"),
        ("site/ko/notebooks/xor.ipynb", "file to download is missing: ko/notebooks/xor.ipynb"),
        ("site/lite/files/ko/xor.ipynb", "copy is missing: lite/files/ko/xor.ipynb"),
        ("site/lite/api/contents/ko/all.json", "JupyterLite does not list ko/xor.ipynb"),
        ("site/lite/notebooks/index.html", "JupyterLite has no notebooks/index.html"),
    ],
)
def test_a_target_that_is_not_there_is_missed(site, path, problem):
    (site.book.root / path).unlink()
    assert any(each.startswith("ko/xor.html: ") and problem in each for each in problems(site))


@pytest.mark.parametrize("path", ["ko/notebooks/exercises/xor.ipynb", "lite/files/ko/xor.ipynb"])
def test_a_copy_of_other_bytes_is_found(site, path):
    (site.folder / path).write_text("older")
    (problem,) = problems(site)
    assert problem.endswith(path)
    assert " is not notebooks/ko/" in problem


def test_a_notebook_that_git_does_not_know_is_found(site):
    git(site, "init")
    git(site, "add", "notebooks/en", "notebooks/ko/xor.ipynb")
    (problem,) = problems(site)
    assert problem.startswith("ko/xor.html: notebooks/ko/exercises/xor.ipynb is not in git")
    git(site, "add", "notebooks")
    assert problems(site) == []


def test_a_repository_elsewhere_is_named_once(site):
    config = site.book.root / "_config.yml"
    config.write_text(config.read_text().replace("github.com", "gitlab.com"))
    (problem,) = problems(Site(site.folder, Book(site.book.root)))
    assert problem.endswith("https://github.com/OWNER/NAME, got https://gitlab.com/org/book")


def test_a_git_that_fails_is_quoted_once(site):
    (site.book.root / ".git").write_text("gitdir: nowhere")
    (problem,) = problems(site)
    assert problem.startswith("git cannot say which notebooks it knows: fatal: not a git repo")
