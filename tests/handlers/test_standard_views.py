"""What `/standard` shows keeps Slack's limits, however much there is to show."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.answers.normalise import plain
from bot.catalogue.loader import load
from bot.catalogue.model import Area, AreaText, Catalogue, Standard, Value, ValueText
from bot.i18n import translator
from handlers.views import background, browsing, cards, home, standards
from handlers.views.asked import Asked
from handlers.views.parts import Message
from tests.catalogue.packs import standard, text

CONTENT = Path(__file__).parent.parent.parent / "standards_content"
ENGLISH, DANISH = translator("en"), translator("da")
NASTY = "<!channel> <@U1> & *bold* <https://evil.example|x>"


@pytest.fixture(scope="module")
def default() -> Catalogue:
    return load(CONTENT)


def catalogue_of(standards_per_area: int, areas: int, **changes: Any) -> Catalogue:
    """A catalogue as large as the test needs, every text as long as it may be."""
    made = [
        standard(f"standard-{area}-{n}", text("T" * 150, **changes), None, area=f"area-{area}", value="respect")
        for area in range(areas)
        for n in range(standards_per_area)
    ]
    area_text = {"en": AreaText(title="A" * 150, covers="C" * 2000)}
    return Catalogue(
        languages=("en",),
        areas={f"area-{n}": Area(id=f"area-{n}", text=area_text) for n in range(areas)},
        values={"respect": Value(id="respect", text={"en": ValueText(title="V" * 150, why="W")})},
        everything={one["id"]: Standard.model_validate(one) for one in made},
    )


def blocks_of(message: Message) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = message.to_dict()["blocks"]
    assert len(blocks) <= 50
    return blocks


def test_every_card_of_the_default_pack_fits_in_both_languages(default: Catalogue) -> None:
    for one in default.standards:
        for t in (ENGLISH, DANISH):
            found = default.localise(one, t.language)
            assert len(blocks_of(cards.card(found, default, t, can_share=True))) <= 12
            assert len(cards.card(found, default, t, can_share=True).text) < 3900
            blocks_of(cards.shared_card(found, default, t, sharer="U0ANNA"))
            blocks_of(cards.more(found, default, t))


@pytest.mark.parametrize("factor", ["law", "culture", "product"])
def test_what_shapes_standards_fits_however_many_there_are(factor: str) -> None:
    many = catalogue_of(100, 12)
    shaped = {name: one.model_copy(update={"factors": (factor,)}) for name, one in many.everything.items()}
    blocks_of(background.factor(factor, replace(many, everything=shaped), ENGLISH, "en"))
    none = background.factor(factor, many, ENGLISH, "en")
    assert "It shapes none of our standards yet." in none.text
    blocks_of(none)


def test_card_with_everything_as_long_as_it_may_be_fits() -> None:
    long = {"criterion": "c" * 2000, "why": "&" * 2000, "do": ["<" * 300] * 4, "dont": ["d" * 300] * 4}
    catalogue = catalogue_of(1, 1, **long, say=["s" * 300] * 3, exception="e" * 2000, law="l" * 2000, tips=["t"] * 40)
    found = catalogue.localise(next(iter(catalogue.standards)), "en")
    blocks_of(cards.card(found, catalogue, ENGLISH, can_share=True))
    blocks_of(cards.more(found, catalogue, ENGLISH))


@pytest.mark.parametrize(
    ("standards_per_area", "areas"), [(0, 0), (1, 1), (25, 3), (26, 2), (3, 60), (400, 1), (2, 600)]
)
def test_browsing_fits_however_large_the_catalogue_is(standards_per_area: int, areas: int) -> None:
    catalogue = catalogue_of(standards_per_area, areas)
    blocks_of(browsing.browse(catalogue, ENGLISH, "en"))
    blocks_of(browsing.everything(catalogue, ENGLISH, "en"))
    for area in list(catalogue.areas)[:1]:
        blocks_of(browsing.area(area, catalogue, ENGLISH, "en"))
    assert len(home.home(catalogue, ENGLISH, "en").to_dict()["blocks"]) <= 100


def test_what_was_typed_is_escaped_and_clipped(default: Catalogue) -> None:
    offered = default.standards[:3]
    for message in (
        standards.nothing_found(plain(NASTY * 100), ENGLISH, can_ask=True),
        standards.suggestions(Asked("", "en", "key", plain(NASTY * 100)), offered, default, ENGLISH, can_ask=True),
    ):
        shown = str(message.to_dict())
        assert "<!channel>" not in shown
        assert "<https" not in shown
        assert len(message.text) < 3900


def test_retired_standard_says_so(default: Catalogue) -> None:
    retired = default.standards[0].model_copy(update={"retired": True})
    message = cards.card(default.localise(retired, "en"), default, ENGLISH, can_share=False)
    assert "no longer in force" in message.text


def test_law_without_a_law_is_not_mentioned(default: Catalogue) -> None:
    found = default.localise(default.everything["greeting"], "en")
    assert "law" not in cards.card(found, default, ENGLISH, can_share=True).text
    assert "legal advice" not in cards.more(found, default, ENGLISH).text
