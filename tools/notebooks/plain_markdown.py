"""MyST Markdown turned into the plain Markdown that GitHub, Colab and Jupyter all show well.

Boxes become quotations, references become links to the page on the site, and what this module does
not know is an error: nothing unreadable slips into a notebook.
"""

import re
from pathlib import Path

from markdown_it.token import Token
from pybtex.plugin import find_plugin

from sources.launch import launcher
from sources.myst import Directive, SourceError, parse, read_directive, role_title
from tools.notebooks.library import BOXES, Label, Library

_INLINE = re.compile(
    r"\{(?P<role>[A-Za-z][\w:.+-]*)\}(?P<ticks>`+)(?P<content>.+?)(?P=ticks)(?!`)"
    r"|(?P<code>(?<!`)(?P<fence>`+)(?!`).+?(?<!`)(?P=fence)(?!`))"
    r"|(?P<empty>\[)?\]\((?P<href>[^()\s]+)\)",
    re.DOTALL,
)
_CITATION_ROLES = ("cite", "cite:p", "cite:t")
_DISPLAY_MATH = re.compile(r"\$\$.+?\$\$", re.DOTALL)


class Converter:
    """Converts the texts of one page; remembers which works they cite."""

    def __init__(self, library: Library, page: str):
        self.library = library
        self.page = page
        self.cited: list[str] = []

    def convert(self, text: str, first_line: int = 1) -> str:
        """Plain Markdown of a MyST text; `first_line` is its first line's number in the file."""
        lines = text.splitlines()
        changes: dict[tuple[int, int], str] = {}
        inlines: dict[tuple[int, int], list[Token]] = {}
        for token in parse(text):
            if token.map is None:
                continue
            span, line = tuple(token.map), first_line + token.map[0]
            if token.type in ("myst_target", "myst_line_comment"):
                changes[span] = ""
            elif token.type == "math_block_label":
                changes[span] = f"$$\n{token.content.strip()}\n$$"
            elif token.type in ("fence", "colon_fence"):
                directive = read_directive(token, first_line)
                if directive:
                    changes[span] = self._directive(directive)
            elif token.type == "inline":
                inlines.setdefault(span, []).extend(token.children)
            elif token.type.startswith(("footnote", "substitution")):
                raise SourceError(line, f"{token.type} has no plain Markdown; write it as text")
        for span, children in inlines.items():
            source = "\n".join(lines[slice(*span)])
            changes[span] = self._inline(source, children, first_line + span[0])
        for (start, end), new in sorted(changes.items(), reverse=True):
            # The block's own indentation or quotation marks stay before each of its lines.
            prefix = "" if (start, end) in inlines else re.match(r"[\s>]*", lines[start])[0]
            lines[start:end] = [(prefix + row).rstrip() for row in new.split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")

    # Inline text

    def _inline(self, source: str, children: list[Token], line: int) -> str:
        n_roles = sum(child.type == "myst_role" for child in children)
        targets = {
            child.attrs[key] for child in children for key in child.attrs.keys() & {"href", "src"}
        }
        seen = 0

        def replace(match: re.Match) -> str:
            nonlocal seen
            if match["role"]:
                seen += 1
                return self._role(match["role"], match["content"], line)
            if match["href"] in targets:
                title = self._title(match["href"], line) if match["empty"] else ""
                opening = f"[{title}" if match["empty"] else ""
                return f"{opening}]({self._address(match['href'], line)})"
            return match[0]

        result = _INLINE.sub(replace, source)
        if seen != n_roles:
            raise SourceError(line, "a role in this paragraph could not be read")
        return result

    def _role(self, name: str, content: str, line: int) -> str:
        title, target = role_title(content)
        target = target.lstrip("~!")
        if name == "ref":
            return f"[{title or self._title(target, line)}]({self._address(target, line)})"
        if name == "doc":
            target = f"{target.removesuffix('.md')}.md"
            return f"[{title or self._title(target, line)}]({self._address(target, line)})"
        if name in ("numref", "eq"):
            word = self.library.words["figure" if name == "numref" else "equation"]
            if self.library.language == "en":
                word = word.lower()
            return f"[{word}]({self._address(target, line)})"
        if name in _CITATION_ROLES:
            works = [self._work(key.strip(), line) for key in content.split(",")]
            if name == "cite:t":
                return ", ".join(f"{authors} ({year})" for authors, year in works)
            return f"({'; '.join(f'{authors}, {year}' for authors, year in works)})"
        if name == "term":
            return title or target
        if name == "abbr":
            return content.split("(")[0].strip()
        if name == "math":
            return f"${content}$"
        if name == "code":
            return f"`{content}`"
        if name in ("sub", "sup", "kbd"):
            return f"<{name}>{content}</{name}>"
        raise SourceError(
            line, f"the role {{{name}}} has no plain Markdown in {Path(__file__).name}"
        )

    def _work(self, key: str, line: int) -> tuple[str, str]:
        """Authors and year of a cited work."""
        entry = self.library.references.entries.get(key)
        if entry is None:
            raise SourceError(line, f"{key!r} is not in book/references.bib")
        if key not in self.cited:
            self.cited.append(key)
        names = [" ".join(person.last_names) for person in entry.persons["author"]]
        if len(names) > 2:
            names = [f"{names[0]} et al."]
        return " and ".join(names), entry.fields["year"]

    def _label(self, target: str, line: int) -> Label:
        label = self.library.labels.get(target.lstrip("#"))
        if label is None:
            raise SourceError(line, f"there is no label or page {target!r}")
        return label

    def _title(self, target: str, line: int) -> str:
        return self._label(target, line).title

    def _address(self, href: str, line: int) -> str:
        """Address of a link's target: pages and labels on the site, pictures in the repository."""
        book, language = self.library.book, self.library.language
        if re.match(r"[a-z]+:", href):
            return href
        page, _, anchor = href.partition("#")
        if not page and ":" in anchor:  # a state of a live figure on the page's own site
            return book.url(language, self.page, anchor)
        if page.endswith(".md"):
            return book.url(language, self._label(page, line).page, anchor)
        if "." not in page:
            anchor = href.lstrip("#")
            return book.url(language, self._label(anchor, line).page, anchor)
        path = (book.source(language, self.page).parent / href).resolve()
        if not path.is_file():
            raise SourceError(line, f"there is no file {href!r}")
        repository = book.config["repository"]
        raw = repository["url"].replace("//github.com/", "//raw.githubusercontent.com/")
        return f"{raw}/{repository['branch']}/{book.show(path)}"

    # Directives

    def _directive(self, directive: Directive) -> str:
        name, line = directive.name, directive.line
        if name == "admonition" or name in BOXES:
            return self._box(directive)
        if name in ("dropdown", "details"):
            return _folded(directive.argument, self._body(directive))
        if name in ("figure", "image"):
            alt = " ".join(directive.options.get("alt", "").split())
            picture = f"![{alt}]({self._address(directive.argument, line)})"
            return f"{picture}\n\n{self.caption(directive.body, directive.body_line)}".strip()
        if name == "math":
            return f"$$\n{directive.body.strip()}\n$$"
        if name in ("code", "code-block"):
            return f"```{directive.argument}\n{directive.body.rstrip()}\n```"
        if name == "table":
            return f"{self.caption(directive.argument, line, 'table')}\n\n{self._body(directive)}"
        if name == "bibliography":
            return self._bibliography()
        if name == "exercise-notebook":
            return f"{self._body(directive)}\n\n{self._exercise(line)}"
        if name in ("grid", "grid-item", "tab-set"):
            return self._body(directive)
        if name in ("card", "grid-item-card", "tab-item"):
            return f"**{self.convert(directive.argument, line)}**\n\n{self._body(directive)}"
        if name == "code-cell":
            raise SourceError(line, "a code cell must stand by itself, not inside a list or a box")
        raise SourceError(
            line, f"the directive {{{name}}} has no plain Markdown in {Path(__file__).name}"
        )

    def _body(self, directive: Directive) -> str:
        return self.convert(directive.body, directive.body_line)

    def caption(self, text: str, line: int, kind: str = "figure") -> str:
        """A caption as a paragraph; empty for an empty one."""
        return f"**{self.library.words[kind]}.** {self.convert(text, line)}" if text.strip() else ""

    def _box(self, directive: Directive) -> str:
        classes = directive.options.get("class", "").split()
        if directive.name == "admonition":
            title, body = self.convert(directive.argument, directive.line), self._body(directive)
        else:  # {note} and its kin may begin their text on the first line
            title = self.library.box_title(directive.name)
            first = self.convert(directive.argument, directive.line)
            body = f"{first}\n\n{self._body(directive)}".strip()
        if "trap" in classes:
            title = f"{self.library.strings['trap']}: {title}"
        if "dropdown" in classes:
            return _folded(title, body)
        # Jupyter takes the > of a following line for a part of the formula: one line each.
        body = _DISPLAY_MATH.sub(lambda match: " ".join(match[0].split()), body)
        rows = [f"**{title}**", "", *body.split("\n")]
        return "\n".join(f"> {row}".rstrip() for row in rows)

    def _exercise(self, line: int) -> str:
        """Links to the notebook of the chapter's exercise: beside this one, and in Colab."""
        book, language = self.library.book, self.library.language
        source = book.root / "exercises" / self.page / f"{language}.md"
        if not source.is_file():
            raise SourceError(line, f"there is no exercise {book.show(source)}")
        words, notebook = self.library.strings["run"], f"exercises/{self.page}.ipynb"
        colab = launcher(book).colab(f"{language}/{notebook}")
        return f"[{words['exercise']}]({notebook}) · [{words['exercise_colab']}]({colab})"

    def _bibliography(self) -> str:
        """The works that the page has cited so far, as a list."""
        style = find_plugin("pybtex.style.formatting", "plain")()
        entries = style.format_bibliography(self.library.references, self.cited)
        works = [" ".join(entry.text.render_as("markdown").split()) for entry in entries]
        # pybtex escapes every mark of punctuation; Markdown needs that for the emphasis alone.
        return "\n".join("- " + re.sub(r"\\([^*_`\[\]\\])", r"\1", work) for work in works)


def _folded(title: str, body: str) -> str:
    """A part that opens on a click."""
    return f"<details>\n<summary>{title}</summary>\n\n{body}\n\n</details>"
