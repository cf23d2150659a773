"""The addresses at which notebooks run: of this book letter by letter, and no address at all."""

import doctest

import pytest

from sources import launch
from sources.chapters import BOOK
from sources.launch import Launcher, LaunchError, launcher
from sources.release import recorded


def test_the_examples_are_true():
    tried = doctest.testmod(launch)
    assert tried.attempted > 5
    assert tried.failed == 0


def test_the_addresses_of_this_book():
    tag = recorded().tag
    ways = launcher(BOOK).from_page("ko/exercises/xor.ipynb")
    assert list(ways) == list(launch.WAYS)
    assert ways == {
        "lite": "../lite/notebooks/index.html?path=ko/exercises/xor.ipynb",
        "colab": "https://colab.research.google.com/github/dlcore-book/dlcore-book/blob/"
        f"{tag}/notebooks/ko/exercises/xor.ipynb",
        "binder": "https://mybinder.org/v2/gh/dlcore-book/dlcore-book/"
        f"{tag}?urlpath=lab/tree/notebooks/ko/exercises/xor.ipynb",
        "download": "notebooks/exercises/xor.ipynb",
    }


def test_what_means_something_in_an_address_is_quoted():
    odd = Launcher("https://github.com/a/b", "v1", "https://a.org/")
    path = "ko/a&b #1.ipynb"
    assert odd.lite(path) == "https://a.org/lite/notebooks/index.html?path=ko/a%26b%20%231.ipynb"
    assert odd.binder(path).endswith("?urlpath=lab/tree/notebooks/ko/a%26b%20%231.ipynb")


@pytest.mark.parametrize(
    "repository", ["https://gitlab.com/a/b", "https://github.com/a", "https://github.com/a/b/c"]
)
def test_a_repository_that_colab_cannot_open_is_named(repository):
    with pytest.raises(LaunchError, match=f"OWNER/NAME in _config.yml, got {repository}"):
        Launcher(repository, "v1", "https://a.org/").colab("ko/x.ipynb")
