"""What all live figures share: a widget whose figure also stands on a page without a kernel."""

import base64
import html
import io
import json
from functools import cache
from pathlib import Path

import anywidget
import numpy as np
import traitlets

STATIC = Path(__file__).parent / "static"


def built_module(name: str) -> str:
    """Return the built JavaScript of an explorer: the kit that all share, then its own.

    Raises
    ------
    FileNotFoundError
        If it has not been built.
    """
    return _built("kit") + _built(name)


@cache
def _built(name: str) -> str:
    path = STATIC / f"{name}.mjs"
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} is missing: build the live figures with `python -m tools.explorers`"
        )
    return path.read_text("utf-8")


class Matrix(traitlets.TraitType):
    """Rows of equally many finite numbers in [low, high]; arrays are welcome, lists are kept."""

    def __init__(self, default, *, low: float, high: float):
        super().__init__(default_value=default)
        self.shape = np.shape(default)
        self.low, self.high = low, high
        self.info_text = f"{self.shape[0]} rows of {self.shape[1]} numbers in [{low}, {high}]"

    def make_dynamic_default(self):
        return [list(row) for row in self.default_value]

    def validate(self, obj, value):
        try:
            array = np.asarray(value, dtype=np.float64)
        except (TypeError, ValueError):
            self.error(obj, value)
        if array.shape != self.shape or not ((array >= self.low) & (array <= self.high)).all():
            self.error(obj, value)
        return array.tolist()


class Real(traitlets.Float):
    """A number in [min, max]; NaN, which is neither below nor above anything, is refused too."""

    def validate(self, obj, value):
        if value != value:
            self.error(obj, value)
        return super().validate(obj, value)


class Explorer(anywidget.AnyWidget):
    """A live figure.

    In Jupyter it is a widget: its traits follow what the reader does, and setting a trait moves
    the figure. On the published page the same figure runs without Python; print and readers
    without JavaScript see the picture that `figure` draws.

    A subclass names its JavaScript (`name`, `_esm`), tags the traits that make up its state with
    ``sync=True, state=True``, and draws `figure`.

    Attributes
    ----------
    lang : {"auto", "ko", "en"}
        Language of the labels; "auto" takes that of the page.
    """

    name = ""
    unfolded = False  # whether a panel below the picture stands open from the start
    lang = traitlets.Enum(["auto", "ko", "en"], "auto").tag(sync=True)

    def __repr__(self):
        set_by_hand = {
            trait: value
            for trait, value in self.state.items()
            if value != self.traits()[trait].default(self)
        }
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in set_by_hand.items())})"

    @property
    def state(self) -> dict:
        """The traits that say what the figure shows, by name."""
        return {name: getattr(self, name) for name in sorted(self.trait_names(state=True))}

    def figure(self):
        """Draw the figure's present state with dlcore's own numbers.

        Returns
        -------
        matplotlib Figure
        """
        raise NotImplementedError(f"{type(self).__name__} draws no picture")

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": self._html()}, metadata

    def _html(self) -> str:
        figure = self.figure()
        width, height = (int(side * 100) for side in figure.get_size_inches())
        # The site's theme writes label and alternative text in the language of the page.
        page = json.loads((STATIC / "pages.json").read_text("utf-8"))[self.name]
        words = page["en"]
        language = "" if self.lang == "auto" else f' data-lang="{self.lang}"'
        # The room that the live figure will need, so that nothing moves when it comes alive.
        heights = page["heights"]["unfolded"] if self.unfolded else page["heights"]
        room = ";".join(f"--{size}:{heights[size]}rem" for size in ("narrow", "middle", "wide"))
        return (
            f'<figure class="dl-explorer" data-explorer="{self.name}"{language} '
            f'data-state="{html.escape(json.dumps(self.state))}" '
            f'aria-label="{html.escape(words["label"])}" style="{room}">'
            f'<div class="dl-room"><img src="data:image/webp;base64,{_webp(figure)}" '
            f'width="{width}" height="{height}" alt="{html.escape(words["alt"])}"></div></figure>'
        )


def _webp(figure) -> str:
    buffer = io.BytesIO()
    figure.savefig(
        buffer, format="webp", dpi=160, facecolor="white",
        pil_kwargs={"quality": 72, "method": 6},
    )  # fmt: skip
    return base64.b64encode(buffer.getvalue()).decode()
