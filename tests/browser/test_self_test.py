"""The self-test as readers take it: answers, verdicts, and what the browser keeps."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
STATE = ".self-test-bar [role=status]"


def answer(page, question, value):
    page.locator(f"#self-test-{question} input[value={value}]").check()


def test_answers_are_judged_kept_over_languages_and_taken_along(visit, address):
    page = visit().page
    page.goto(f"{address}en/self-test.html")
    answer(page, "threshold", "right")
    answer(page, "forever", "trap-rule-always-ends")
    verdicts = page.locator(".verdicts p:visible")
    assert [each.get_attribute("class") for each in verdicts.all()] == ["right", "wrong"]
    assert verdicts.nth(1).locator("a").get_attribute("href").endswith("#trap-rule-always-ends")

    page.goto(f"{address}ko/self-test.html")
    assert page.locator(STATE).inner_text() == "질문 24개 가운데 2개에 답했고 1개가 맞았습니다."
    with page.expect_download() as download:
        page.get_by_role("button", name="기록 내려받기").click()
    record = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert record["answers"]["self-test-forever"] == "trap-rule-always-ends"


def test_one_press_erases_the_whole_record_and_one_more_brings_it_back(visit, address):
    page = visit().page
    page.goto(f"{address}en/self-test.html")
    answer(page, "threshold", "right")
    page.evaluate("dlReader.add('read', { xor: 'yes', losses: 'yes' })")
    page.evaluate("dlReader.add('predictions', { 'ravine/turn': 'right' })")
    page.reload()
    noted = "Also on record: chapters read (2), predictions made at live figures (1)."
    assert page.locator(STATE).inner_text().endswith(noted)
    assert page.locator(".bd-links .chapter-read").count() == 2

    page.get_by_role("button", name="Erase the record").click()
    assert page.evaluate("localStorage.getItem('dlcore-book.reader')") == "{}"
    assert page.locator(STATE).inner_text() == "0 of 24 questions answered, 0 right."
    assert page.locator(".verdicts p:visible, .chapter-read").count() == 0
    page.get_by_role("button", name="Undo").click()
    assert page.locator(STATE).inner_text().endswith(noted)
    assert page.locator(".verdicts p:visible").count() == 1
    assert page.locator(".bd-links .chapter-read").count() == 2


def test_verdicts_need_no_script(visit, address):
    page = visit(java_script_enabled=False).page
    page.goto(f"{address}en/self-test.html")
    answer(page, "lines", "trap-layers-are-lines")
    assert page.locator(".verdicts p:visible").count() == 1
