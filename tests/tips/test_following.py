"""Tips of one's own come at the person's hour where they are now, in their language; on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.db.engine import transaction
from bot.people.members import People, Powers
from bot.ports import Profile
from bot.tips.following import Following
from bot.tips.records import SubscriptionRecord
from bot.tips.wish import Wanted
from tests.fakes import BEN, SOFIE, FakeDirectory, person
from tests.tips.stage import BUTIK, Stage
from tests.tips.test_own import EIGHT, TUESDAY, own

IN_TOKYO = replace(person(BEN, "da"), time_zone="Asia/Tokyo")
IN_NEW_YORK = replace(person(BEN), time_zone="America/New_York")


def following(stage: Stage, *slack: Profile) -> Following:
    """The service, with what Slack says of people now."""
    people = People(FakeDirectory(*slack), stage.sessions, stage.clock, Powers(), person(BEN))
    return Following(stage.sessions, stage.clock, people, stage.live)


async def subscription(stage: Stage) -> SubscriptionRecord:
    found = (await own(stage).status(person(BEN))).subscription
    assert found is not None
    return found


async def test_who_has_moved_gets_tips_at_the_same_hour_there_and_in_the_new_language(stage: Stage) -> None:
    await own(stage).turn_on(person(BEN), EIGHT)
    assert await following(stage).follow([IN_TOKYO]) == 1
    there = await subscription(stage)
    assert (there.time_zone, there.language) == ("Asia/Tokyo", "da")
    assert there.next_due_at == datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "half past eight on Tuesday in Tokyo"
    await stage.tick_at(there.next_due_at)
    assert [post.channel for post in stage.slack.posts] == ["D0BEN"]


async def test_what_the_person_chose_stays(stage: Stage) -> None:
    await own(stage).turn_on(person(BEN), replace(EIGHT, time_zone="Europe/London"))
    await following(stage).follow([IN_TOKYO])
    kept = await subscription(stage)
    assert (kept.time_zone, kept.language) == ("Europe/London", "da")
    await own(stage).turn_on(person(BEN), Wanted(language="en", time_zone="Europe/Copenhagen"))
    await own(stage).turn_on(IN_TOKYO, Wanted(language="en"))
    await following(stage).follow([IN_TOKYO])
    kept = await subscription(stage)
    assert (kept.time_zone, kept.language) == ("Asia/Tokyo", "en"), "the zone of the profile is no choice"


async def test_a_zone_that_is_unknown_and_a_language_without_standards_move_nobody(stage: Stage) -> None:
    await own(stage).turn_on(person(BEN), EIGHT)
    assert await following(stage).follow([replace(person(BEN), time_zone="Mars/Base", language="sv")]) == 0


async def test_who_flies_west_after_the_tip_of_the_day_gets_no_second_one(stage: Stage) -> None:
    await own(stage).turn_on(person(BEN), EIGHT)
    await stage.tick_at(TUESDAY)
    stage.clock.advance(hours=1)
    await following(stage).follow([IN_NEW_YORK])
    assert (await subscription(stage)).next_due_at == datetime(2026, 11, 25, 13, 30, tzinfo=UTC)


async def test_those_of_channels_and_of_others_stay(stage: Stage) -> None:
    await stage.turn_on()
    await own(stage).turn_on(person(BEN), EIGHT)
    assert await following(stage).follow([replace(stage.sofie, time_zone="Asia/Tokyo")]) == 0
    status = await stage.status(BUTIK)
    assert status.subscription is not None
    assert (status.subscription.owner, status.subscription.time_zone) == (SOFIE, "UTC")


async def test_a_changed_profile_is_asked_for_only_where_there_are_tips(stage: Stage) -> None:
    asked = following(stage, IN_TOKYO)
    await asked.look_again(IN_TOKYO.workspace, BEN)
    await own(stage).turn_on(person(BEN), EIGHT)
    await following(stage).look_again(IN_TOKYO.workspace, BEN)
    assert (await subscription(stage)).time_zone == "Europe/Copenhagen", "Slack knows nobody of that name"
    await asked.look_again(IN_TOKYO.workspace, BEN)
    assert (await subscription(stage)).time_zone == "Asia/Tokyo"


async def test_a_profile_that_waits_to_be_written_down_does_not_undo_a_move(stage: Stage) -> None:
    await own(stage).turn_on(person(BEN), EIGHT)
    slack = FakeDirectory(person(BEN, "da"))
    people = People(slack, stage.sessions, stage.clock, Powers(), person(BEN))
    asked = Following(stage.sessions, stage.clock, people, stage.live)
    await people.profile(IN_TOKYO.workspace, BEN)
    slack.people[BEN] = IN_TOKYO
    await asked.look_again(IN_TOKYO.workspace, BEN)
    await asked.flush()
    assert (await subscription(stage)).time_zone == "Asia/Tokyo"
    assert (await people.profile(IN_TOKYO.workspace, BEN)).time_zone == "Asia/Tokyo", "all go by it at once"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"zone": "Europe/Copenhagen", "language": "da"}, 0),
        ({"zone": "Asia/Tokyo", "language": "da"}, 1),
        ({"zone": "Europe/Copenhagen", "language": "en"}, 1),
        ({"zone": "Europe/Copenhagen"}, 1),
        ({"language": "da"}, 1),
        ({}, 1),
    ],
)
async def test_slack_is_asked_only_where_what_it_has_told_of_is_new(
    stage: Stage, said: dict[str, str], asked: int
) -> None:
    await own(stage).turn_on(person(BEN, "da"), EIGHT)
    slack = FakeDirectory(IN_TOKYO)
    people = People(slack, stage.sessions, stage.clock, Powers(), person(BEN))
    await Following(stage.sessions, stage.clock, people, stage.live).look_again(IN_TOKYO.workspace, BEN, **said)
    assert slack.asked == asked


async def test_a_language_without_standards_is_the_usual_one_and_no_news(stage: Stage) -> None:
    usual = stage.live.current.default_language
    await own(stage).turn_on(person(BEN, usual), EIGHT)
    slack = FakeDirectory(IN_TOKYO)
    people = People(slack, stage.sessions, stage.clock, Powers(), person(BEN))
    await Following(stage.sessions, stage.clock, people, stage.live).look_again(
        IN_TOKYO.workspace, BEN, zone="Europe/Copenhagen", language="sv"
    )
    assert slack.asked == 0


async def test_to_look_at_a_changed_profile_waits_for_nobody_who_writes(stage: Stage) -> None:
    await own(stage).turn_on(person(BEN), EIGHT)
    asked = following(stage, IN_TOKYO)
    async with transaction(stage.sessions):
        await asked.look_again(IN_TOKYO.workspace, BEN, zone="Europe/Copenhagen", language="en")
        await asked.look_again(IN_TOKYO.workspace, SOFIE)


async def test_whose_profile_was_seen_for_another_reason_is_followed_too(stage: Stage) -> None:
    await own(stage).turn_on(person(BEN), EIGHT)
    people = People(FakeDirectory(IN_TOKYO), stage.sessions, stage.clock, Powers(), person(BEN))
    seen = Following(stage.sessions, stage.clock, people, stage.live)
    await people.profile(IN_TOKYO.workspace, BEN)
    await seen.flush()
    assert (await subscription(stage)).time_zone == "Asia/Tokyo"


async def test_paused_tips_move_as_well_and_stay_paused(stage: Stage) -> None:
    await own(stage).turn_on(person(BEN), EIGHT)
    await own(stage).pause(person(BEN))
    await following(stage).follow([IN_TOKYO])
    status = await own(stage).resume(person(BEN), ())
    assert status.next_slots[0] == TUESDAY - timedelta(hours=8)


@pytest.mark.parametrize("profiles", [(), (IN_TOKYO,)])
async def test_who_has_no_tips_is_not_followed(stage: Stage, profiles: tuple[Profile, ...]) -> None:
    assert await following(stage).follow(profiles) == 0
