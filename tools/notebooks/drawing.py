"""What a figure draws, as lines of words and numbers: a certificate that goes with its notebook.

Run in the kernels that make and compare notebooks, and nowhere else: there a figure also shows
itself as MIME. A line stands for what is drawn alike in one pair of axes: its kind and colours, how
many points, and numbers that change when the data do. All are rounded to six significant digits of
the largest value, so that another machine or library gives the same lines.
"""

import math
import sys

MIME = "application/vnd.dlcore.drawing+json"


def drawn(figure):
    """The lines of a Matplotlib figure."""
    lines = [f"{len(figure.axes)} axes"]
    for number, axes in enumerate(figure.axes):
        furniture = {axes.patch, axes.title, axes._left_title, axes._right_title}
        furniture |= {axes.xaxis, axes.yaxis, *axes.spines.values()}
        x, y = numbers(axes.get_xlim()), numbers(axes.get_ylim())
        words = " | ".join((axes.get_title(), axes.get_xlabel(), axes.get_ylabel()))
        scales = f"{axes.get_xscale()} {axes.get_yscale()}"
        lines.append(f"axes {number}: {words} | x {x}, y {y}, {scales}")
        groups = {}
        for artist in axes.get_children():
            if artist not in furniture and artist.get_visible():
                kind, values = described(artist)
                groups.setdefault(kind, []).append(values)
        for kind, members in groups.items():
            lines.append(f"axes {number}: {kind} ×{len(members)}: {summary(members)}")
    return lines


def described(artist):
    """What kind of thing an artist is, with its colours and words, and its numbers."""
    import numpy as np
    from matplotlib import collections, contour, image, lines, patches, quiver, text

    kind = type(artist).__name__
    if isinstance(artist, text.Annotation):
        return f"{kind} {artist.get_text()!r}", [*artist.xy, *artist.xyann]
    if isinstance(artist, text.Text):
        return f"{kind} {artist.get_text()!r}", artist.get_position()
    if isinstance(artist, lines.Line2D):
        style = f"{colours(artist.get_color())} {artist.get_linestyle()} {artist.get_marker()}"
        if isinstance(artist, lines.AxLine):  # it has no points: it goes on for ever
            end = artist.get_slope() if artist.get_xy2() is None else artist.get_xy2()
            return f"{kind} {style}", np.hstack([artist.get_xy1(), end])
        return f"{kind} {style}", artist.get_xydata()
    if isinstance(artist, image.AxesImage):
        return f"{kind} {artist.get_cmap().name} {artist.get_extent()}", artist.get_array()
    if isinstance(artist, patches.FancyArrowPatch):
        return f"{kind} {colours(artist.get_edgecolor())}", artist._posA_posB or []
    if isinstance(artist, patches.Patch):
        paint = f"{colours(artist.get_facecolor())} {colours(artist.get_edgecolor())}"
        path = artist.get_path().transformed(artist.get_patch_transform())
        return f"{kind} {paint}", path.vertices
    if not isinstance(artist, collections.Collection):
        legend = [each.get_text() for each in getattr(artist, "get_texts", list)()]
        return f"{kind} {legend}" if legend else kind, []
    paint = f"{kind} {colours(artist.get_facecolor())} {colours(artist.get_edgecolor())}"
    values = []
    if isinstance(artist, contour.ContourSet):  # how a level is cut into points may vary
        values = list(artist.levels)
    elif artist.get_array() is not None:  # its colours follow its values
        paint, values = f"{kind} {artist.get_cmap().name}", list(np.ravel(artist.get_array()))
    if isinstance(artist, quiver.Quiver):
        return paint, [*np.ravel(artist.XY), *np.ravel(artist.U), *np.ravel(artist.V)]
    if isinstance(artist, (contour.ContourSet, collections.PolyCollection)):
        return paint, [*values, *(x for path in artist.get_paths() for x in extent(path))]
    if isinstance(artist, collections.PathCollection):
        return paint, [*values, *np.ravel(artist.get_offsets())] if values else artist.get_offsets()
    return paint, np.concatenate([path.vertices for path in artist.get_paths()] or [[]])


def extent(path):
    """Box and area of a path: they are the same however many points its outline has."""
    import numpy as np

    if not len(path.vertices):
        return []
    x, y = path.vertices.T
    area = sum(
        np.dot(p[:-1, 0], p[1:, 1]) - np.dot(p[1:, 0], p[:-1, 1])
        for p in path.to_polygons(closed_only=False)
    )
    return [x.min(), x.max(), y.min(), y.max(), area / 2]


def colours(colour):
    """Colours as hex digits, each once; many colours by their number and a checksum."""
    import zlib

    from matplotlib.colors import to_hex, to_rgba_array

    names = [to_hex(each, keep_alpha=True) for each in to_rgba_array(colour)]
    unique = list(dict.fromkeys(names))
    if len(unique) <= 4 and len(names) <= 1:
        return ",".join(unique) or "none"
    return f"{len(names)} colours {zlib.crc32(' '.join(names).encode()):08x}"


def summary(members):
    """Of all numbers, or of x and y apart: how many, their largest size, two weighted sums."""
    import numpy as np

    arrays = [np.asarray(np.ma.filled(values, np.nan), dtype=float) for values in members]
    if all(array.ndim == 2 and array.shape[1] == 2 for array in arrays):
        x, y = np.concatenate(arrays).T
        return f"x {weighed(x)}; y {weighed(y)}"
    return weighed(np.concatenate([array.ravel() for array in arrays]))


def weighed(values):
    import numpy as np

    values = values[np.isfinite(values)]
    if not values.size:
        return "no numbers"
    scale = np.abs(values).max() or 1.0
    places = np.arange(values.size)
    sums = [np.sum(values * np.cos(pace * places)) for pace in (0.7, 2.3)]
    shares = [each / scale / np.sqrt(values.size) for each in sums]
    return f"{values.size} numbers up to {numbers([scale])}, {numbers(shares, 1.0)}"


def numbers(values, scale=None):
    """Numbers with six digits of the largest of them (or of `scale`)."""
    values = [float(value) for value in values]
    scale = scale or max(map(abs, values), default=0) or 1.0
    decimals = 6 - math.floor(math.log10(scale)) - 1
    return " ".join(f"{round(value, decimals) + 0.0:.7g}" for value in values)


def show_drawings(shell):
    """Let the figures of an IPython shell show what they draw, beside their pictures."""
    from IPython.core.formatters import BaseFormatter
    from traitlets import ObjectName, Unicode

    class Drawing(BaseFormatter):
        format_type = Unicode(MIME)
        print_method = ObjectName("_repr_drawing_")

        def __call__(self, shown):  # Matplotlib's own set-up would drop a printer for its type
            figures = sys.modules.get("matplotlib.figure")
            return drawn(shown) if figures and isinstance(shown, figures.Figure) else None

    shell.display_formatter.formatters[MIME] = Drawing(parent=shell.display_formatter)
