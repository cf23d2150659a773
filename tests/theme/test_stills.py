"""Stills: the pictures that stand for live figures lie beside the pages, each once."""

import base64

from theme.extension import stills

DATA = "data:image/webp;base64," + base64.b64encode(b"a picture").decode()
FIGURE = f'<div class="dl-room"><img alt="A &gt; B" src="{DATA}" width="9"/></div>'


def test_a_picture_used_twice_is_one_file_that_waits_until_it_is_near():
    page, files = stills.apart(f"<p>{FIGURE}{FIGURE}</p>", "../_images")
    ((name, content),) = files.items()
    assert content == b"a picture"
    assert page.count(f'<img alt="A &gt; B" loading="lazy" src="../_images/{name}" width') == 2


def test_other_pictures_stay_as_they_are():
    page = f'<div class="chapter-picture"><img src="{DATA}"></div>'
    assert stills.apart(page, "_images") == (page, {})
