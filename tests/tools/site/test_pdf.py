"""The book on paper: its pages as one document, with anchors that do not collide."""

import pytest
from bs4 import BeautifulSoup

from sources.chapters import Book
from tools.site import pdf

PAGE = """<html><head><link rel="stylesheet" href="_static/site.css">{sheet}</head><body>
<nav>Menu</nav><article class="bd-article"><h1 id="top">{title}</h1>
<p><a href="#top">here</a> <a href="second.html#top">there</a> <a href="second.html">page</a>
<a href="second.html#warp:act=tanh">state</a> <a href="api.html#dlcore">reference</a>
<a href="https://elsewhere.org/">away</a></p>
<details class="sd-dropdown"><summary>Answer</summary>42</details>
<figure class="dl-explorer" data-explorer="warp"><img src="data:," alt="A plane."></figure>
<figure class="dl-explorer" data-explorer="warp"><img src="data:," loading="lazy" alt="A."></figure>
<svg><defs><path id="g"/></defs><use href="#g"/><g clip-path="url(#g)"/></svg>
<script>1</script></article></body></html>"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "_toc.yml").write_text(
        "format: jb-book\nroot: index\nchapters:\n  - file: second\n  - file: api\n"
    )
    (tmp_path / "_config.yml").write_text("html: {baseurl: https://example.org/book/}\n")
    (tmp_path / "ko").mkdir()
    for name, sheet in (("index", ""), ("second", '<link rel="stylesheet" href="katex.css">')):
        page = PAGE.format(title=name, sheet=sheet)
        (tmp_path / "ko" / f"{name}.html").write_text(page, "utf-8")
    return tmp_path


@pytest.fixture
def whole(site):
    return BeautifulSoup(pdf.assemble(site, "ko", Book(site)), "html.parser")


def test_no_picture_waits_to_come_near(whole):
    assert whole.select("img")
    assert not whole.select("[loading]")


def test_pages_follow_each_other_with_the_style_sheets_of_all(whole):
    assert [title.get_text() for title in whole.select("article h1")] == ["index", "second"]
    assert [link["href"] for link in whole.select("link")] == ["_static/site.css", "katex.css"]
    assert not whole.select("script, nav")
    assert all(fold.has_attr("open") for fold in whole.select("details"))


def test_links_lead_within_the_document_or_to_the_published_site(whole):
    anchors = {tag["id"] for tag in whole.select("[id]")}
    assert len(anchors) == len(whole.select("[id]"))
    found = {link.get_text(): link["href"] for link in whole.select("article")[0].select("p a")}
    assert found["here"] == "#index--top"
    assert found["there"] == "#second--top"
    assert found["page"] == "#second--"
    assert {found["here"][1:], found["there"][1:], found["page"][1:]} <= anchors
    assert found["state"] == "https://example.org/book/ko/second.html#warp:act=tanh"
    assert found["reference"] == "https://example.org/book/ko/api.html#dlcore"
    assert found["away"] == "https://elsewhere.org/"


def test_a_live_figure_is_its_picture_and_a_link_to_the_live_one(whole):
    figures = whole.select("article")[1].select("figure.dl-explorer")
    links = [figure.find_next_sibling("p").a for figure in figures]
    live = "https://example.org/book/ko/second.html#"
    assert [link["href"] for link in links] == [f"{live}warp:", f"{live}warp-2:"]


def test_the_parts_of_a_drawing_still_find_each_other(whole):
    drawing = whole.select("svg")[1]
    assert drawing.path["id"] == "second--g"
    assert drawing.use["href"] == "#second--g"
    assert drawing.g["clip-path"] == "url(#second--g)"


def test_a_page_that_is_not_built_is_named(site):
    (site / "ko" / "second.html").unlink()
    with pytest.raises(pdf.PdfError, match=r"second\.html is missing: run `make book` first"):
        pdf.assemble(site, "ko", Book(site))


@pytest.mark.browser
def test_chromium_prints_it_with_bookmarks(site, browser, monkeypatch):
    monkeypatch.setattr(pdf.assemble, "__defaults__", (Book(site),))
    printed = pdf.write(site, "ko", browser).read_bytes()
    assert printed.startswith(b"%PDF")
    assert b"/Outlines" in printed
    assert not (site / "ko" / ".book.html").exists()
