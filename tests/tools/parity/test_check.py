"""The parity gate, certified by injecting defects into a small book that is in step."""

import re
import shutil
from pathlib import Path

import pytest

from sources.blocks import blocks
from sources.chapters import Book
from tools.parity.check import examine, main
from tools.parity.code_skeleton import code_skeleton
from tools.parity.terms import Glossary
from tools.parity.traits import difference
from tools.parity.words import word_block

EXAMPLE = Path(__file__).parents[1] / "example_book"
KO, EN = "book/ko/chapter.md", "book/en/chapter.md"
EXERCISE_KO, EXERCISE_EN = "exercises/chapter/ko.md", "exercises/chapter/en.md"


@pytest.fixture
def book(tmp_path):
    """A copy of the example book with its lock written."""
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    book = Book(tmp_path)
    assert main(["--update", "--all"], book) == 0
    return book


def edit(book, path, old, new):
    """Replace `old`, which must be there once, and return the line at which it stood."""
    file = book.root / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_example_book_is_in_step(book, capsys):
    assert main([], book) == 0
    assert "in step" in capsys.readouterr().out


# What is changed where, and the rule that must name that place.
DEFECTS = {
    "heading level": (KO, "## 끝", "### 끝", "headings", 0),
    "missing heading": (KO, "## 끝\n", "", "headings", None),
    "extra paragraph": (KO, "활성화 함수는", "덧붙인 문단.\n\n활성화 함수는", "structure", None),
    "missing paragraph": (EN, "A half adder adds two bits.\n", "", "structure", None),
    "missing list item": (KO, "2. 둘째 항목은", "   둘째 항목은", "structure", None),
    "list made a paragraph": (KO, "1. 첫째", "첫째", "structure", None),
    "label": (KO, "(trap-lines)=", "(trap-line)=", "label", 0),
    "missing label": (KO, "(chapter-end)=\n", "", "structure", None),
    "other directive": (KO, ":::{note}", ":::{tip}", "structure", 0),
    "directive option": (KO, ":class: trap", ":class: tip", "option", -1),
    "figure name": (KO, "name: fig-points", "name: fig-point", "option", -5),
    "cell tag": (KO, "tags: [hide-input]", "tags: [hide-output]", "option", -8),
    "missing alt text": (KO, "    alt: 동그라미 두 개가 있는 정사각형.\n", "", "structure", None),
    "code": (KO, "sum(values)", "sum(values[:1])", "code", -1),
    "translated comment": (KO, "values = [1 / 3, 2]", "values = [1 / 3, 2]  # 값", "code", -10),
    "digits in prose": (KO, "1969년", "1968년", "numbers", 0),
    "digits lost": (KO, "직선 3개를", "직선을", "numbers", 0),
    "percentage in a caption": (KO, "25 %", "35 %", "numbers", 0),
    "thousands": (EN, "60,000", "6,000", "numbers", None),
    "number in a table": (KO, "| AND  | 1     |", "| AND  | 2     |", "numbers", 0),
    "number words": (KO, "영역은 일곱 개", "영역은 여덟 개", "numbers", 0),
    "number in a title": (KO, "직선 1개를 긋는다", "직선 2개를 긋는다", "numbers", 0),
    "sign": (KO, "25 %", "-25 %", "numbers", 0),
    "unit": (KO, "25 %", "25 MB", "numbers", 0),
    "per cent lost": (KO, "25 %", "25", "numbers", 0),
    "Korean in English": (EN, "A half adder adds", "A 반가산기 adds", "language", None),
    "English paragraph": (KO, "영역은 일곱 개입니다.", "There are seven regions.", "language", 0),
    "English sentence": (KO, "평면을 휩니다.", "평면을 휩니다. It was left so too.", "language", 0),
    "empty title": (KO, '"층 하나가 직선 1개를 긋는다."', '""', None, 0),
    "empty message": (EXERCISE_KO, "이(가) 아니라 3이어야 합니다", "", None, None),
    "number in a message": (EXERCISE_KO, "3이어야", "4이어야", "numbers", None),
    "inline formula": (KO, "유닛이 $n$개", "유닛이 $m$개", "formula", 0),
    "formula lost": (KO, "| $2$   |", "| 둘 |", "formula", 0),
    "display formula": (KO, "(y_i - t_i)^2", "(y_i + t_i)^2", "formula", -1),
    "formula in a box": (KO, "a = b", "a = c", "formula", -1),
    "equation label": (KO, "$$ (eq-loss)", "$$ (eq-los)", "label", -3),
    "code span": (KO, "`f(x)`", "`g(x)`", "code", 0),
    "citation": (KO, "{cite}`minsky1969`", "{cite}`rumelhart1986`", "role", -1),
    "citation lost": (KO, " {cite}`minsky1969`", "", "role", -1),
    "reference": (KO, "{eq}`eq-loss`", "{eq}`eq-los`", "role", 0),
    "link": (KO, "(#trap-lines)", "(#trap-line)", "link", 0),
    "forbidden rendering": (KO, "반가산기는 두", "반가산기(반 가산기)는 두", "avoid", 0),
    "forbidden, with a particle": (KO, "그렇다면 3층은", "그렇다면 3층은 레이어를", "avoid", 0),
    "forbidden in a caption": (KO, "caption: 네 점.", "caption: 숨은층의 네 점.", "avoid", 0),
    "forbidden in a title": (KO, "\"층 하나가", "\"은닉 레이어 하나가", "avoid", 0),
    "forbidden in an alt text": (KO, "alt: 동그라미", "alt: 폴딩한 동그라미", "avoid", 0),
    "forbidden across a line end": (KO, "평면을 휩니다", "활성\n함수로 평면을 휩니다", "avoid", 0),
    "term not rendered": (KO, "반가산기는 두", "덧셈기는 두", "terms", None),
    "term not introduced": (KO, "**은닉층**(hidden layer)이", "**은닉층**이", "terms", None),
    "asterisks": (KO, "**은닉층**(hidden layer)", "**은닉층(hidden layer)**", "emphasis", 0),
    "front matter": (KO, "name: python3", "name: python", "option", None),
    "comment without a reason": (KO, "# 세", "% parity: allow numbers\n\n# 세", "comment", 0),
    "needless allowance": (KO, "# 세", "% parity: allow numbers -- so\n\n# 세", "comment", 0),
    "exercise code": (EXERCISE_KO, "return a + b", "return a - b", "code", None),
    "exercise metadata": (EXERCISE_KO, '"points": 2', '"points": 3', "option", None),
    "exercise cell metadata": (EXERCISE_KO, '"test-add"', '"test-sub"', "metadata", 0),
    "exercise solution mark": (EXERCISE_KO, "    ### END SOLUTION\n", "", "code", None),
    "exercise shown value": (EXERCISE_KO, "{add(1, 2)}이", "{add(2, 1)}이", "code", None),
    "exercise message": (EXERCISE_KO, "3이어야", "은닉 레이어 3이어야", "avoid", None),
    "unreadable options": (KO, ":class: trap", ":class: [trap", None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_caught_by_its_rule(book, name):
    path, old, new, rule, offset = DEFECTS[name]
    line = edit(book, path, old, new)
    problems = examine(book).problems
    assert problems
    assert all(re.match(r"[\w/]+\.md:\d+: [a-z]+: .", problem) for problem in problems)
    if rule:
        assert {problem.split(": ")[1] for problem in problems} == {rule}
    if offset is not None:
        assert problems[0].startswith(f"{path}:{line + offset}: ")


CONTROLS = {
    "rewrapped lines": (KO, "이를테면 6만 개인", "이를테면\n6만 개인"),
    "white space in a formula": (KO, "J = \\frac{1}{2} \\sum_i", "J =\n\\frac{1}{2}   \\sum_i"),
}


@pytest.mark.parametrize("name", CONTROLS)
def test_what_changes_nothing_is_silent(book, name):
    edit(book, *CONTROLS[name])
    assert main([], book) == 0


# Changes of one side that no rule forbids, but that shift what somebody has compared.
DOUBTS = {
    "negation": (KO, "두 비트를 더합니다", "두 비트를 더하지 않습니다", "negation"),
    "negation in English": (EN, "adds two bits", "does not add two bits", "negation"),
    "small number word": (KO, "두 비트를 더합니다", "세 비트를 더합니다", "numbers"),
    "ordinal": (KO, "1. 첫째 항목은", "1. 셋째 항목은", "numbers"),
    "term": (KO, "손실은 다음과", "활성화 함수의 손실은 다음과", "terms"),
    "comparison": (EN, "A half adder adds", "A smaller half adder adds", "words"),
    "bold": (EN, "a **hidden layer** of", "a hidden layer of", None),
    "English in brackets": (KO, "**은닉층**(hidden layer)이", "**은닉층**이", None),
    "order of references": (
        KO, "{numref}`fig-points`과 {eq}`eq-loss`", "{eq}`eq-loss`와 {numref}`fig-points`", "order"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTS)
def test_what_changes_on_one_side_alone_is_doubted(book, capsys, name):
    path, old, new, rule = DOUBTS[name]
    edit(book, path, old, new)
    report = examine(book)
    assert report.doubts
    if rule:
        assert report.problems == []
        assert {doubt.split(": ")[1] for doubt in report.doubts} == {rule}
        assert main(["--update", "--all"], book) == 1  # not unasked
        assert report.doubts[0] in capsys.readouterr().out
        assert examine(book).doubts == report.doubts


def test_a_negation_on_both_sides_is_not_doubted(book):
    edit(book, KO, "두 비트를 더합니다", "두 비트를 더하지 않습니다")
    edit(book, EN, "adds two bits", "does not add two bits")
    report = examine(book)
    assert report.problems + report.doubts == []
    assert len(report.unrecorded) == 1


def test_the_same_title_is_the_same_everywhere(book):
    for language, words in (("ko", "# 다른 장\n\n## 끝\n"), ("en", "# Another\n\n## The end\n")):
        (book.root / f"book/{language}/other.md").write_text(words, encoding="utf-8")
    assert examine(book).problems == []
    (book.root / "book/ko/other.md").write_text("# 다른 장\n\n## 마지막\n", encoding="utf-8")
    assert examine(book).problems == [
        f"book/ko/other.md:3: title: “The end” is “마지막” here and “끝” at {KO}:55"
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Two units, {n} of 3.", "Two units, {m} of 3.", "placeholder"),
        ("Two units, {n} of 3.", "Two units, {n} of 4.", "numbers"),
        ("So.", "''", "empty"),
        ("Two units, {n} of 3.", "Two 유닛, {n} of 3.", "language"),
        ("    hint: Two units, {n} of 3.\n", "", "structure"),
        ("hint: Two", "hint: [Two", "syntax"),
        ("Two units, {n} of 3.", "No two units, {n} of 3.", "negation"),
    ],
)
def test_files_of_words_are_compared_entry_by_entry(book, old, new, rule):
    path = book.root / "book" / "misconceptions.yml"
    words = "en:\n  box:\n    hint: Two units, {n} of 3.\n    end: So.\n"
    path.write_text(words + "ko:\n  box:\n    hint: 유닛 두 개, 3 중 {n}.\n    end: 자.\n", "utf-8")
    assert main(["--update", "--all"], book) == 0
    edit(book, "book/misconceptions.yml", old, new)
    report = examine(book)
    found = report.problems + report.doubts
    assert found
    assert {line.split(": ")[1] for line in found} == {rule}


def test_a_word_of_every_day_is_a_term_only_when_it_is_said_often(book):
    edit(book, EN, "A half adder adds two bits.", "An example adds two bits.")
    assert examine(book).problems == []
    edit(book, EN, "An example adds two bits.", "An example of an example is an example.")
    assert {problem.split(": ")[1] for problem in examine(book).problems} == {"terms"}


def test_a_line_of_yaml_may_be_set_free(book):
    path = book.root / "book" / "misconceptions.yml"
    free = "  # parity: free -- in its own order"
    path.write_text(f"en:\n  order: [2, 1]{free}\nko:\n  order: [1]{free}\n", "utf-8")
    assert examine(book).problems == []


def test_update_shows_both_texts_and_takes_them_one_by_one(book, monkeypatch, capsys):
    edit(book, KO, "두 비트를 더합니다", "두 비트를 더하지 않습니다")
    edit(book, KO, "영역은 일곱 개입니다", "영역이 일곱 개 생깁니다")
    asked = []

    def answers(*replies):
        replies = iter(replies)
        monkeypatch.setattr("builtins.input", lambda prompt: asked.append(prompt) or next(replies))

    answers("what", "n", "y")
    assert main(["--update"], book) == 1
    out = capsys.readouterr().out
    assert (
        "! negation: negation: against its English (book/en/chapter.md:50) the Korean has 1" in out
    )
    shown = next(line for line in out.splitlines() if "│" in line)
    assert "반가산기는 두 비트를 더하지 않습니다." in shown
    assert "A half adder adds two bits." in shown
    assert "y: they say the same" in out
    assert "pairs recorded in book/parity.lock: 1, left: 1" in out
    report = examine(book)
    assert len(report.doubts) == len(report.unrecorded) == 1
    answers("q")
    assert main(["--update"], book) == 1
    answers("y")
    assert main(["--update"], book) == 0
    assert main([], book) == 0
    assert len(asked) == 5


def test_nobody_there_to_answer_records_nothing(book, monkeypatch):
    def nobody(prompt):
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    edit(book, KO, "영역은 일곱 개입니다", "영역이 일곱 개 생깁니다")
    lock = (book.root / "book/parity.lock").read_bytes()
    assert main(["--update"], book) == 1
    assert (book.root / "book/parity.lock").read_bytes() == lock


# Changes of words on one side: no rule minds them, but the lock wants somebody to look.
FREE = {
    "digits as a word": (KO, "3층은 직선 3개를", "층이 셋이면 직선 3개를"),
    "a number word left out": (KO, "영역은 일곱 개입니다", "영역은 여럿입니다"),
    "a word that ends like a forbidden one": (KO, "반가산기는 두", "일반 가산기와 반가산기는 두"),
}  # fmt: skip


@pytest.mark.parametrize("name", FREE)
def test_words_are_free_but_locked(book, name):
    line = edit(book, *FREE[name])
    report = examine(book)
    assert report.problems == []
    assert len(report.unrecorded) == 1
    assert re.match(rf"{KO}:{line}: lock: .* has changed, .*{EN}:\d+", report.unrecorded[0])


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("ko", "두 비트를 더합니다", "두 비트의 합을 냅니다"),
        ("en", "adds two bits", "sums two bits"),
    ],
)
def test_the_lock_turns_red_until_the_other_side_follows(book, capsys, language, old, new):
    line = edit(book, f"book/{language}/chapter.md", old, new)
    assert main([], book) == 1
    message = capsys.readouterr().out
    assert f"book/{language}/chapter.md:{line}: lock: this paragraph has changed" in message
    edit(book, f"book/{language}/chapter.md", new, old)
    assert main([], book) == 0


