"""Draws the picture of a report: tall and in large type, for a phone; told apart by colour, shape and place.

`python -m bot.pictures.charts` reads a `Picture` as JSON and writes a PNG: a process of its own, since matplotlib holds
an event loop up for 80 ms at a time even from a thread, and keeps 50 MB. Each value is written at its mark.
"""

import contextlib
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.pictures.colours import DARK, LIGHT, Colours
from bot.pictures.picture import Bars, Pairs, Picture, read_picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, DOTS = 6.0, 180  # inches and dots per inch: 1080 dots across, as wide as a phone
HEADING, LABEL = 15, 12
BARS_HEIGHT, PAIRS_HEIGHT, ROW_HEIGHT, TITLE_HEIGHT = 3.2, 1.2, 0.55, 0.2  # inches


def draw(picture: Picture) -> bytes:
    """The picture as PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  (its import writes to a folder)
    from matplotlib.figure import Figure  # noqa: PLC0415

    colours = DARK if picture.dark else LIGHT
    heights = [_height(chart) for chart in picture.charts]
    size = (WIDTH, TITLE_HEIGHT + sum(heights))
    figure = Figure(figsize=size, dpi=DOTS, layout="constrained", facecolor=colours.ground)
    canvas: Any = FigureCanvasAgg(figure)
    figure.suptitle(picture.title, fontsize=HEADING + 2, fontweight="bold", color=colours.ink, x=0.02, ha="left")
    places = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
    for axes, chart in zip(places, picture.charts, strict=True):
        axes.set_facecolor(colours.ground)
        if isinstance(chart, Bars):
            _draw_bars(axes, chart, colours)
        else:
            _draw_pairs(axes, chart, colours)
    made = BytesIO()
    canvas.print_png(made)
    return made.getvalue()


def _height(chart: Bars | Pairs) -> float:
    return BARS_HEIGHT if isinstance(chart, Bars) else PAIRS_HEIGHT + ROW_HEIGHT * max(1, len(chart.pairs))


def _draw_bars(axes: "Axes", chart: Bars, colours: Colours) -> None:
    places = range(len(chart.bars))
    axes.bar(places, [bar.percent or 0 for bar in chart.bars], color=colours.later, width=0.7)
    for place, bar in zip(places, chart.bars, strict=True):
        text = chart.hidden if bar.percent is None else f"{bar.percent} %"
        axes.text(place, (bar.percent or 0) + 2, text, ha="center", va="bottom", fontsize=LABEL - 1, color=colours.ink)
    axes.set_xticks(places, [bar.label for bar in chart.bars], fontsize=LABEL - 1, rotation=45, ha="right")
    axes.set_ylim(0, 115)
    axes.set_yticks([])
    _finish(axes, chart.title, colours)


def _draw_pairs(axes: "Axes", chart: Pairs, colours: Colours) -> None:
    for place, pair in enumerate(chart.pairs):
        ends = [value for value in (pair.first, pair.later) if value is not None]
        axes.plot([min(ends), max(ends)], [place, place], color=colours.faint, linewidth=5, zorder=1)
        _mark(axes, pair.first, place, colours, first=True)
        _mark(axes, pair.later, place, colours, first=False)
    axes.scatter([], [], color=colours.first, marker="o", s=90, label=chart.first)
    axes.scatter([], [], color=colours.later, marker="D", s=90, label=chart.later)
    legend: Any = {"loc": "lower center", "bbox_to_anchor": (0.4, 1.0), "ncols": 2, "frameon": False}
    axes.legend(fontsize=LABEL, labelcolor=colours.ink, **legend)
    axes.set_yticks(range(len(chart.pairs)), [pair.label for pair in chart.pairs], fontsize=LABEL)
    axes.set_ylim(len(chart.pairs) - 0.4, -0.6)
    axes.set_xlim(-4, 108)
    axes.set_xticks([0, 50, 100], ["0 %", "50 %", "100 %"], fontsize=LABEL - 1)
    _finish(axes, chart.title, colours, pad=34)


def _mark(axes: "Axes", value: int | None, place: int, colours: Colours, *, first: bool) -> None:
    if value is None:
        return
    colour, shape = (colours.first, "o") if first else (colours.later, "D")
    axes.scatter([value], [place], color=colour, marker=shape, s=90, zorder=2)
    axes.annotate(
        f"{value} %",
        (value, place),
        xytext=(0, 8 if first else -8),
        textcoords="offset points",
        ha="center",
        va="bottom" if first else "top",
        fontsize=LABEL - 2,
        color=colours.ink,
    )


def _finish(axes: "Axes", title: str, colours: Colours, pad: float = 8) -> None:
    axes.set_title(title, loc="left", fontsize=HEADING - 1, color=colours.ink, pad=pad, wrap=True)
    axes.tick_params(length=0, colors=colours.ink)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(colours.faint)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):  # who asked for it was killed meanwhile
        sys.stdout.buffer.write(draw(read_picture(sys.stdin.buffer.read())))
        sys.stdout.buffer.flush()
