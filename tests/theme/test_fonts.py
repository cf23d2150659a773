"""The fonts that the build cuts: which characters go where, and what a missing one says."""

import pytest
from fontTools.ttLib import TTFont
from sphinx.errors import ExtensionError

from theme.extension import fonts

PAGE = """<html><body><nav>차례</nav><h1>제목</h1><p>본문 <strong>굵게</strong> <em>½</em></p>
<pre>x = "값"  # π</pre></body></html>"""


@pytest.fixture
def pages(tmp_path):
    (tmp_path / "_static" / "explorers").mkdir(parents=True)
    (tmp_path / "_static" / "explorers" / "warp.ko.js").write_text('x = "\\uAC00운"', "utf-8")
    (tmp_path / "_static" / "explorers" / "warp.en.js").write_text('x = "힣"', "utf-8")
    (tmp_path / "_static" / "book.js").write_text('say("복사")', "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return tmp_path


def test_each_face_holds_what_its_pages_show(pages, tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "ROOT_PAGES", tmp_path / "root")
    fonts.ROOT_PAGES.mkdir()
    (fonts.ROOT_PAGES / "404.html").write_text("<h1>없음</h1>", "utf-8")
    used = {face: found - fonts.ASCII for face, found in fonts.characters(pages, "ko").items()}
    assert used["text-400"] == set("차례제목본문굵게½값π복사가운없음")
    assert used["text-700"] == set("차례제목굵게가운없음")
    assert used["code-400"] == set("값π")


def test_a_face_holds_the_characters_asked_for_and_no_name_of_the_whole_font(tmp_path):
    fonts.write_face("code-400", set("a가"), tmp_path / "code.woff2")
    font = TTFont(tmp_path / "code.woff2")
    widths = {chr(code): font["hmtx"][glyph][0] for code, glyph in font.getBestCmap().items()}
    assert set(widths) == {"a", "가"}
    assert widths["가"] == 2 * widths["a"]  # Hangul stands on two columns
    assert font["name"].names == []


def test_the_same_characters_give_the_same_file(tmp_path):
    for name in ("one", "two"):
        fonts.write_face("code-400", set("ab가나"), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_face_is_cut_once_for_the_same_characters(tmp_path, monkeypatch):
    kept, cut = tmp_path / "kept", []
    write_face = fonts.write_face
    monkeypatch.setattr(
        fonts, "write_face", lambda face, *rest: (cut.append(face), write_face(face, *rest))
    )
    for wanted in ("ab", "ba", "abc", "ab"):
        fonts.put_face("code-400", set(wanted), tmp_path / "code.woff2", kept)
        shown = TTFont(tmp_path / "code.woff2").getBestCmap()
        assert set(map(chr, shown)) == set(wanted)
    assert len(cut) == 3  # the second time it was there; the last time it had been given up
    assert len(list(kept.iterdir())) == 1


def test_a_font_that_is_not_installed_is_named_with_what_to_do(tmp_path, monkeypatch):
    missing = fonts.PACKAGES / "gone.woff"
    monkeypatch.setitem(fonts.SOURCES, "code-400", missing)
    with pytest.raises(ExtensionError, match=r"theme/node_modules/gone\.woff is missing.*remove"):
        fonts.write_face("code-400", {"a"}, tmp_path / "code.woff2")