def test_both_sides_changed_are_recorded_by_update_and_then_guarded(book, capsys):
    edit(book, KO, "두 비트를 더합니다", "두 비트의 합을 냅니다")
    edit(book, EN, "adds two bits", "sums two bits")
    assert main([], book) == 1
    assert "not yet recorded" in capsys.readouterr().out
    assert main(["--update", "--all"], book) == 0
    assert main([], book) == 0
    edit(book, EN, "sums two bits", "gives the sum of two bits")
    assert main([], book) == 1
    assert "this paragraph has changed" in capsys.readouterr().out


def test_the_words_of_a_term_role_are_words_of_the_page(book):
    edit(book, EN, "A half adder adds", "A {term}`hidden layer` and a half adder add")
    line = edit(book, KO, "반가산기는 두", "{term}`숨은층`과 반가산기는 두")
    problems = examine(book).problems
    assert [problem.split(": ")[:2] for problem in problems] == [[f"{KO}:{line}", "avoid"]]


def test_update_changes_the_lines_of_the_changed_block_alone(book):
    lock = book.root / "book" / "parity.lock"
    before = lock.read_text(encoding="utf-8").splitlines()
    edit(book, KO, "두 비트를 더합니다", "두 비트의 합을 냅니다")
    assert main(["--update", "--all", "chapter"], book) == 0
    after = lock.read_text(encoding="utf-8").splitlines()
    assert len(set(before) - set(after)) == len(set(after) - set(before)) == 1


