"""Notebooks generated from a small book: what they hold, and when `--check` minds them."""

import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest

from sources.chapters import BOOK, LANGUAGES, Book
from sources.install_cell import install_cell, is_install_cell
from sources.myst import SourceError
from sources.release import recorded
from tools.notebooks import run as run_notebook
from tools.notebooks.build import code_cells, draft, main
from tools.notebooks.library import Library
from tools.notebooks.outputs import WIDGET, slim
from tools.notebooks.plain_markdown import Converter

EXAMPLE = Path(__file__).parents[1] / "example_book"
EN, KO = "book/en/chapter.md", "book/ko/chapter.md"


@pytest.fixture
def book(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    return Book(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The example book with its notebooks; not to be changed."""
    root = tmp_path_factory.mktemp("built")
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    assert main([], Book(root)) == 0
    return Book(root)


@pytest.fixture
def changed(built, tmp_path):
    """A copy of the built book, free to be changed."""
    shutil.copytree(built.root, tmp_path, dirs_exist_ok=True)
    return Book(tmp_path)


def edit(book, path, old, new):
    file = book.root / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def read(book, language="en"):
    return nbformat.read(book.notebook(language, "chapter"), as_version=4)


def markdown(book, language="en"):
    """All Markdown of a page's draft."""
    cells = draft(book, Library(book, language), "chapter").notebook.cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def convert(book, text, language="en"):
    return Converter(Library(book, language), "chapter").convert(text)


# The Markdown


def test_nothing_of_myst_is_left(book):
    for language in LANGUAGES:
        text = markdown(book, language)
        assert not re.search(r"\{[a-z:]+\}`|^\s*:::|^\([\w-]+\)=|^%|```\{|^\+\+\+", text, re.M)


def test_the_header_names_source_and_page(book):
    header = read_header(book, "ko")
    assert header.startswith("*이 노트북은 `book/ko/chapter.md`에서")
    assert "https://example.org/book/ko/chapter.html" in header
    assert "generated from `book/en/chapter.md`" in read_header(book, "en")


def read_header(book, language):
    return draft(book, Library(book, language), "chapter").notebook.cells[0].source


def test_boxes_become_quotations_in_the_language_of_the_page(book):
    assert '> **Common belief: "Each layer draws 1 line."**\n>\n> If that' in markdown(book)
    assert '> **흔한 오해: "층 하나가 직선 1개를 긋는다."**\n>\n> 그렇다면' in markdown(book, "ko")
    assert "> **Note**\n>\n> A half adder" in markdown(book)
    assert "> **참고**\n>\n> 반가산기는" in markdown(book, "ko")


def test_display_math_in_a_quotation_stands_on_one_line(book):
    assert "> $$ a = b $$" in markdown(book)


def test_references_become_links_to_the_site(book):
    text = markdown(book)
    page = "https://example.org/book/en/chapter.html"
    assert f"see [The end]({page}#chapter-end)" in text
    assert f"[equation]({page}#eq-loss) and [figure]({page}#fig-points)" in text
    assert f"[the trap]({page}#trap-lines)" in text
    assert f"[A chapter with 3 parts]({page}#chapter-top)" in text
    assert convert(book, "[x](index.md)") == "[x](https://example.org/book/en/index.html)"
    assert convert(book, "{doc}`index`") == "[The book](https://example.org/book/en/index.html)"


def test_citations_and_their_list(book):
    text = markdown(book)
    assert "in 1969 (Minsky and Papert, 1969)" in text
    assert "Rumelhart et al. (1986) followed" in text
    assert "- Marvin Minsky and Seymour Papert. *Perceptrons*. MIT Press, 1969." in text


def test_captions_labelled_math_and_folded_answers(book):
    text = markdown(book)
    assert "**Figure.** The four points, 25 % of them marked." in text
    assert "**그림.** 네 점." in markdown(book, "ko")
    assert "$$\nJ = \\frac{1}{2}" in text
    assert "\\text{for all } i\n$$\n" in text
    summary = "   <details>\n   <summary>Answer</summary>\n\n   There are seven regions.\n"
    assert f"fig-points).\n\n{summary}\n   </details>\n\n2. The second" in text


@pytest.mark.parametrize(
    ("myst", "plain"),
    [
        ("a `{ref}` in code", "a `{ref}` in code"),
        ("{term}`hidden layer <hidden layer>`", "hidden layer"),
        ("{math}`x^2`", "$x^2$"),
        ("(label)=\n# Title", "# Title"),
        ("% parity: allow numbers -- so\n\ntext", "text"),
        ("```{math}\n:label: l\n\nx = 1\n```", "$$\nx = 1\n$$"),
        ("```{code-block} python\nx = 1\n```", "```python\nx = 1\n```"),
        ("::::{tab-set}\n\n:::{tab-item} A\nbody\n:::\n::::", "**A**\n\nbody"),
        ("> quoted\n>\n> :::{tip}\n> body\n> :::", "> quoted\n>\n> > **Tip**\n> >\n> > body"),
        ("$f[a](b)$ and [x](https://a.org)", "$f[a](b)$ and [x](https://a.org)"),
        (":::{admonition} Answer\n:class: dropdown\nbody\n:::",
         "<details>\n<summary>Answer</summary>\n\nbody\n\n</details>"),
    ],
)  # fmt: skip
def test_conversion(book, myst, plain):
    assert convert(book, myst) == plain


def test_the_box_of_the_exercise_becomes_links_beside_the_notebook_and_in_colab(book):
    path = "en/exercises/chapter.ipynb"
    colab = f"https://colab.research.google.com/github/example/book/blob/v0.1.0/notebooks/{path}"
    assert convert(book, "```{exercise-notebook}\nThree *more*.\n```") == (
        f"Three *more*.\n\n[Open](exercises/chapter.ipynb) · [In Colab]({colab})"
    )


def test_a_page_without_an_exercise_cannot_link_to_one(book):
    with pytest.raises(SourceError, match=r"there is no exercise exercises/index/ko\.md"):
        Converter(Library(book, "ko"), "index").convert("```{exercise-notebook}\n```")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{nothing}`x`", "the role {nothing}"),
        (":::{nothing}\n:::", "the directive {nothing}"),
        ("{ref}`nowhere`", "no label or page 'nowhere'"),
        ("[x](#nowhere)", "no label or page 'nowhere'"),
        ("{cite}`nobody1900`", "'nobody1900' is not in book/references.bib"),
        ("![x](nowhere.png)", "no file 'nowhere.png'"),
        (":::{note}\n```{code-cell}\n1\n```\n:::", "must stand by itself"),
        (":::\ntext\n:::", "must name a directive"),
        ("an escaped \\{ref}`chapter-end`", "a role in this paragraph could not be read"),
    ],
)
def test_what_cannot_be_converted_is_named_with_its_line(book, capsys, text, message):
    edit(book, EN, "An activation function", f"{text}\n\nAn activation function")
    assert main([], book) == 1
    error = capsys.readouterr().err
    assert re.match(rf"{EN}:(28|29): .*{re.escape(message)}", error), error
    assert "Traceback" not in error
    assert not list(book.root.glob("notebooks/**/*.ipynb"))


