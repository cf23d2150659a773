"""The build driver, run on a small book in a copy of the project."""

import re
import shutil

import pytest

from sources.chapters import LANGUAGES
from tests.tools.site.project import CELL, Project


def test_builds_both_languages_into_one_site(project):
    for language, title in (("ko", "제목"), ("en", "Title")):
        page = project.read(f"site/{language}/chapter.html")
        assert f'<html lang="{language}"' in page
        assert f"<h1>{title}" in page
        assert "42" in page
    assert 'href="en/index.html"' in project.read("site/index.html")
    assert "본문" in project.read("site/ko/index.html")
    assert "en/sitemap.xml" in project.read("site/sitemap.xml")


def test_captions_are_of_the_language_though_cells_run_once_for_both(project):
    assert ">제목</span>" in project.read("site/ko/chapter.html")
    assert ">Title</span>" in project.read("site/en/chapter.html")
    assert project.executed == 1  # notebooks, by the first build of both languages
    pictures = [
        project.page(f"{name}/chapter.html").select_one(".picture") for name in ("ko", "en")
    ]
    assert [drawing["class"] for drawing in pictures[0].select("svg")] == [["wide"], ["narrow"]]
    assert pictures[0] == pictures[1]


def test_what_a_cell_prints_at_two_moments_is_one_output(project):
    (output,) = project.page("en/chapter.html").select(".cell_output .output.stream")
    assert output.get_text().split("\n")[:2] == ["42", "half a second later"]


@pytest.mark.parametrize(("language", "start"), [("ko", "평면을"), ("en", "Move the plane")])
def test_live_figures_speak_the_language_and_load_their_scripts(project, language, start):
    page = project.page(f"{language}/chapter.html")
    (figure,) = page.select("figure.dl-explorer")
    assert figure["data-explorer"] == "space_warp"
    assert figure["aria-label"].startswith(start)
    assert len(figure.img["alt"]) > 40
    scripts = "script[src*='explorers/kit.js'][defer]"
    assert page.select(scripts)
    assert not project.page(f"{language}/index.html").select(scripts)


def test_no_state_of_widgets_is_on_the_page(project):
    assert "widget-state" not in project.read("site/en/chapter.html")
    assert "widget-view" not in project.read("site/en/chapter.html")


@pytest.mark.parametrize(("language", "label"), [("ko", "흔한 오해"), ("en", "Common belief")])
def test_traps_are_labelled(project, language, label):
    title = project.page(f"{language}/index.html").select_one(".admonition.trap .admonition-title")
    assert title.get_text() == f"{label} A belief"
    assert title.select_one(".admonition-label").get_text() == label


def test_the_glossary_is_sorted_by_the_language_of_the_page(project):
    korean, english = (_terms(project.page(f"{each}/index.html")) for each in ("ko", "en"))
    assert {(other, own) for own, other in korean} == set(english)
    for terms in (korean, english):
        own = [each for each, _ in terms]
        assert own == sorted(own, key=str.casefold)
    row = project.page("en/index.html").select_one("#term-hidden-layer")
    assert row.find(lang="ko").get_text() == "은닉층"
    assert row.select_one("td:nth-child(2)").get_text() == "A layer between input and output."


def _terms(page):
    rows = page.select("table.glossary tbody tr")
    return [tuple(each.get_text() for each in row.td.find_all("p")) for row in rows]


def test_does_nothing_when_nothing_has_changed(project):
    assert project.run().returncode == 0
    pages = [project.folder / "build" / each / "html" / "chapter.html" for each in ("ko", "en")]
    before = [page.stat().st_mtime_ns for page in pages]
    assert project.run().returncode == 0
    assert [page.stat().st_mtime_ns for page in pages] == before


@pytest.fixture(scope="module")
def fingerprints(project):
    return project.fingerprints()


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("book/ko/chapter.md", ["ko"]),
        ("book/en/index.md", ["en"]),
        ("book/glossary.csv", ["ko", "en"]),
        ("book/references.bib", ["ko", "en"]),
        ("_config.yml", ["ko", "en"]),
        ("_toc.yml", ["ko", "en"]),
        ("src/dlcore/perceptron.py", ["ko", "en"]),
        ("src/dlcore/explorers/static/site/kit.js", ["ko", "en"]),
        ("src/dlcore/explorers/static/pages.json", ["ko", "en"]),
        ("theme/static/book.css", ["ko", "en"]),
        ("theme/templates/layout.html", ["ko", "en"]),
        ("theme/strings.yml", ["ko", "en"]),
        ("theme/package-lock.json", ["ko", "en"]),
        ("theme/kernel/matplotlibrc", ["ko", "en"]),
        ("tools/site/language.py", ["ko", "en"]),
        ("requirements/book.txt", ["ko", "en"]),
    ],
)
def test_a_change_of_any_input_rebuilds(project, changed, fingerprints, name, languages):
    changed(name, project.read(name) + "\n")
    each = zip(LANGUAGES, fingerprints, project.fingerprints(), strict=True)
    assert [language for language, before, now in each if now != before] == languages