def test_update_is_refused_while_a_problem_remains(book, capsys):
    lock = book.root / "book" / "parity.lock"
    before = lock.read_bytes()
    edit(book, KO, "1969년", "1968년")
    assert main(["--update", "--all"], book) == 1
    assert "unchanged" in capsys.readouterr().out
    assert lock.read_bytes() == before


def test_a_lock_with_conflict_marks_is_joined_by_update(book, capsys):
    lock = book.root / "book" / "parity.lock"
    rows = lock.read_text(encoding="utf-8").split("\n")
    at = rows.index("[chapter]") + 3
    mine, theirs = rows[at], rows[at].replace(rows[at][:6], "000000")
    rows[at : at + 1] = ["<<<<<<< HEAD", mine, "=======", theirs, ">>>>>>> other"]
    lock.write_text("\n".join(rows), encoding="utf-8")
    assert main([], book) == 1
    assert "book/parity.lock: conflict marks of git" in capsys.readouterr().out
    assert main(["--update", "--all"], book) == 0
    assert "<<<" not in lock.read_text(encoding="utf-8")
    assert main([], book) == 0


def test_a_damaged_lock_is_named_with_its_line(book, capsys):
    lock = book.root / "book" / "parity.lock"
    lock.write_text("[chapter]\nnonsense\n", encoding="utf-8")
    assert main([], book) == 1
    assert capsys.readouterr().out == (
        "book/parity.lock:2: this is no row of the lock; take the file from git\n"
    )


