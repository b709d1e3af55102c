"""Pictures are drawn beside the event loop, and can be read in light and dark and with any kind of colour blindness."""

import os
import subprocess
import sys
from itertools import combinations

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from bot.pictures.charts import lay_out
from bot.pictures.colours import DARK, LIGHT, Colours
from bot.pictures.drawing import Drawing
from bot.pictures.picture import Bar, Bars, Pair, Pairs, Picture, keep_picture, read_picture

BARS = Bars("Share", (Bar("16 Nov", 60), Bar("23 Nov", None)), "<5")
PAIRS = Pairs("Right", (Pair("Words", 20, 80), Pair("Body", None, 60)), "first", "later")
Rgb = tuple[float, float, float]
# Machado, Oliveira and Fernandes 2009, at full severity, on linear light.
BLINDNESS: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
APART = 0.25  # in linear light: half the way from black to white is 0.87


@pytest.mark.parametrize("dark", [False, True])
async def test_a_picture_is_drawn_as_wide_as_a_phone_and_higher_with_more_rows(dark: bool) -> None:
    drawing = Drawing()
    low = await drawing.draw(Picture("Tips", (BARS, PAIRS), dark))
    high = await drawing.draw(Picture("Tips", (BARS, PAIRS, PAIRS), dark))
    assert low
    assert high
    assert low.startswith(b"\x89PNG")
    assert size(low)[0] == size(high)[0] == 1080
    assert size(high)[1] > size(low)[1]


def size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


CROWDED = tuple(
    Pair(label, first, later)
    for label, first, later in (
        ("Words and phrases that we use", 80, 76),
        ("Speed and service time", 76, 80),
        ("Security in communication", 0, 100),
        ("Channels and moments of service", 100, 100),
        ("Staff", None, 0),
    )
)


@pytest.mark.parametrize("rows", [1, 5])
@pytest.mark.parametrize("title", ["Tips", "Observations: Channels and moments of service, the last 30 days"])
def test_no_words_of_a_picture_lie_on_others_or_outside(title: str, rows: int) -> None:
    chart = Pairs("Met or exemplary, as it was seen, by standard", CROWDED[:rows], "the 30 days before", "the last")
    figure = lay_out(Picture(title, (chart, BARS, chart)))
    boxes = written_in(figure)
    assert len(boxes) > 20
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(box.x0 >= 0 and box.y0 >= 0 and box.x1 <= 1080 and box.y1 <= figure.bbox.height for box in boxes)


def written_in(figure: Figure) -> list[Bbox]:
    """Where words stand in a picture once it is drawn; what matplotlib keeps and does not draw is one dot."""
    figure.canvas.draw()
    words = [found for found in figure.findobj(Text) if isinstance(found, Text) and found.get_text().strip()]
    return [box for box in (found.get_window_extent() for found in words) if box.width > 1]


def test_a_share_that_is_as_it_was_is_written_once() -> None:
    (axes,) = lay_out(Picture("Tips", (Pairs("Right", (Pair("Words", 60, 60),), "first", "later"),))).axes
    assert [text.get_text() for text in axes.texts] == ["60 %"]


def test_a_picture_survives_the_way_to_the_process_that_draws_it() -> None:
    picture = Picture("Tips", (BARS, PAIRS), dark=True)
    assert read_picture(keep_picture(picture)) == picture


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_and_marks_stand_out_from_the_ground(colours: Colours) -> None:
    assert contrast(colours.ink, colours.ground) >= 4.5
    assert contrast(colours.first, colours.ground) >= 3
    assert contrast(colours.later, colours.ground) >= 3


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_marks_are_told_apart_by_everybody(colours: Colours, kind: str) -> None:
    first, later = (seen_by(kind, linear(colour)) for colour in (colours.first, colours.later))
    assert sum((one - other) ** 2 for one, other in zip(first, later, strict=True)) ** 0.5 >= APART


def contrast(some: str, other: str) -> float:
    """WCAG 2.2: from 1 to 21."""
    light, dark = sorted((luminance(some), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return one_linear(red), one_linear(green), one_linear(blue)


def one_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def seen_by(kind: str, colour: Rgb) -> Rgb:
    red, green, blue = (sum(part * one for part, one in zip(row, colour, strict=True)) for row in BLINDNESS[kind])
    return red, green, blue


def test_process_that_draws_ends_quietly_when_who_asked_is_gone() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "bot.pictures.charts"]
    kept = keep_picture(Picture("Tips", (BARS,), dark=False))
    ended = subprocess.run(command, input=kept, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert b"Traceback" not in ended.stderr