def test_a_changed_page_is_seen_on_the_site(project, changed):
    changed("book/en/index.md", project.read("book/en/index.md") + "\nA new sentence.\n")
    assert project.run().returncode == 0
    assert "A new sentence." in project.read("site/en/index.html")


def test_a_failing_cell_fails_every_build_and_leaves_the_site(project, changed):
    before = project.read("site/ko/chapter.html")
    noise = "import os\n\nos.write(2, b'a dying kernel complains')\n"
    cell = CELL.replace("6 * 7", "6 / 0").replace("import time\n", f"import time\n{noise}")
    changed("book/ko/chapter.md", Project.chapter("제목", cell))
    for languages in ((), ("--lang", "ko")):
        done = project.run(*languages)
        assert done.returncode == 1
        assert done.stderr == (
            "build_book: book/ko/chapter.md:13: code cell 1 failed with "
            "ZeroDivisionError: division by zero\n"
        )
    assert project.read("site/ko/chapter.html") == before


def test_a_warning_fails_every_build_and_is_printed(project, changed):
    before = project.read("site/ko/index.html")
    changed("book/ko/index.md", "# 제목\n\n{ref}`nowhere`\n")
    for languages in ((), ("--lang", "ko")):
        done = project.run(*languages)
        assert done.returncode == 1
        assert "book/ko/index.md:3: WARNING: undefined label: 'nowhere'" in done.stderr
    assert project.read("site/ko/index.html") == before


def test_a_font_that_is_not_installed_fails_the_build(project):
    modules = project.folder / "theme" / "node_modules"
    kept = modules.readlink()
    modules.unlink()
    shutil.copytree(kept, modules, symlinks=True)
    try:
        next(modules.glob("@fontsource/pretendard/files/*-400-normal.woff")).unlink()
        done = project.run("--lang", "en")
    finally:
        shutil.rmtree(modules)
        modules.symlink_to(kept)
    assert done.returncode == 1
    assert "400-normal.woff is missing" in done.stderr
    assert "remove theme/node_modules" in done.stderr


def test_formulas_are_typeset_and_load_their_style_where_they_are(project):
    page = project.page("ko/chapter.html")
    (formula,) = page.select(".formula")
    assert formula.select_one("math").get_text() == "a>b"
    assert formula.get_text().endswith(",")
    sheet = "link[href*='vendor/katex/katex.css']"
    assert page.select(sheet)
    assert not project.page("ko/index.html").select(sheet)
    style = project.read("site/ko/_static/vendor/katex/katex.css")
    fonts = set(re.findall(r"url\((.*?)\)", style))
    assert len(fonts) > 10
    for font in fonts:
        assert (project.folder / "site/ko/_static/vendor/katex" / font).is_file()


def test_one_language_leaves_the_site(project, changed):
    before = project.read("site/en/index.html")
    changed("book/en/index.md", "# Another title\n")
    done = project.run("--lang", "en")
    assert done.returncode == 0
    assert "pages (ko)" not in done.stdout
    assert "Another title" in project.read("build/en/html/index.html")
    assert project.read("site/en/index.html") == before


def test_says_that_the_registry_cannot_be_reached(project):
    modules = project.folder / "theme" / "node_modules"
    target = modules.readlink()
    modules.unlink()
    try:
        done = project.run(npm_config_registry="http://127.0.0.1:9", npm_config_fetch_retries="0")
        assert done.returncode == 1
        assert "KaTeX" in done.stderr
        assert "registry cannot be reached" in done.stderr
        assert "Traceback" not in done.stderr
    finally:
        shutil.rmtree(modules, ignore_errors=True)
        modules.symlink_to(target)


def test_two_builds_do_not_run_at_once(project):
    import fcntl

    with (project.folder / "build" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = project.run()
    assert done.returncode == 1
    assert done.stderr == "build_book: another build is running here: wait until it is done\n"


def test_links_of_the_text_set_a_figure(project):
    for language in ("ko", "en"):
        link = project.page(f"{language}/chapter.html").select_one("a.dl-state")
        assert link["href"] == "#space_warp:act=sigmoid,s=1"
        assert link.get_text() == "a sigmoid"