def test_a_page_in_one_language_only(book):
    (book.root / "book/en/alone.md").write_text("# Alone\n", encoding="utf-8")
    assert examine(book).problems == ["book/ko/alone.md: files: this page is missing"]


def test_a_page_of_the_contents_that_is_nowhere(book):
    edit(book, "_toc.yml", "- file: chapter", "- file: chapter\n      - file: nowhere")
    problems = examine(Book(book.root)).problems
    assert [problem.split(":")[0] for problem in problems] == [
        "book/ko/nowhere.md",
        "book/en/nowhere.md",
    ]


@pytest.mark.parametrize(
    ("rule", "path", "old", "new"),
    [
        ("numbers", KO, "그렇다면 3층은 직선 3개를", "그렇다면 그만큼 직선을"),
        ("pieces", KO, "민스키와 패퍼트는", "민스키와 패퍼트(`x`)는"),
        ("avoid", KO, "활성화 함수는 평면을", "활성화 함수(활성 함수라고도 한다)는 평면을"),
        ("terms", EN, "A half adder adds", "A loss function adds"),
    ],
)
def test_an_allowance_lets_its_rule_fail_in_the_next_block_alone(book, rule, path, old, new):
    edit(book, path, old, new)
    assert {problem.split(": ")[1] for problem in examine(book).problems} != set()
    start = new.split()[0]
    edit(book, path, new, f"% parity: allow {rule} -- said on purpose\n\n{new}")
    assert examine(book).problems == []
    edit(book, KO, "1969년", "1968년")
    assert [p for p in examine(book).problems if "numbers" in p], start


