"""Whoever is shown what is written about a colleague has read it, and what admins wrote goes with them."""

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.test_contest_dialogues import contested
from tests.e2e.test_fair_dialogues import contest, told
from tests.e2e.test_lawful_dialogues import run
from tests.fakes import FixedClock
from tests.furnished import everything
from tests.waiting import until

OVER_HTTP = pytest.mark.parametrize("mode", ["http"], indirect=True)
OTHERS_WORDS = "Zebrafinke"


@pytest.fixture
def clock() -> FixedClock:
    """Monday, nine o'clock in Copenhagen."""
    return FixedClock()


def reads_of(stage: Stage, member: str) -> list[tuple[object, ...]]:
    """What the log says that a person has read: the number of an observation, or how many were listed."""
    return run(
        stage,
        "SELECT detail FROM audit JOIN alias ON alias.alias = audit.actor "
        f"WHERE action = 'read' AND member = '{member}' ORDER BY audit.id",
    )


@OVER_HTTP
@pytest.mark.parametrize(("locale", "question"), [("en-GB", "Why? Both of them"), ("da-DK", "Hvorfor? Begge parter")])
async def test_admin_who_opens_the_form_of_a_decision_has_read_the_note(
    stage: Stage, locale: str, question: str
) -> None:
    await stage.slack.change(user="ben", locale=locale)
    anna, ben, _ = await told(stage.slack)
    await contest(anna)
    await ben.sees("Så ikke op", channel="dm")
    assert reads_of(stage, "U0BEN") == [("1",)]
    await ben.presses("step.uphold", channel="dm")
    assert "Så ikke op" in (await ben.form(question)).words
    assert reads_of(stage, "U0BEN") == [("1",), ("1",)]
    await ben.submits({"step.words": "Two colleagues saw it"})
    assert reads_of(stage, "U0BEN") == [("1",), ("1",)]


@OVER_HTTP
async def test_form_that_is_refused_shows_no_note_and_counts_as_no_reading(stage: Stage) -> None:
    _, ben, sofie = await contested(stage.slack)
    hold = {"error": "message_not_found", "times": None}  # so that the buttons stay
    await stage.slack.fault("chat.update", "error", **hold)
    await sofie.presses("Træk tilbage", channel="dm")
    await sofie.submits({"step.words": "Det var min fejl"})
    await ben.sees("The contest is decided by <@U0SOFIE>", channel="dm")
    await ben.presses("Uphold", channel="dm")
    assert "Så ikke op" not in (await ben.form("has been decided already")).words
    assert reads_of(stage, "U0BEN") == [("1",)]  # the question whether it stands


@OVER_HTTP
async def test_list_of_open_follow_ups_counts_as_read_where_anything_stands_in_it(stage: Stage) -> None:
    await stage.slack.change(user="ben", is_admin=True)
    ben = stage.slack.person("ben")
    await ben.types("/observe follow-ups")
    await ben.sees("You have no open follow-ups.")
    assert reads_of(stage, "U0BEN") == []
    await ben.types("/observe @anna greeting - follow 3d Did not look up")
    await ben.sees("26")
    await ben.types("/observe follow-ups")
    await ben.sees("Your open follow-ups")
    assert reads_of(stage, "U0BEN") == [("1",)]
    await ben.presses("follow_up.drop.1")
    await ben.sees("You have no open follow-ups.")
    assert reads_of(stage, "U0BEN") == [("1",)]


@OVER_HTTP
async def test_what_an_admin_wrote_into_another_s_observation_goes_when_they_leave(stage: Stage) -> None:
    anna, ben, _ = await contested(stage.slack)
    await ben.presses("step.amend", channel="dm")
    await ben.submits({"observe.level": "met", "observe.note": OTHERS_WORDS, "step.words": f"{OTHERS_WORDS} says so"})
    await anna.sees(OTHERS_WORDS, channel="dm")
    url = f"sqlite:///{stage.database}"
    assert OTHERS_WORDS in everything(url)
    await stage.slack.change(user="ben", deleted=True)
    await until(lambda: run(stage, "SELECT count(*) FROM tombstone") == [(1,)])
    left = everything(url)
    assert OTHERS_WORDS not in left
    assert "U0BEN" not in left
    assert run(stage, "SELECT observer, level, note FROM observation") == [("U0SOFIE", "met", "")]
