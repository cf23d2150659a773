"""bug_zoo alive in Chromium: all patients diagnosed and healed by keyboard and summary alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.explorers.harness import PHONE, Explorer

pytestmark = pytest.mark.browser

TREATMENTS = {
    "dead": "start shifts at 0, not −4",
    "mode": "validate in inference mode",
    "rate": "a tenth of the learning rate",
    "order": "shuffle every epoch",
    "softmax": "give logits to the loss",
    "leak": "validate on new examples",
}


def test_until_it_is_alive_its_picture_stays_in_sight(open_page):
    never = "window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} }"
    page = open_page("bug_zoo-ko.html", viewport=PHONE, script=never)
    picture = page.locator("figure img")
    expect(picture).to_be_visible()
    page.evaluate("scrollTo(0, 700)")
    expect(picture).to_be_in_viewport(ratio=1)


def opened(open_page, state="", lang="en"):
    return Explorer(open_page(f"bug_zoo-{lang}.html#bug_zoo:{state}"))


def diagnose(told):
    """What ails the patient whose numbers the summary tells."""

    def numbers(pattern):
        return [float(n) for n in re.search(pattern, told)[1].replace("−", "-").split(", ")]

    (right,), (validation,) = numbers(r"Accuracy (\d+)%"), numbers(r"in validation (\d+)%, there")
    (reordered,), (gap,) = numbers(r"another order (\d+)%"), numbers(r"at most (\d+)% apart")
    if "Dead units 100%, 100%" in told:
        return "dead"
    if numbers(r"first update ([\d.]+\d)")[0] > 0.15:
        return "rate"
    if numbers(r"between epochs ([−\d.]+\d)")[0] > 0.8:
        return "order"
    if reordered > validation + 20:
        return "mode"
    if re.search(r"Outputs 0\.0 to 1\.0", told):
        return "softmax"
    if gap == 0 and right > 50:
        return "leak"
    raise AssertionError(f"healthy: {told}")


def test_patients_are_diagnosed_and_healed_by_keyboard_and_summary_alone(open_page):
    explorer = opened(open_page)
    page = explorer.page
    healed = []
    for number in "123456":
        if number > "1":
            explorer.tab_to(str(int(number) - 1), key="Shift+Tab")
            page.keyboard.press("ArrowRight")
        explorer.hear(f"After 60 epochs. Patient {number}: ")
        explorer.hear("Not treated yet.")
        told = explorer.stages().split("A healthy network")[0]
        illness = diagnose(told)
        explorer.tab_to("Treatment")
        page.keyboard.type(TREATMENTS[illness][:12])
        explorer.hear(f"Patient {number}, treated ({TREATMENTS[illness]})")
        explorer.hear("Healed: now it is like a healthy network.")
        healed.append(illness)
    assert sorted(healed) == sorted(TREATMENTS)


def test_a_wrong_treatment_leaves_the_patient_ill_and_another_patient_comes_untreated(open_page):
    explorer = opened(open_page, "case=3,cured=softmax")
    explorer.hear("Still ill: the treatment was for something else.")
    assert explorer.locator(".progress.good").count() == 0
    explorer.radio("5").check()
    explorer.hear("Patient 5: ")
    explorer.hear("Not treated yet.")
    explorer.host.get_by_label("Treatment").select_option(TREATMENTS["softmax"])
    explorer.hear("Healed")
    assert explorer.locator(".progress.good").inner_text().startswith("Healed")


def test_training_is_played_and_looked_back_at(open_page):
    explorer = opened(open_page, "case=6")
    explorer.hear("After 60 epochs.")
    end = explorer.picture()
    epochs = explorer.host.get_by_label("Epochs", exact=True)
    epochs.fill("4")
    explorer.hear("After 4 epochs.")
    assert explorer.picture() != end
    explorer.button("Step").click()
    explorer.hear("After 5 epochs.")
    explorer.radio("×3").check()
    explorer.button("Play").click()
    explorer.hear("After 60 epochs.")
    assert explorer.picture() == end


def test_the_table_has_the_tests_of_both_networks(open_page):
    explorer = opened(open_page, "case=2")
    explorer.panel("All tests in numbers")
    explorer.hear("After 60 epochs.")
    rows = {
        row.locator("th").inner_text(): row.locator("td").all_text_contents()
        for row in explorer.locator(".numbers tbody tr").all()
    }
    patient, healthy = rows["validation accuracy, examples in another order"]
    seen, normal = (cell.split(" / ") for cell in rows["accuracy now, training / validation"])
    assert seen[0] == normal[0]  # the same network, measured otherwise
    assert int(seen[1][:-1]) < 50 < int(patient[:-1])
    assert normal[1] == healthy


def test_wrong_diagnoses_are_named_and_answered(open_page):
    explorer = opened(open_page, "case=5")
    card = explorer.question()
    assert card.locator(".question").inner_text() == "What ails patient 5?"
    card.get_by_role("button", name="A learning rate ten times too large.").click()
    assert card.locator(".verdict").inner_text().startswith("Think")
    assert card.locator(".choice.wrong").count() == 1
    explorer.button("Show me").click()
    explorer.hear("Still ill")
    explorer.button("Back to mine").click()
    card.get_by_role("button", name="A double softmax.").click()
    assert card.locator(".choice.right").count() == 1
    explorer.button("Show me").click()
    explorer.hear("Healed")


def test_both_languages_say_the_same_numbers(open_page):
    ko, en = (
        re.findall(r"[−\d.]*\d", opened(open_page, "case=3,cured=order,n=9", lang).stages())
        for lang in ("ko", "en")
    )
    assert len(en) > 20
    assert sorted(ko) == sorted(en)