def test_an_unknown_page_is_named(book):
    with pytest.raises(SystemExit, match="no such page: nothing"):
        main(["nothing"], book)


def test_the_text_of_another_markup_is_compared_as_written():
    source = "```{eval-rst}\n.. reference:: dlcore.losses\n\n* no* item\n```\n"
    (block,) = blocks(source)
    assert block.fixed["body"] == ".. reference:: dlcore.losses\n\n* no* item\n"


def test_code_skeleton_sets_words_aside_and_nothing_else():
    assert code_skeleton('f(1, "one")  # say') == code_skeleton("f(1, '하나')  # 말")
    assert code_skeleton('f"{a} of {b}"') == code_skeleton('f"{b} 가운데 {a}"')
    assert code_skeleton('f"{a} of {b}"') != code_skeleton('f"{a} of {a}"')
    assert code_skeleton("f(1)") != code_skeleton("f(2)")
    assert code_skeleton('f"{a:.2f}"') != code_skeleton('f"{a:.3f}"')


def test_sentences_in_another_order_are_another_difference(book):
    glossary = Glossary.read(book.root / "book" / "glossary.csv")
    english = word_block("paragraph", "The layer comes first. An example follows.", 1)
    same = word_block("paragraph", "층이 처음입니다. 샘플이 그다음입니다.", 1)
    other = word_block("paragraph", "샘플이 그다음입니다. 층이 처음입니다.", 1)
    assert "order of sentences" not in difference(same, english, glossary)
    assert difference(other, english, glossary)["order of sentences"] == "1"
