"""Draws the picture of a report: tall and in large type, for a phone; told apart by colour, shape and place.

`python -m bot.tips.charts` reads a `Picture` as JSON and writes a PNG: a process of its own, since matplotlib holds an
event loop up for 80 ms at a time even from a thread, and keeps 50 MB. The colours are Okabe and Ito's (2008), which
people with any kind of colour blindness tell apart; the shapes differ as well, and each value is written at its mark.
"""

import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.tips.picture import Picture, read_picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLUE, ORANGE, INK, FAINT = "#0072B2", "#E69F00", "#222222", "#D9D9D9"
WIDTH, DOTS = 6.0, 180  # inches and dots per inch: 1080 dots across, as wide as a phone
HEADING, LABEL = 15, 12


def draw(picture: Picture) -> bytes:
    """The picture as PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  (its import writes to a folder)
    from matplotlib.figure import Figure  # noqa: PLC0415

    rows = max(1, len(picture.areas))
    figure = Figure(figsize=(WIDTH, 4.6 + 0.55 * rows), dpi=DOTS, layout="constrained", facecolor="white")
    canvas: Any = FigureCanvasAgg(figure)
    figure.suptitle(picture.title, fontsize=HEADING + 2, fontweight="bold", color=INK, x=0.02, ha="left")
    upper, lower = figure.subplots(2, 1, height_ratios=[3.2, 1.2 + 0.55 * rows])
    _draw_weeks(upper, picture)
    _draw_areas(lower, picture)
    made = BytesIO()
    canvas.print_png(made)
    return made.getvalue()


def _draw_weeks(axes: "Axes", picture: Picture) -> None:
    places = range(len(picture.weeks))
    axes.bar(places, [week.percent or 0 for week in picture.weeks], color=BLUE, width=0.7)
    for place, week in zip(places, picture.weeks, strict=True):
        text = picture.hidden if week.percent is None else f"{week.percent} %"
        axes.text(place, (week.percent or 0) + 2, text, ha="center", va="bottom", fontsize=LABEL - 1, color=INK)
    axes.set_xticks(places, [week.label for week in picture.weeks], fontsize=LABEL - 1, rotation=45, ha="right")
    axes.set_ylim(0, 115)
    axes.set_yticks([])
    _finish(axes, picture.weeks_title)


def _draw_areas(axes: "Axes", picture: Picture) -> None:
    for place, pair in enumerate(picture.areas):
        ends = [value for value in (pair.first, pair.later) if value is not None]
        axes.plot([min(ends), max(ends)], [place, place], color=FAINT, linewidth=5, zorder=1)
        _mark(axes, pair.first, place, ORANGE, "o", above=True)
        _mark(axes, pair.later, place, BLUE, "D", above=False)
    axes.scatter([], [], color=ORANGE, marker="o", s=90, label=picture.first)
    axes.scatter([], [], color=BLUE, marker="D", s=90, label=picture.later)
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=2, frameon=False, fontsize=LABEL)
    axes.set_yticks(range(len(picture.areas)), [pair.label for pair in picture.areas], fontsize=LABEL)
    axes.set_ylim(len(picture.areas) - 0.4, -0.6)
    axes.set_xlim(-4, 108)
    axes.set_xticks([0, 50, 100], ["0 %", "50 %", "100 %"], fontsize=LABEL - 1)
    _finish(axes, picture.areas_title, pad=34)


def _mark(axes: "Axes", value: int | None, place: int, colour: str, shape: Any, *, above: bool) -> None:
    if value is None:
        return
    axes.scatter([value], [place], color=colour, marker=shape, s=90, zorder=2)
    axes.annotate(
        f"{value} %",
        (value, place),
        xytext=(0, 8 if above else -8),
        textcoords="offset points",
        ha="center",
        va="bottom" if above else "top",
        fontsize=LABEL - 2,
        color=INK,
    )


def _finish(axes: "Axes", title: str, pad: float = 8) -> None:
    axes.set_title(title, loc="left", fontsize=HEADING - 1, color=INK, pad=pad, wrap=True)
    axes.tick_params(length=0, colors=INK)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(read_picture(sys.stdin.buffer.read())))
