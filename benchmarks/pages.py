"""Time the built pages as readers with a fast and with a slow connection meet them.

`fast` is this computer; `slow` is a phone: slow 4G (1.6 Mbit/s down, 0.75 up, 150 ms a round trip)
and a processor four times slower. Each page is opened with an empty cache from a server that
compresses, as the public host does. Told are the first paint, the time until a figure to which the
address leads is alive and in the window, the layout shift while the page is read to its end (the
largest burst, as browsers count it), and what came over the wire. A number with a limit is what the
book promises. Run it by `make bench-pages`, on a machine that does nothing else.
"""

import argparse
import gzip
import io
import re
import shutil
import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from sources.chapters import BOOK, LANGUAGES
from tools.site.serve import Handler, serving

SITE = BOOK.root / "site"
COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt")
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
PROFILES = {  # bytes a second down and up, milliseconds a round trip, times slower
    "fast": None,
    "slow": (1_600_000 / 8, 750_000 / 8, 150, 4),
}
LIMITS = {"fast": (1000, 2000), "slow": (2000, 5000)}  # ms: first paint, figure alive
SHIFT = 0.05
KEEP_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { startTime, value, hadRecentInput } of list.getEntries())
    if (!hadRecentInput) window.shifts.push([startTime, value]);
}).observe({ type: "layout-shift", buffered: true });
"""
FIRST_PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
  const paint = list.getEntriesByName("first-contentful-paint")[0];
  if (paint) done(paint.startTime);
}).observe({ type: "paint", buffered: true }))"""
ALIVE = """(name) => {
  const live = document.querySelector(`figure[data-explorer="${name}"] .dl-explorer-live`);
  const box = live?.getBoundingClientRect();
  return box && box.height && box.top < innerHeight && box.bottom > 0 && performance.now();
}"""
READ = """async () => {
  const pause = () => new Promise((done) => setTimeout(done, 120));
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await pause();
  }
}"""


class Compressing(Handler):
    """Sends text compressed, as the public host does."""

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


def burst(shifts):
    """The largest burst of shifts: pauses below a second, five seconds in all."""
    best = total = start = last = 0
    for time, value in shifts:
        if not total or time - last > 1000 or time - start > 5000:
            total, start = 0, time
        total, last = total + value, time
        best = max(best, total)
    return best


class Measured:
    """A page opened once with an empty cache."""

    def __init__(self, browser, size, profile):
        width, height = SIZES[size]
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.page = self.context.new_page()
        self.session = self.context.new_cdp_session(self.page)
        self.session.send("Network.enable")
        self.bytes = 0
        self.session.on("Network.loadingFinished", self._count)
        if PROFILES[profile]:
            down, up, delay, slower = PROFILES[profile]
            network = {"offline": False, "latency": delay}
            network |= {"downloadThroughput": down, "uploadThroughput": up}
            self.session.send("Network.emulateNetworkConditions", network)
            self.session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        self.page.add_init_script(KEEP_SHIFTS)

    def _count(self, event):
        self.bytes += event["encodedDataLength"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()


def reading(browser, address, size, profile):
    """First paint (ms), layout shift and kilobytes of a page that is read to its end."""
    with Measured(browser, size, profile) as opened:
        opened.page.goto(address, wait_until="load")
        paint = opened.page.evaluate(FIRST_PAINT)
        first = opened.bytes
        opened.page.evaluate(READ)
        return paint, burst(opened.page.evaluate("() => window.shifts")), first / 1000


def deep_link(browser, address, name, size, profile):
    """Milliseconds until the figure `name` is alive in the window, and the shift on the way."""
    with Measured(browser, size, profile) as opened:
        opened.page.goto(f"{address}#{name}:", wait_until="commit")
        found = opened.page.wait_for_function(ALIVE, arg=name, polling=50).json_value()
        return found, burst(opened.page.evaluate("() => window.shifts"))


def figures(path):
    """Names of the live figures of a page, in order."""
    return list(dict.fromkeys(re.findall(r'data-explorer="(\w+)"', path.read_text("utf-8"))))


def verdict(value, limit):
    return f"{value:>9.{2 if limit < 1 else 0}f}{limit:>7}{'yes' if value <= limit else 'NO':>5}"


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("pages", nargs="*", help="such as ko/xor (default: all)")
    parser.add_argument("--profile", choices=PROFILES, help="default: both")
    parser.add_argument("--rounds", type=int, default=3, help="the median is told (default: 3)")
    options = parser.parse_args(arguments)
    known = [f"{language}/{name}" for language in LANGUAGES for name in BOOK.pages]
    unknown = [name for name in options.pages if not (SITE / f"{name}.html").is_file()]
    if unknown:
        parser.error(f"no page {', '.join(unknown)} in {SITE}: is the book built (make book)?")
    with sync_playwright() as playwright, serving(SITE, Compressing) as address:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox"],
            ignore_default_args=["--hide-scrollbars"],
        )
        print(
            f"{'page':<22}{'window':<9}{'':<6}{'what':<26}{'measured':>9}{'limit':>7}{'holds':>5}"
        )
        for name in options.pages or known:
            for profile in [options.profile] if options.profile else PROFILES:
                for size in SIZES:
                    measure(browser, address, name, size, profile, options.rounds)
    return 0


def measure(browser, address, name, size, profile, rounds):
    """Print what a reader of a page meets."""
    paint_limit, alive_limit = LIMITS[profile]
    url, head = f"{address}{name}.html", f"{name:<22}{size:<9}{profile:<6}"
    paints, shifts, weights = zip(
        *(reading(browser, url, size, profile) for _ in range(rounds)), strict=True
    )
    print(f"{head}{'first paint, ms':<26}{verdict(median(paints), paint_limit)}")
    print(f"{head}{'layout shift, read':<26}{verdict(max(shifts), SHIFT)}")
    print(f"{head}{'kB before the load event':<26}{median(weights):>9.0f}")
    for figure in figures(SITE / f"{name}.html"):
        times, shifts = zip(
            *(deep_link(browser, url, figure, size, profile) for _ in range(rounds)), strict=True
        )
        print(f"{head}{f'{figure} alive, ms':<26}{verdict(median(times), alive_limit)}")
        print(f"{head}{f'{figure}, layout shift':<26}{verdict(max(shifts), SHIFT)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
