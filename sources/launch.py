"""Where a notebook runs, and where it is downloaded: the one place that makes these addresses.

A notebook is named by its path below notebooks/: `ko/xor.ipynb`, `en/exercises/xor.ipynb`. Binder
and Colab open it at the tag of the release, so that page, notebook and wheel always fit each other.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from sources.chapters import BOOK, Book
from sources.release import recorded

WAYS = ("lite", "colab", "binder", "download")  # in the order of the menu
GUIDE = "contributing", "run-anywhere"  # page and target that compare the ways


class LaunchError(ValueError):
    """No address can be made; the message says what is wrong."""


@dataclass(frozen=True)
class Launcher:
    """Makes the addresses of one release's notebooks.

    Parameters
    ----------
    repository : str
        Address of the repository on GitHub.
    tag : str
        Tag of the release.
    site : str
        Address of the published site, ending in a slash.

    Examples
    --------
    >>> launcher = Launcher("https://github.com/org/book", "v1.2.0", "https://org.github.io/book/")
    >>> launcher.binder("ko/xor.ipynb")
    'https://mybinder.org/v2/gh/org/book/v1.2.0?urlpath=lab/tree/notebooks/ko/xor.ipynb'
    >>> launcher.colab("ko/xor.ipynb")
    'https://colab.research.google.com/github/org/book/blob/v1.2.0/notebooks/ko/xor.ipynb'
    >>> launcher.lite("ko/xor.ipynb")
    'https://org.github.io/book/lite/notebooks/index.html?path=ko/xor.ipynb'
    >>> launcher.download("ko/xor.ipynb")
    'https://org.github.io/book/ko/notebooks/xor.ipynb'
    """

    repository: str
    tag: str
    site: str

    @property
    def _project(self) -> str:
        """Owner and name of the repository."""
        parts = urlsplit(self.repository)
        owner_and_name = parts.path.strip("/")
        if parts.netloc != "github.com" or owner_and_name.count("/") != 1:
            raise LaunchError(
                "Binder and Colab need a repository https://github.com/OWNER/NAME in _config.yml, "
                f"got {self.repository}"
            )
        return owner_and_name

    def binder(self, path: str) -> str:
        """JupyterLab on mybinder.org."""
        notebook = quote(f"notebooks/{path}")
        return f"https://mybinder.org/v2/gh/{self._project}/{self.tag}?urlpath=lab/tree/{notebook}"

    def colab(self, path: str) -> str:
        """Google Colab."""
        notebook = quote(f"notebooks/{path}")
        return (
            f"https://colab.research.google.com/github/{self._project}/blob/{self.tag}/{notebook}"
        )

    def lite(self, path: str) -> str:
        """JupyterLite on the published site."""
        return f"{self.site}lite/notebooks/index.html?path={quote(path)}"

    def download(self, path: str) -> str:
        """The file itself, as the published site carries it."""
        language, _, rest = path.partition("/")
        return f"{self.site}{language}/notebooks/{quote(rest)}"

    def from_page(self, path: str) -> dict[str, str]:
        """The address of each way, as a page in the notebook's language links to it.

        JupyterLite and the file are links within the site, so they lead to wherever the site lies.

        Examples
        --------
        >>> ways = Launcher("https://github.com/a/b", "v1", "https://a.org/").from_page("ko/x.ipynb")
        >>> ways["lite"], ways["download"]
        ('../lite/notebooks/index.html?path=ko/x.ipynb', 'notebooks/x.ipynb')
        """
        language = path.partition("/")[0]
        return {
            "lite": "../" + self.lite(path).removeprefix(self.site),
            "colab": self.colab(path),
            "binder": self.binder(path),
            "download": self.download(path).removeprefix(f"{self.site}{language}/"),
        }


def launcher(book: Book = BOOK) -> Launcher:
    """The addresses of this book's release."""
    return Launcher(book.config["repository"]["url"], recorded(book).tag, book.base_url)
