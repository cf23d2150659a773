"""One live figure on a page, as a test uses it: by mouse, finger, keyboard and text summary."""

import re

from tools.explorers.build import ROOT

NAMES = sorted(path.parent.name for path in (ROOT / "explorers-js").glob("explorers/*/index.js"))
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

# What is drawn on all canvases and in all graphics of an explorer, as text, without passing marks.
_PICTURE = """host => [...host.shadowRoot.querySelectorAll("canvas")].map(c => c.toDataURL()).join()
  + [...host.shadowRoot.querySelectorAll(".plot svg")].map(s => s.innerHTML).join()
    .replaceAll(" changed", "")"""
# The element that has the focus, inside shadow roots too, with the name a screen reader says.
_FOCUSED = """() => { let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  return e.getAttribute("aria-label") ?? (e.labels?.[0] ?? e).textContent.trim(); }"""
_INSIDE = "() => !!document.activeElement?.shadowRoot"


class Explorer:
    """One mounted explorer of a page; what it does not define is the locator of its element."""

    def __init__(self, page, index=0):
        self.page = page
        # On a page of the book by the place of its figure, in a notebook by that of its widget.
        figures = page.locator("figure.dl-explorer")
        live = figures.nth(index) if figures.count() else page
        self.host = live.locator(".dl-explorer-live").nth(0 if figures.count() else index)
        self.host.wait_for()
        self.settle()

    def __getattr__(self, name):
        return getattr(self.host, name)

    def settle(self):
        """Wait until what was asked for has been drawn: two frames on, or until work has ended."""
        self.host.evaluate(
            """async host => { const end = performance.now() + 1000; let frames = 0;
            do await new Promise(requestAnimationFrame);
            while (++frames < 3 || (host.explorer.counters.busy && performance.now() < end)); }"""
        )

    def picture(self):
        self.settle()
        return self.host.evaluate(_PICTURE)

    def stages(self):
        """What the summary says, once it has been written."""
        self.settle()
        self.page.wait_for_timeout(250)  # it is written at most five times a second
        return self.host.locator(".summary").inner_text()

    def counters(self):
        return self.host.evaluate("host => ({ ...host.explorer.counters })")

    @property
    def summary(self):
        return self.host.locator(".summary")

    @property
    def note(self):
        return self.host.locator(".note")

    def radio(self, name):
        return self.host.get_by_role("radio", name=name, exact=True)

    def panel(self, name):
        """Open what is behind "More" under this name."""
        tab = self.host.locator(".tabs").get_by_role("button", name=name)
        if tab.get_attribute("aria-expanded") == "false":
            tab.click()

    def question(self):
        """Unfold the question, and return its card."""
        card = self.host.locator(".predict")
        card.locator(".ask").click()
        return card

    def button(self, name):
        return self.host.get_by_role("button", name=name, exact=True)

    def grip(self, name):
        return self.host.get_by_role("slider", name=name, exact=True)

    def hear(self, text, timeout=20_000):
        """Wait until the summary says `text`, a string or a regular expression."""
        self.host.locator(".summary", has_text=text).wait_for(timeout=timeout)

    def focused(self):
        """The name of what has the focus inside the figure, or None."""
        return self.page.evaluate(_FOCUSED) if self.page.evaluate(_INSIDE) else None

    def tab_to(self, name, key="Tab"):
        """Press a key until what is called `name` has the focus."""
        for _ in range(80):
            self.page.keyboard.press(key)
            if self.focused() == name:
                return
        raise AssertionError(f"no way to {name!r} by the {key} key")

    def drag(self, grip, dx, dy):
        """Drag a grip by the mouse, in pixels."""
        x, y = _centre(grip)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for i in range(1, 6):
            self.page.mouse.move(x + dx * i / 5, y + dy * i / 5)
        self.page.mouse.up()

    def drag_by_finger(self, grip, dx, dy):
        """Drag a grip by one finger, in pixels."""
        grip.scroll_into_view_if_needed()
        x, y = _centre(grip)
        touch = self.page.context.new_cdp_session(self.page)

        def send(kind, *points):
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

        send("touchStart", {"x": x, "y": y})
        for i in range(1, 9):
            send("touchMove", {"x": x + dx * i / 8, "y": y + dy * i / 8})
        send("touchEnd")
        self.settle()


def _centre(grip):
    box = grip.locator(".ring").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def overflowing(explorer):
    """What of a figure stands out of it, or of the figure's width."""
    return explorer.evaluate(
        """host => { const edge = host.getBoundingClientRect();
        return [...host.shadowRoot.querySelectorAll(".explorer *")].filter(e => {
          const box = e.getBoundingClientRect();
          return box.width > 0 && !e.closest("svg, .visually-hidden")
            && (box.right > edge.right + 0.5 || box.left < edge.left - 0.5); })
          .map(e => e.outerHTML.slice(0, 80)); }"""
    )


def number(text):
    """What a figure writes: 0.0133, −2.5·10⁻⁹, inf or NaN."""
    superscripts = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
    mantissa, _, power = text.translate(superscripts).partition("·10")
    return float(f"{mantissa}e{power}" if power else mantissa)


def has_hangul(text):
    return bool(re.search("[가-힣]", text))
