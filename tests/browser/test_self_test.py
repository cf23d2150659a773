"""The self-test as readers take it: answers, verdicts, and what the browser keeps."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
STATE = ".self-test-bar [role=status]"


def answer(page, question, value):
    page.locator(f"#self-test-{question} input[value={value}]").check()


def test_answers_are_judged_kept_over_languages_and_erased_with_a_way_back(visit, address):
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
        page.get_by_role("button", name="답 내려받기").click()
    kept = Path(download.value.path()).read_text("utf-8")
    assert "trap-rule-always-ends" in kept

    page.get_by_role("button", name="답 지우기").click()
    assert page.locator(".verdicts p:visible").count() == 0
    assert page.evaluate("localStorage.getItem('self-test')") == "{}"
    page.get_by_role("button", name="되돌리기").click()
    assert page.locator(".verdicts p:visible").count() == 2


def test_it_works_where_nothing_can_be_kept(visit, address):
    seen = visit()
    seen.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    seen.page.goto(f"{address}en/self-test.html")
    answer(seen.page, "threshold", "right")
    assert "does not keep" in seen.page.locator(STATE).inner_text()


def test_verdicts_need_no_script(visit, address):
    page = visit(java_script_enabled=False).page
    page.goto(f"{address}en/self-test.html")
    answer(page, "lines", "trap-layers-are-lines")
    assert page.locator(".verdicts p:visible").count() == 1
