"""How messages are grouped, and that the page has a word for everything it says."""

import re
from datetime import UTC, datetime
from pathlib import Path

from playground.messages import Message
from playground.rendering.environment import TEMPLATES
from playground.rendering.reader import Reader
from playground.rendering.timeline import timeline
from playground.rendering.words import words

ANNA = Reader("U0ANNA", "da-DK", "Europe/Copenhagen")
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SCRIPTS = TEMPLATES.parent / "static" / "js"


def said(when: str, user: str = "U0BEN", private_to: str | None = None) -> Message:
    ts = f"{datetime.fromisoformat(when + '+00:00').timestamp():.6f}"
    return Message("C1", ts, user, "hi", ephemeral_to=private_to)


def test_days_are_the_readers_own_and_named_in_their_language() -> None:
    messages = [said("2026-11-22T09:00"), said("2026-11-22T23:30"), said("2026-11-24T08:00")]
    days = timeline(messages, NOW, ANNA)
    assert [(day.label, len(day.entries)) for day in days] == [
        ("Søndag den 22. november", 1),
        ("I går", 1),
        ("I dag", 1),
    ]


def test_author_is_named_again_after_somebody_else_five_minutes_or_a_private_message() -> None:
    messages = [
        said("2026-11-24T08:00"),
        said("2026-11-24T08:01"),
        said("2026-11-24T08:02", "U0SOFIE"),
        said("2026-11-24T08:08", "U0SOFIE"),
        said("2026-11-24T08:09", "U0SOFIE", private_to="U0ANNA"),
    ]
    entries = timeline(messages, NOW, ANNA)[0].entries
    assert [entry.first for entry in entries] == [True, False, True, True, True]


def test_every_word_that_the_page_uses_exists_and_none_is_left_over() -> None:
    templates = "".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    scripts = "".join(path.read_text("utf-8") for path in Path(SCRIPTS).glob("*.js"))
    used = set(re.findall(r"\bwords\.(\w+)", templates + re.sub(r"words\.textContent", "", scripts)))
    used |= set(re.findall(r'word\("(\w+)"\)', scripts)) | {"bad_email", "bad_url"}
    used |= {"staff", "supervisor", "wire_in", "wire_out"}
    assert used == set(words("en"))
    assert set(words("da")) == set(words("en"))
