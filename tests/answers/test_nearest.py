"""Likeness to lines is the plain formula's, and the best of each owner are found however uneven the owners are."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from bot.answers import tally
from bot.answers.grams import cut
from bot.answers.lexical import K1, B, Lexical
from bot.answers.nearest import BEST, Best, Nearest

FEW = ["hilsen og velkomst", "ventetid i koeen", "koe koe koe koe", "navneskilt", "hvor er koeen nu", ""]
MANY = [*FEW, *(f"en kunde spoerger hvor linje {number} er" for number in range(40))]
ASKED = ["koe", "koeen koeen koeen", "velkomst til kundens navneskilt", "ventetiden paa linje 7", "xyzzyq", ""]
UNEVEN = [(3, 0, 1, 700, 2, 12, 12, 0), (0,), (1,), (5, 4, 3, 2, 1), (64, 63, 65)]


def grams_of(text: str) -> Counter[int]:
    return Counter(cut([text])[1].tolist())


def likeness(asked: str, line: str, texts: Sequence[str]) -> float:
    """Cosine of TF-IDF vectors, gram by gram."""
    documents = [grams_of(text) for text in texts]

    def rarity(gram: int) -> float:
        return math.log((1 + len(texts)) / (1 + sum(gram in one for one in documents))) + 1

    mine = {gram: (1 + math.log(min(count, 2))) * rarity(gram) for gram, count in grams_of(asked).items()}
    its = {gram: (1 + math.log(count)) * rarity(gram) for gram, count in grams_of(line).items()}
    lengths = math.hypot(*mine.values()) * math.hypot(*its.values())
    return sum(value * its.get(gram, 0) for gram, value in mine.items()) / lengths if lengths else 0


def bm25(asked: str, texts: Sequence[str], own: int = -1) -> list[float]:
    """Robertson's formula, gram by gram, of the best that there could be; as if `own` did not hold what is asked."""
    documents = [grams_of(text) for text in texts]
    lengths = [one.total() for one in documents]
    norms = [K1 * (1 - B + B * length * len(texts) / sum(lengths)) for length in lengths]
    if own >= 0:
        documents[own] -= grams_of(asked)
    having = {gram: sum(gram in one for one in documents) for gram in grams_of(asked)}
    rarity = {gram: math.log1p((len(texts) - held + 0.5) / (held + 0.5)) for gram, held in having.items()}
    return [
        sum(value * its[gram] / (its[gram] + norm) for gram, value in rarity.items()) / max(sum(rarity.values()), 1)
        for its, norm in zip(documents, norms, strict=True)
    ]


@pytest.mark.parametrize("texts", [FEW, MANY])
@pytest.mark.parametrize("asked", ASKED)
def test_likeness_to_lines_is_the_cosine_of_their_grams(asked: str, texts: list[str]) -> None:
    assert Nearest(texts).likeness(asked) == pytest.approx([likeness(asked, line, texts) for line in texts], abs=1e-6)


@pytest.mark.parametrize("texts", [FEW, MANY])
@pytest.mark.parametrize("asked", ASKED)
def test_score_of_documents_is_robertsons(asked: str, texts: list[str]) -> None:
    scores = Lexical([[(text, 1.0)] for text in texts]).scores(asked)
    assert scores == pytest.approx(bm25(asked, texts), abs=1e-6)


@pytest.mark.parametrize("own", [0, 2, 4, 9])
def test_score_without_a_line_is_robertsons_of_the_others(own: int) -> None:
    scores = Lexical([[(text, 1.0)] for text in MANY]).scores_without(MANY[own], own, 1.0)
    assert scores == pytest.approx(bm25(MANY[own], MANY, own), abs=1e-6)


@pytest.mark.parametrize("most", [0, 46, 200])
def test_score_is_the_same_when_there_is_no_room_for_rows(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    roomy = Nearest(MANY)
    whole = np.stack([roomy.likeness(asked) for asked in MANY])
    monkeypatch.setattr(tally, "MOST_NUMBERS", most)
    cramped = Nearest(MANY)
    assert np.stack([cramped.likeness(asked) for asked in MANY]) == pytest.approx(whole, abs=1e-6)


@pytest.mark.parametrize("sizes", UNEVEN)
@pytest.mark.parametrize("left_out", [False, True])
def test_best_of_each_owner_are_its_three_best_lines(sizes: tuple[int, ...], *, left_out: bool) -> None:
    owners = np.repeat(np.arange(len(sizes)), sizes)
    alike = np.random.default_rng(1).normal(size=len(owners)).astype(np.float32).round(1)
    without = int(np.argmax(alike)) if left_out and len(owners) else None
    found = Best(owners, len(sizes)).of(alike, without)
    for owner, size in enumerate(sizes):
        own = [max(0.0, float(alike[at])) for at in np.flatnonzero(owners == owner) if at != without]
        assert found[owner] == pytest.approx(sum(sorted(own)[-BEST:]) / min(max(size, 1), BEST), abs=1e-6)


def test_uneven_owners_take_no_more_room_than_twice_their_lines() -> None:
    sizes = [12] * 2_000 + [1_000]
    best = Best(np.repeat(np.arange(len(sizes)), sizes), len(sizes))
    assert sum(lines.size for _, lines in best._tables) <= 2 * sum(sizes)