# The notebooks


def test_pages_without_code_give_no_notebook(built):
    found = sorted(path.relative_to(built.root).as_posix() for path in built.root.rglob("*.ipynb"))
    assert found == ["notebooks/en/chapter.ipynb", "notebooks/ko/chapter.ipynb"]


def test_cells_keep_their_options_and_print_what_they_compute(built):
    cells = code_cells(read(built))
    assert cells[0].metadata.tags == ["hide-input"]
    assert cells[0].metadata.mystnb.figure.name == "fig-points"
    assert [cell.execution_count for cell in cells] == [1, 2]
    assert cells[0].outputs[0].text == "third 0.3333\n"
    assert cells[0].outputs[1].data == {"text/plain": "[0.3333333333333333, 2]"}
    assert cells[1].outputs[0].data == {"text/plain": "2.3333333333333335"}


def test_both_languages_hold_the_same_outputs(built):
    def code(language):
        cells = [cell for cell in read(built, language).cells if cell.cell_type == "code"]
        assert len(cells) == 3
        return [(cell.id, cell.source, cell.execution_count, cell.outputs) for cell in cells]

    assert code("en") == code("ko")


def test_the_notebook_names_no_machine_and_no_time(built):
    metadata = read(built).metadata
    assert metadata.kernelspec.name == "python3"
    assert set(metadata) == {"kernelspec", "language_info"}
    assert metadata.language_info == {"name": "python"}


