"""The fold over a cell's code is named by the words that it shows, in the page's language."""

from types import SimpleNamespace

from bs4 import BeautifulSoup
from myst_nb.sphinx_ import HideCodeCellNode

from theme.extension.folded_code import close_fold, open_fold


def test_a_fold_is_named_by_its_words_alone():
    node = HideCodeCellNode(
        prompt_show="코드 보기", prompt_hide="코드 <접기>", classes=["above-input"]
    )
    page = SimpleNamespace(body=[])
    open_fold(page, node)
    page.body.append("<pre>1 + 1</pre>")
    close_fold(page, node)
    (fold,) = BeautifulSoup("".join(page.body), "html.parser").find_all("details")
    assert not fold.has_attr("open")
    assert fold["class"] == ["folded", "above-input"]
    assert fold.summary.attrs == {}
    assert [span.text for span in fold.summary("span")] == ["코드 보기", "코드 <접기>"]
    assert fold.pre.text == "1 + 1"
