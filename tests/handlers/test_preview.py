"""What `takt content preview` shows is what Slack gets."""

from pathlib import Path

import pytest

from bot.catalogue.loader import load
from bot.errors import UnknownStandard
from bot.i18n import translator
from handlers.preview import preview
from handlers.views import cards

CATALOGUE = load(Path(__file__).parent.parent.parent / "standards_content")


def test_card_is_the_one_that_slack_gets() -> None:
    found = CATALOGUE.localise(CATALOGUE.everything["greeting"], "da")
    sent = cards.card(found, CATALOGUE, translator("da"), can_share=True).to_dict()
    assert dict(preview(CATALOGUE, "greeting", "da"))["Card"] == sent


@pytest.mark.parametrize("language", CATALOGUE.languages)
@pytest.mark.parametrize("standard", CATALOGUE.everything)
def test_every_standard_has_a_preview_with_all_its_checks(standard: str, language: str) -> None:
    names = [name for name, _ in preview(CATALOGUE, standard, language)]
    assert names == ["Card", "More", "Tip", "Check 1", "Check 2", "Check 3"]


def test_unknown_standard_comes_with_near_ones() -> None:
    with pytest.raises(UnknownStandard) as caught:
        preview(CATALOGUE, "greting", "en")
    assert caught.value.near == ["greeting"]
