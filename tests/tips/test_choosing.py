"""What a channel gets follows what was seen and how it answered; the reasons are kept, and shown."""

from datetime import date, time, timedelta

from bot.catalogue.model import Level
from bot.db.engine import transaction
from bot.db.models import Observation
from bot.errors import SendLater
from bot.i18n import translator
from bot.ports import Reason
from bot.tips.choosing import days_off
from bot.tips.kept_reasons import keep_reasons, read_reasons
from bot.tips.queries import subscription_of
from bot.tips.situation import Code
from bot.tips.wish import Wanted
from handlers.views.why import why_today
from tests.fakes import SOFIE, WORKSPACE
from tests.tips.stage import BUTIK, Stage
from tests.tips.test_deliveries import NINE


async def see(stage: Stage, standard: str, people: int) -> None:
    """So many people were seen, and had not yet got there."""
    now = stage.clock.now()
    async with transaction(stage.sessions) as session:
        for number in range(people):
            observation = Observation(
                workspace=WORKSPACE,
                observer=SOFIE,
                subject=f"U{number}",
                standard=standard,
                standard_version="1",
                level=Level.NOT_YET,
                note="",
                place="",
                seen_at=now - timedelta(days=1),
                recorded_at=now,
                undone_at=None,
                source_key=str(number),
            )
            session.add(observation)


async def test_what_was_seen_not_yet_comes_and_the_reason_is_kept(stage: Stage) -> None:
    await see(stage, "posture", 6)
    await stage.turn_on()
    await stage.tick_at(NINE)
    (row,) = await stage.rows()
    assert (row.standard, row.why) == ("posture", '[["not-yet",null],["new",null]]')
    assert stage.slack.posts[0].tip.why[0] == Reason(Code.NOT_YET)


async def test_a_second_try_brings_the_same_tip_for_the_same_reasons(stage: Stage) -> None:
    await see(stage, "posture", 6)
    await stage.turn_on()
    stage.slack.answers = [SendLater(timedelta(seconds=1))]
    await stage.tick_at(NINE)
    await see_more(stage)
    await stage.tick_at(NINE + timedelta(minutes=1))
    assert stage.slack.posts[0].tip.why[0] == Reason(Code.NOT_YET)


async def see_more(stage: Stage) -> None:
    """Half an hour later everything has been undone."""
    async with transaction(stage.sessions) as session:
        for row in [await session.get_one(Observation, number) for number in range(1, 7)]:
            row.undone_at = stage.clock.now()


async def test_public_holidays_are_no_working_days(stage: Stage) -> None:
    await stage.turn_on(wanted=Wanted(time(9), frozenset(range(7)), "Europe/Copenhagen", "da"))
    async with transaction(stage.sessions) as session:
        subscription = await subscription_of(session, workspace=WORKSPACE, channel=BUTIK)
    assert subscription is not None
    off = days_off(subscription, date(2026, 12, 28))
    assert {date(2026, 12, 25), date(2026, 12, 26)} <= off
    assert date(2026, 12, 28) not in off


def test_reasons_are_kept_as_codes_and_unknown_ones_are_left_out() -> None:
    reasons = (Reason(Code.NOT_YET, 3), Reason(Code.NEW))
    assert read_reasons(keep_reasons(reasons)) == reasons
    assert read_reasons('[["of-tomorrow",1],["new",null]]') == (Reason(Code.NEW),)
    assert read_reasons(None) == ()


def test_every_reason_has_words_in_both_languages() -> None:
    for code in Code:
        english, danish = (why_today([Reason(code, 7)], translator(language)) for language in ("en", "da"))
        assert english.startswith("Why this today: ")
        assert danish.startswith("Hvorfor netop i dag: ")
        assert english.split(": ")[1] != danish.split(": ")[1]


def test_the_line_never_says_how_often_something_was_seen() -> None:
    """Reports may hide that number; those that are kept from before have it."""
    for kept in (Reason(Code.NOT_YET), Reason(Code.NOT_YET, 3)):
        said = why_today([kept], translator("en"))
        assert said == "Why this today: seen *not yet* among colleagues in the last 30 days"


def test_the_line_counts_like_a_person() -> None:
    t = translator("en")
    assert why_today([Reason(Code.FADING, 3)], t) == "Why this today: it was last here 3 working days ago"
    assert "1 working day ago" in why_today([Reason(Code.FADING, 1)], t)
    assert why_today([Reason(Code.WRONG), Reason(Code.NEW)], t).count(";") == 1
    assert why_today([], t) == ""


def test_what_never_was_here_was_not_long_away() -> None:
    said = why_today([Reason(Code.DUE), Reason(Code.NEW)], translator("da"))
    assert said == "Hvorfor netop i dag: den har ikke været her før"


def test_what_was_long_away_cannot_be_read_as_here_lately() -> None:
    said = why_today([Reason(Code.DUE)], translator("da"))
    assert said == "Hvorfor netop i dag: det er længe siden, den sidst var fremme"
