"""What calibration promises is what it does: whole groups of five, and never with the reader's own."""

import pytest

from bot.catalogue.model import Catalogue
from bot.i18n import translator
from bot.observations.calibration_rules import Sheet
from handlers.views import calibration as views
from tests.observations.shown import READER, catalogue, sent

__all__ = ["catalogue"]


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "in whole groups of 5 and without the group that they rated in themselves"),
        ("da", "i hele grupper på 5 og uden den gruppe, de selv har vurderet i"),
    ],
)
def test_rater_is_told_what_admins_see(catalogue: Catalogue, language: str, says: str) -> None:
    sheets: list[Sheet] = []
    shown = views.offer(sheets, catalogue, READER, translator(language), sees_agreement=False)
    assert says in sent(shown)["text"]
