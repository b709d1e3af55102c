"""The form on a message that is too old for its moment to be recorded says so: what is logged counts as seen now."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.following_up import OVER_SOCKET
from tests.fakes import FixedClock


@pytest.fixture
def clock() -> FixedClock:
    """A clock beside that of the playground, which dates its messages by its own."""
    return FixedClock(datetime.now(UTC) + timedelta(minutes=1))


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "days", "says"),
    [
        ("da-DK", 31, "Beskeden er mere end 30 dage gammel. Det, du noterer, tæller som set nu"),
        ("en-GB", 31, "This message is more than 30 days old. What you log counts as seen now"),
        ("en-GB", 29, ""),
    ],
)
async def test_old_message_opens_the_form_without_its_moment(
    stage: Stage, clock: FixedClock, locale: str, days: int, says: str
) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await anna.says("Jeg fulgte gæsten hele vejen til døren")
    clock.advance(days=days)
    await sofie.uses("observe_message", on=await sofie.sees("Jeg fulgte gæsten"))
    form = await sofie.form(says or "Who is it about?")
    assert form.values["observe.note"]["observe.note"]["value"] == "Jeg fulgte gæsten hele vejen til døren"
    assert bool(form.values["observe.seen_at"]["observe.seen_at"].get("selected_date_time")) is (not says)
    assert says or "days old" not in form.words
