"""The zip for reading without a network: what it holds, what it says, and what it may weigh."""

import os
import random
import re
from zipfile import ZipFile

import pytest

from sources.chapters import BOOK
from theme.extension.launch import links
from theme.extension.strings import STRINGS
from tools.site import offline

KEPT = {
    "index.html": "<html lang='ko'>",
    "root.js": "",
    "ko/index.html": "<html lang='ko'>",
    "ko/_static/search-index.js": "dlBookSearch({});",
    "ko/notebooks/xor.ipynb": "{}",
    "en/embed/ravine.html": "<html lang='en'>",
}
LEFT = ("lite/index.html", "404.html", "sitemap.xml", "ko/sitemap.xml", "ko/cards/xor.png",
        "en/book.pdf", "en/objects.inv")  # fmt: skip


@pytest.fixture
def site(tmp_path):
    found = tmp_path / "site"
    pages = {
        f"{each}/xor.html": f'<html lang="{each}">{links(each, f"{each}/xor.ipynb")}'
        for each in ("ko", "en")
    }
    for name, text in {**KEPT, **pages, **dict.fromkeys(LEFT, "")}.items():
        (found / name).parent.mkdir(parents=True, exist_ok=True)
        (found / name).write_text(text, "utf-8")
    return found


@pytest.fixture
def target(tmp_path):
    return tmp_path / "dist" / "book.zip"


def test_holds_both_languages_and_leaves_out_what_needs_a_server(site, target):
    assert offline.pack(site, target) == target.stat().st_size
    with ZipFile(target) as archive:
        assert archive.testzip() is None
        names = [name.removeprefix("dlcore-book/") for name in archive.namelist()]
        assert set(names) == {*KEPT, "ko/xor.html", "en/xor.html"}
        assert archive.read("dlcore-book/ko/_static/search-index.js") == b"dlBookSearch({});"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_menu_says_that_jupyterlite_is_elsewhere(site, target, language):
    offline.pack(site, target)
    with ZipFile(target) as archive:
        page = archive.read(f"dlcore-book/{language}/xor.html").decode()
    (link,) = re.findall(r'data-launch="lite" href="([^"]*)"', page)
    assert link.startswith(f"{BOOK.base_url}lite/")
    words = STRINGS[language]["run"]["lite"]
    assert words["elsewhere"] in page
    assert words["cost"] not in page


def test_the_same_site_makes_the_same_bytes_at_any_time(site, target):
    offline.pack(site, target)
    before = target.read_bytes()
    for path in site.rglob("*"):
        os.utime(path, (1e9, 1e9))
    offline.pack(site, target)
    assert target.read_bytes() == before


def test_a_zip_that_is_too_heavy_is_refused_and_names_what_weighs(site, target):
    (site / "ko" / "heavy.png").write_bytes(random.Random(0).randbytes(30_000))
    with pytest.raises(offline.OfflineError, match=r"more than 20,000; heaviest: \S*ko/heavy\.png"):
        offline.pack(site, target, limit=20_000)
    assert list(target.parent.iterdir()) == []


def test_says_that_there_is_no_site(tmp_path, capsys):
    assert offline.main([str(tmp_path), "--out", str(tmp_path / "book.zip")]) == 1
    assert "run `make book` first" in capsys.readouterr().err
