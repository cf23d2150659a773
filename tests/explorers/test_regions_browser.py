"""regions alive in Chromium: counted as dlcore counts, by mouse, finger and keyboard."""

import re

import pytest

from tests.explorers.harness import PHONE, Explorer

pytestmark = pytest.mark.browser


def opened(open_page, state="", lang="en", **options):
    return Explorer(open_page(f"regions-{lang}.html#regions:{state}", **options))


def count(explorer):
    explorer.settle()
    return int(re.search(r"\d+", explorer.locator(".count b").inner_text())[0])


@pytest.mark.parametrize(
    ("address", "traits"),
    [
        ("", {}),
        ("w=12,d=1,seed=4", {"width": 12, "depth": 1, "seed": 4}),
        ("w=4,d=4,from=fold", {"width": 4, "depth": 4, "start": "fold"}),
        ("w=5,d=3,u=9,seed=2,r=5", {
            "width": 5, "depth": 3, "units": 9, "seed": 2, "reach": 5.0,
        }),
        ("w=4,d=2,line=1_2_0.5__-1_0.25_0", {
            "width": 4, "lines": [[1, 2, 0.5], [-1, 0.25, 0]],
        }),
        ("u=0", {"units": 0}),
    ],
)  # fmt: skip
def test_the_figure_counts_as_dlcore_does(open_page, address, traits):
    from dlcore.explorers import Regions

    explorer = opened(open_page, address)
    assert count(explorer) == len(Regions(**traits).regions())


def test_same_link_same_count_in_both_languages(open_page):
    state = "w=5,d=2,seed=3"
    counts = [count(opened(open_page, state, lang)) for lang in ("ko", "en")]
    assert counts[0] == counts[1] != count(opened(open_page))


def test_a_dragged_line_becomes_the_readers_own(open_page):
    explorer = opened(open_page, "w=2,d=1")
    assert "Moved lines" not in explorer.stages()
    before = explorer.picture()
    explorer.drag(explorer.grip("Move the line of unit 2"), 30, -20)
    explorer.hear("Moved lines:")
    assert explorer.picture() != before
    explorer.button("Start over").click()
    explorer.settle()
    assert "Moved lines" not in explorer.stages()


def test_a_line_is_dragged_by_finger(open_page):
    explorer = opened(open_page, "w=2,d=1", viewport=PHONE, has_touch=True, is_mobile=True)
    explorer.drag_by_finger(explorer.grip("Move the line of unit 1"), 25, 25)
    explorer.hear("Moved lines:")


def test_play_adds_unit_by_unit_up_to_where_it_stood(open_page):
    explorer = opened(open_page, "w=3,d=1,r=50")
    explorer.button("Rewind").click()
    for regions in (2, 4, 7):
        explorer.button("Next unit").click()
        assert count(explorer) == regions
    explorer.hear("All units (3) cut the plane into 7 linear regions. The last unit added 3.")
    explorer.button("Rewind").click()
    explorer.hear("Counted up to unit 0, there are 1")
    explorer.button("Play").click()
    explorer.hear("All units (3) cut the plane into 7 linear regions")


def test_the_same_units_deeper_have_fewer_regions_on_average(open_page):
    explorer = opened(open_page)
    explorer.panel("The same 12, deeper")
    explorer.locator("tbody tr").nth(3).wait_for()
    means = explorer.locator("tbody td:nth-child(2)").all_text_contents()
    assert len(means) == 4
    assert [float(mean) for mean in means] == sorted(map(float, means), reverse=True)
    explorer.button("3 × 4").click()
    explorer.hear("Layers: 3, units in each: 4")


def test_folds_multiply(open_page):
    explorer = opened(open_page)
    explorer.radio("folding").check()
    explorer.hear("into 16 linear regions")
    explorer.hear("The first layer alone makes 4.")


def test_a_task_solved_by_keyboard_and_summary_alone(open_page):
    """Bring two lines that do not cross in the window to cross in it: one region more."""
    explorer = opened(open_page, "w=2,d=1,line=1_0_-0.5__1_0.5_0.7")
    page = explorer.page
    explorer.hear("into 3 linear regions")
    explorer.tab_to("Turn the line of unit 2")
    for _ in range(30):
        page.keyboard.press("Shift+ArrowUp")
        if "into 4 linear regions" in explorer.stages():
            break
    explorer.hear("into 4 linear regions. The last unit added 2.")