def test_a_second_run_gives_the_same_bytes(changed):
    path = changed.notebook("ko", "chapter")
    before = path.read_bytes()
    assert main(["--force"], changed) == 0
    assert path.read_bytes() == before


def test_prints_that_arrive_apart_are_one_output(book):
    cell = "import time\nprint(1, flush=True)\ntime.sleep(0.5)\nprint(2)"
    for path in (EN, KO):
        edit(book, path, "sum(values)", cell)
    assert main([], book) == 0
    code = code_cells(read(book))
    assert [output.text for output in code[1].outputs] == ["1\n2\n"]


def test_fresh_notebooks_are_not_run_again(changed, monkeypatch, capsys):
    monkeypatch.setattr(run_notebook, "execute", None)
    assert main([], changed) == 0
    assert "fresh" in capsys.readouterr().out


def test_an_edit_of_prose_keeps_the_ids_of_the_other_cells(changed):
    before = [cell.id for cell in draft_cells(changed)]
    edit(changed, EN, "An activation function bends", "The activation function bends")
    after = [cell.id for cell in draft_cells(changed)]
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    assert len(set(after)) == len(after)


def draft_cells(book):
    return draft(book, Library(book, "en"), "chapter").notebook.cells


def test_the_installing_cell_comes_first_and_never_ran(built):
    for language in LANGUAGES:
        first = next(cell for cell in read(built, language).cells if cell.cell_type == "code")
        assert is_install_cell(first)
        assert first.execution_count is None
        assert first.outputs == []
        assert first.source == install_cell(recorded(built), built.base_url).source
        assert (
            "https://github.com/example/book/releases/download/v0.1.0/dlcore_book" in first.source
        )


def new_release(book):
    path = book.root / "release.json"
    path.write_text(path.read_text(encoding="utf-8").replace("abab", "cdcd"), encoding="utf-8")


def test_a_new_release_is_written_without_running_anything(changed, monkeypatch, capsys):
    before = [(cell.execution_count, cell.outputs) for cell in code_cells(read(changed))]
    new_release(changed)
    assert main(["--check"], changed) == 1
    assert "notebooks/ko/chapter.ipynb is stale" in capsys.readouterr().out
    monkeypatch.setattr(run_notebook, "execute", None)
    assert main([], changed) == 0
    assert main(["--check"], changed) == 0
    assert "#sha256=cdcd" in changed.notebook("ko", "chapter").read_text(encoding="utf-8")
    assert [(cell.execution_count, cell.outputs) for cell in code_cells(read(changed))] == before


def test_outputs_that_cannot_stay_are_not_kept(changed):
    spoil(changed, add_picture)
    shutil.copy(changed.notebook("en", "chapter"), changed.notebook("ko", "chapter"))
    new_release(changed)
    assert main([], changed) == 0
    assert main(["--check"], changed) == 0


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("1 / 0", "raised ZeroDivisionError: division by zero"),
        ("import os; os._exit(1)", "killed its kernel"),
        ("import warnings; warnings.warn('careful')", "writes to stderr"),
        ("object()", "prints the memory address"),
        ("print(object())", "prints the memory address"),
    ],
)
def test_a_bad_cell_is_one_sentence_and_writes_nothing(book, capfd, cell, message):
    for path in (EN, KO):
        edit(book, path, "sum(values)", cell)
    assert main([], book) == 1
    error = [line for line in capfd.readouterr().err.splitlines() if ".md:" in line]
    assert len(error) == 1
    assert re.match(rf"book/../chapter\.md:\d+: code cell 2 {re.escape(message)}", error[0])
    assert (
        cell
        in (book.root / error[0].split(":")[0])
        .read_text()
        .splitlines()[int(error[0].split(":")[1]) - 1]
    )
    assert not list(book.root.glob("notebooks/**/*.ipynb"))


def test_a_cell_that_never_ends_is_stopped(book, monkeypatch, capsys):
    monkeypatch.setattr(run_notebook, "CELL_TIMEOUT", 1)
    for path in (EN, KO):
        edit(book, path, "sum(values)", "while True: pass")
    assert main([], book) == 1
    assert "code cell 2 took longer than 1 s" in capsys.readouterr().err


