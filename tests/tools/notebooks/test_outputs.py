"""A page shows what its cell printed, to the letter, into whatever pieces the kernel cut it."""

from itertools import combinations, pairwise

import pytest
from nbformat.v4 import new_output

from tools.notebooks.outputs import DRAWN, drawn, fault, join_streams, slim, unrepeatable


def printed(*pieces, name="stdout"):
    return [new_output("stream", name=name, text=piece) for piece in pieces]


def splits(text):
    """All ways to cut a text into pieces."""
    for count in range(len(text)):
        for places in combinations(range(1, len(text)), count):
            ends = [0, *places, len(text)]
            yield [text[a:b] for a, b in pairwise(ends)]


@pytest.mark.parametrize("text", ["x = 3\n", "a\n\nb\n\n", "\n\n a", "a b", "  a\t\n", "가\r\n나"])
def test_however_a_text_is_cut_it_is_joined_to_the_letter(text):
    for pieces in splits(text):
        (joined,) = join_streams(printed(*pieces))
        assert joined.text == text, pieces


def test_a_carriage_return_overwrites_however_it_is_cut():
    for pieces in splits("1 %\r2 %\nend"):
        (joined,) = join_streams(printed(*pieces))
        assert joined.text == "2 %\nend", pieces


def test_what_stands_between_prints_stays_there_and_the_order_of_streams_is_fixed():
    figure = new_output("display_data", data={"text/plain": "figure"})
    mixed = [
        *printed("warning", name="stderr"), *printed("a", "b"), figure, *printed("c"),
    ]  # fmt: skip
    kinds = [output.get("text", "figure") for output in join_streams(mixed)]
    assert kinds == ["ab", "warning", "figure", "c"]
    assert mixed[1].text == "a"  # its input is left alone


def test_stderr_is_named_by_its_warning():
    lines = "/tmp/x.py:3: RuntimeWarning: overflow in exp\n  y = np.exp(x)\n"
    assert unrepeatable(printed(lines, name="stderr")) == (
        "writes to stderr (a warning, or a progress bar): RuntimeWarning: overflow in exp"
    )
    assert unrepeatable(printed("fine")) == ""


def test_the_state_of_a_live_figure_is_kept():
    html = '<figure class="dl-explorer" data-explorer="ravine" data-state="{&quot;lr&quot;: 0.1}">'
    shown = new_output("display_data", data={"text/plain": "Ravine(x)", "text/html": html})
    kept = slim(shown)
    assert set(kept.data) == {"text/plain"}
    assert kept.metadata[DRAWN] == drawn(shown) == ['ravine {"lr": 0.1}']
    assert slim(kept) == kept


def test_a_stored_figure_that_does_not_say_what_it_draws_cannot_stay():
    from nbformat.v4 import new_code_cell

    figure = new_output("display_data", data={"text/plain": "<Figure size 9x9 with 1 Axes>"})
    cell = new_code_cell("plot()", execution_count=1, outputs=[figure])
    assert fault([cell]) == "does not say what its figure draws: plot()"
    figure.metadata[DRAWN] = ["1 axes"]
    assert fault([cell]) == ""
