"""Time the search as readers meet it: from a key to the drawn answer, and the loading of the index.

Told are, for each language, on this computer and with a processor four times slower, the time until
the index is ready, and the median and the longest time of an answer over the questions of
`tests/browser/search_questions.yml`, each drawn as if typed. The book promises 50 ms an answer on
the fast one. Run it by `make bench-pages`, on a machine that does nothing else.
"""

import shutil
from pathlib import Path
from statistics import median

import yaml
from playwright.sync_api import sync_playwright

from sources.chapters import BOOK, LANGUAGES
from tools.site.serve import serving

SITE = BOOK.root / "site"
QUESTIONS = BOOK.root / "tests" / "browser" / "search_questions.yml"
SLOWER = {"fast": 1, "slow": 4}
LIMIT = 50  # ms
READY = "() => globalThis.dlBookSearch?.search && performance.now()"
TYPE = """(query) => {
  const input = document.querySelector("article form.bd-search input");
  const start = performance.now();
  input.value = query;
  input.dispatchEvent(new Event("input"));
  document.querySelector(".search-found").getBoundingClientRect();
  return performance.now() - start;
}"""


def measure(page, address, queries):
    """Milliseconds until the index is ready, and of each answer once all have been asked once."""
    page.goto(address)
    ready = page.wait_for_function(READY).json_value()
    for query in queries:
        page.evaluate(TYPE, query)
    return ready, [page.evaluate(TYPE, query) for query in queries]


def main(site: Path = SITE) -> None:
    questions = yaml.safe_load(QUESTIONS.read_text("utf-8"))
    print(f"{'':12} {'ready':>8} {'median':>8} {'longest':>8}   (ms; limit {LIMIT} on fast)")
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for language in LANGUAGES:
            for name, slower in SLOWER.items():
                page = browser.new_context().new_page()
                session = page.context.new_cdp_session(page)
                session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
                where = f"{address}{language}/search.html"
                ready, times = measure(page, where, list(questions[language]))
                over = " over the limit" if slower == 1 and max(times) > LIMIT else ""
                line = f"{language} {name:9} {ready:8.0f} {median(times):8.1f} {max(times):8.1f}"
                print(line + over)
                page.context.close()
        browser.close()


if __name__ == "__main__":
    main()
