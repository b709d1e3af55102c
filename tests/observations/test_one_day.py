"""Where a setting is one day, no sentence says `1 days`."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.i18n import Translator, translator
from bot.observations.fair_errors import NoLongerKept, RecordingLocked
from bot.observations.notice_words import Standing
from handlers.views import notice, own_data
from handlers.views.errors import explain
from tests.observations.shown import opened

SENTENCES: dict[str, Callable[[Translator], str]] = {
    "deleted": lambda t: explain(NoLongerKept(timedelta(days=1)), t),
    "no day entered": lambda t: explain(RecordingLocked(1, None), t),
    "locked": lambda t: explain(RecordingLocked(1, date(2026, 11, 24)), t),
    "export": lambda t: own_data.announced({"observations_about_me": [], "kept_for_days": 1}, t).text,
    "form": lambda t: str(opened(notice.form(Standing(days=1, entered=None, opens_on=None, is_open=False), t))),
}


@pytest.mark.parametrize("what", SENTENCES)
@pytest.mark.parametrize(("language", "one", "many"), [("en", "1 day ", "1 days"), ("da", "1 dag", "1 dage")])
def test_one_day_is_said_as_one(what: str, language: str, one: str, many: str) -> None:
    said = SENTENCES[what](translator(language)).replace(".", " ").replace(",", " ")
    assert one in said
    assert many not in said
