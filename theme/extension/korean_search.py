"""Korean search: a noun is found inside the inflected or compound word that holds it.

Korean nouns carry particles (편향 → 편향을) and join to compounds (평균제곱오차). Sphinx's search
looks for whole words, and for parts of words only from three letters on, while most Korean nouns
have two syllables. So each word also enters the index as its parts of two to four syllables.
"""

import re

from sphinx.search import SearchLanguage

HANGUL = re.compile(r"[가-힣]{3,}")


class SearchKorean(SearchLanguage):
    """Sphinx's search language for `language = "ko"`."""

    lang = "ko"
    language_name = "Korean"
    js_stemmer_rawcode = ""

    def split(self, text):
        """Words of `text`, each followed by the parts of its runs of Hangul."""
        words = []
        for word in super().split(text):
            words.append(word)
            for run in HANGUL.findall(word):
                words.extend(part for part in parts(run) if part != word)
        return words


def parts(word):
    """Each run of two to four neighbouring syllables of `word`.

    Examples
    --------
    >>> parts("편향을")
    ['편향', '향을', '편향을']
    """
    return [
        word[start : start + length]
        for length in (2, 3, 4)
        for start in range(len(word) - length + 1)
    ]


def setup(app):
    app.add_search_language(SearchKorean)
