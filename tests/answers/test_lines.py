"""The lines that search reads, and which of them stay where there are more than it can search one by one."""

from collections import Counter

import numpy as np
import pytest

from bot.answers import ranking
from bot.answers.cache import Cache
from bot.answers.index import Index
from bot.answers.lines import Line, thinned
from bot.answers.outside import nowhere
from tests.answers.catalogues import catalogue_of, standard, text

COLOURS = ("red", "green", "blue", "grey", "brown", "black", "white", "pink", "golden", "silver")
DAYS = ("Monday", "Friday", "Sunday")
THINGS = ("shirts", "socks", "gloves", "ties", "scarves", "hats", "belts", "coats", "boots", "shoes")


def lines(*sizes: int) -> list[Line]:
    return [
        Line(owner, f"{number} of {owner}", f"{number} of {owner}", is_question=number > 0)
        for owner, size in enumerate(sizes)
        for number in range(size)
    ]


@pytest.mark.parametrize(
    ("sizes", "most", "kept"),
    [
        ((3, 4), 7, (3, 4)),
        ((3, 4), 100, (3, 4)),
        ((2, 30, 40), 42, (2, 20, 20)),
        ((2, 10, 40), 42, (2, 10, 30)),
        ((50, 50), 21, (10, 10)),
        ((), 5, ()),
    ],
)
def test_standards_with_the_most_lines_have_fewer(sizes: tuple[int, ...], most: int, kept: tuple[int, ...]) -> None:
    found = thinned(lines(*sizes), most)
    assert tuple(Counter(line.standard for line in found).values()) == kept
    assert found == [line for line in lines(*sizes) if line in found]  # in their order


def test_names_stay_and_another_line_changes_little() -> None:
    before, after = (thinned(lines(size), 20) for size in (100, 101))
    assert before[0] == after[0] == lines(1)[0]
    assert len({*before} ^ {*after}) <= 2


def test_more_lines_than_can_be_searched_are_still_searched_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [f"may I wear {colour} {thing} on {day}?" for colour in COLOURS for thing in THINGS for day in DAYS]
    late = [
        f"how late may he bring {colour} {thing} on {day}?" for colour in COLOURS for thing in THINGS for day in DAYS
    ]
    catalogue = catalogue_of(
        standard("dress-code", text("Dress code", questions=asked), text("Tøj")),
        standard("promised-time", text("Promised time", questions=late), text("Aftalt tid")),
    )
    room = 250
    monkeypatch.setattr(ranking, "MOST_LINES", room + len(nowhere({"en", "da"})))
    index = Index(catalogue.searched, Cache(None))
    assert index.ranking.is_by_line
    assert np.bincount(index.ranking.owners)[:2].tolist() == [room / 2, room / 2]
    assert catalogue.searched[int(np.argmax(index.verdict(("how late can he bring socks", None)).scores))].id == (
        "promised-time"
    )
