"""Draws the picture of a report: tall and in large type, for a phone; told apart by colour, shape and place.

`python -m bot.pictures.charts` reads a `Picture` as JSON and writes a PNG: a process of its own, since matplotlib holds
an event loop up for 80 ms at a time even from a thread, and keeps 50 MB. Each value is written beside its mark, away
from the other mark of its row, so that no number lies on another.
"""

import contextlib
import sys
import textwrap
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.pictures.colours import DARK, LIGHT, Colours
from bot.pictures.picture import Bars, Pair, Pairs, Picture, read_picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, DOTS = 6.0, 180  # inches and dots per inch: 1080 dots across, as wide as a phone
HEADING, LABEL = 15, 12
BARS_HEIGHT, PAIRS_HEIGHT, ROW_HEIGHT, LINE_HEIGHT = 3.2, 0.9, 0.5, 0.3  # inches
TITLE_WIDTH, CHART_TITLE_WIDTH, LABEL_WIDTH = 36, 38, 20  # characters that fit on a line


def draw(picture: Picture) -> bytes:
    """The picture as PNG."""
    canvas: Any = lay_out(picture).canvas
    made = BytesIO()
    canvas.print_png(made)
    return made.getvalue()


def lay_out(picture: Picture) -> "Figure":
    """The picture with everything in its place, ready to be drawn."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  (its import writes to a folder)
    from matplotlib.figure import Figure  # noqa: PLC0415

    colours = DARK if picture.dark else LIGHT
    title, heights = textwrap.wrap(picture.title, TITLE_WIDTH), [_height(chart) for chart in picture.charts]
    size = (WIDTH, LINE_HEIGHT * len(title) + sum(heights))
    figure = Figure(figsize=size, dpi=DOTS, layout="constrained", facecolor=colours.ground)
    FigureCanvasAgg(figure)
    figure.suptitle("\n".join(title), fontsize=HEADING + 2, fontweight="bold", color=colours.ink, x=0.02, ha="left")
    places = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
    for axes, chart in zip(places, picture.charts, strict=True):
        axes.set_facecolor(colours.ground)
        if isinstance(chart, Bars):
            _draw_bars(axes, chart, colours)
        else:
            _draw_pairs(axes, chart, colours)
    return figure


def _height(chart: Bars | Pairs) -> float:
    if isinstance(chart, Bars):
        return BARS_HEIGHT
    lines = len(textwrap.wrap(chart.title, CHART_TITLE_WIDTH))
    return PAIRS_HEIGHT + LINE_HEIGHT * lines + ROW_HEIGHT * max(1, len(chart.pairs))


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
        _draw_pair(axes, pair, place, colours)
    axes.scatter([], [], color=colours.first, marker="o", s=90, label=chart.first)
    axes.scatter([], [], color=colours.later, marker="D", s=90, label=chart.later)
    legend: Any = {"loc": "lower center", "bbox_to_anchor": (0.4, 1.0), "ncols": 2, "frameon": False}
    axes.legend(fontsize=LABEL, labelcolor=colours.ink, **legend)
    labels = [textwrap.fill(pair.label, LABEL_WIDTH) for pair in chart.pairs]
    axes.set_yticks(range(len(chart.pairs)), labels, fontsize=LABEL)
    axes.set_ylim(len(chart.pairs) - 0.4, -0.6)
    axes.set_xlim(-22, 126)
    axes.set_xticks([0, 50, 100], ["0 %", "50 %", "100 %"], fontsize=LABEL - 1)
    _finish(axes, textwrap.fill(chart.title, CHART_TITLE_WIDTH), colours, pad=34)


def _draw_pair(axes: "Axes", pair: Pair, place: int, colours: Colours) -> None:
    marks = [(pair.first, "o", colours.first), (pair.later, "D", colours.later)]
    ends = [value for value, _, _ in marks if value is not None]
    if ends:
        axes.plot([min(ends), max(ends)], [place, place], color=colours.faint, linewidth=5, zorder=1)
    for value, shape, colour in marks:
        if value is not None:
            axes.scatter([value], [place], color=colour, marker=shape, s=90, zorder=2)
    for value in set(ends):
        _write(axes, value, place, colours, right=value == max(ends))


def _write(axes: "Axes", value: int, place: int, colours: Colours, *, right: bool) -> None:
    axes.annotate(
        f"{value} %",
        (value, place),
        xytext=(9 if right else -9, 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        fontsize=LABEL - 1,
        color=colours.ink,
    )


def _finish(axes: "Axes", title: str, colours: Colours, pad: float = 8) -> None:
    axes.set_title(title, loc="left", fontsize=HEADING - 1, color=colours.ink, pad=pad)
    axes.tick_params(length=0, colors=colours.ink)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(colours.faint)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):  # who asked for it was killed meanwhile
        sys.stdout.buffer.write(draw(read_picture(sys.stdin.buffer.read())))
        sys.stdout.buffer.flush()