def test_slim_keeps_text_alone():
    output = {
        "output_type": "execute_result",
        "execution_count": 3,
        "metadata": {"image/png": {"width": 3}},
        "data": {
            "text/plain": "SpaceWarp(seed=3, weights=[1, 2])",
            "text/html": "<figure></figure>",
            "image/png": "…",
            WIDGET: {"model_id": "12"},
        },
    }
    result = slim(nbformat.from_dict(output))
    assert result.data == {"text/plain": "SpaceWarp(…)"}
    assert result.metadata == {}


# --check


def test_check_passes_what_was_built_and_runs_nothing(changed, monkeypatch, capsys):
    monkeypatch.setattr(run_notebook, "execute", None)
    assert main(["--check"], changed) == 0
    assert "all fresh" in capsys.readouterr().out


def spoil(book, change):
    """Let `change` edit the stored English notebook as JSON."""
    path = book.notebook("en", "chapter")
    content = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"][1:]
    change(content, code)
    path.write_text(json.dumps(content), encoding="utf-8")


def strip(content, code):
    for cell in code:
        cell["outputs"], cell["execution_count"] = [], None


def add_picture(content, code):
    code[0]["outputs"][1]["data"]["image/png"] = "AAAA"


def edit_code(content, code):
    code[1]["source"] = ["sum(values[:1])"]


def edit_text(content, code):
    content["cells"][1]["source"] = ["# Another title"]


def drop_cell(content, code):
    content["cells"].pop()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (strip, "never ran"),
        (add_picture, "holds pictures"),
        (edit_code, "is stale"),
        (edit_text, "is stale"),
        (drop_cell, "is stale"),
    ],
)
def test_check_finds_a_spoiled_notebook(changed, capsys, change, message):
    spoil(changed, change)
    assert main(["--check"], changed) == 1
    out = capsys.readouterr().out
    assert re.search(rf"notebooks/en/chapter\.ipynb .*{message}", out)
    assert "notebooks/ko/chapter.ipynb" not in out


@pytest.mark.parametrize("old", ["sum(values)", "An activation function", "tags: [hide-input]"])
def test_check_finds_a_page_that_has_changed(changed, capsys, old):
    new = old.replace("sum", "max").replace("An act", "The act").replace("input", "output")
    edit(changed, EN, old, new)
    assert main(["--check"], changed) == 1
    assert "notebooks/en/chapter.ipynb is stale" in capsys.readouterr().out


def test_check_finds_missing_and_extra_notebooks(changed, capsys):
    changed.notebook("ko", "chapter").rename(changed.notebook("ko", "other"))
    assert main(["--check"], changed) == 1
    out = capsys.readouterr().out
    assert "notebooks/ko/chapter.ipynb is missing" in out
    assert "notebooks/ko/other.ipynb belongs to no page" in out


@pytest.mark.parametrize("path", ["other.ipynb", "ko/more/other.ipynb"])
def test_check_finds_a_notebook_where_none_belongs(changed, capsys, path):
    stray = changed.root / "notebooks" / path
    stray.parent.mkdir(exist_ok=True)
    shutil.copy(changed.notebook("ko", "chapter"), stray)
    assert main(["--check"], changed) == 1
    assert f"notebooks/{path} belongs to no page" in capsys.readouterr().out


def test_what_jupyter_keeps_for_itself_is_no_stray(changed):
    kept = changed.root / "notebooks" / "ko" / ".ipynb_checkpoints" / "chapter-checkpoint.ipynb"
    kept.parent.mkdir()
    shutil.copy(changed.notebook("ko", "chapter"), kept)
    assert main(["--check"], changed) == 0


def test_a_broken_record_of_the_release_is_named(changed, capsys):
    (changed.root / "release.json").write_text("{", encoding="utf-8")
    assert main(["--check"], changed) == 1
    assert "release.json is not JSON" in capsys.readouterr().err


def test_check_finds_a_file_that_is_no_notebook(changed, capsys):
    changed.notebook("ko", "chapter").write_text("{", encoding="utf-8")
    assert main(["--check"], changed) == 1
    assert "notebooks/ko/chapter.ipynb cannot be read" in capsys.readouterr().out


def test_an_unknown_page_is_named(book, capsys):
    with pytest.raises(SystemExit):
        main(["nothing"], book)
    assert "no page nothing" in capsys.readouterr().err


def test_the_pages_of_this_book_can_be_converted():
    for language in LANGUAGES:
        library = Library(BOOK, language)
        for page in BOOK.pages:
            draft(BOOK, library, page)
