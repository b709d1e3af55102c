"""What is recorded, what is refused, and who is told."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.catalogue.model import Level
from bot.errors import (
    NotAllowed,
    SendInDoubt,
    SendLater,
    SendRefused,
    SlackTrouble,
    TaktError,
    UnknownMember,
    UnknownStandard,
)
from bot.observations import errors
from bot.observations.records import NewObservation, for_each
from bot.ports import MemberId, ObservationMessage, Profile, WorkspaceId
from tests.fakes import ANNA, BEN, MONDAY_MORNING, SOFIE, WORKSPACE, FakeDirectory, person
from tests.observations.conftest import MIKKEL, ROBOT, STRANGER, Shop, in_parallel
from tests.waiting import until

Seen = Callable[..., NewObservation]


async def test_observation_is_kept_with_the_version_of_its_standard(shop: Shop, seen: Seen) -> None:
    observed = await shop.observations.record(seen(place="Indgangen"))
    [kept] = (await shop.observations.about(WORKSPACE, ANNA)).observations
    greeting = shop.live.current.everything["greeting"]
    assert kept == observed
    assert (kept.observer, kept.level, kept.note, kept.place) == (
        SOFIE,
        Level.MET,
        "Warm welcome at the door",
        "Indgangen",
    )
    assert (kept.standard_version, kept.seen_at, kept.recorded_at) == (
        greeting.version,
        MONDAY_MORNING,
        MONDAY_MORNING,
    )


async def test_subject_is_told_at_once_in_their_own_language(shop: Shop, seen: Seen) -> None:
    await shop.observations.record(seen(subject=BEN))
    await shop.observations.record(seen(subject=ANNA))
    [(_, first, to_ben), (_, second, to_anna)] = await shop.all_told()
    assert isinstance(to_ben, ObservationMessage)
    assert isinstance(to_anna, ObservationMessage)
    assert (first, to_ben.title, to_ben.time_zone) == (BEN, "Greeting", "Europe/London")
    assert (second, to_anna.title, to_anna.level_sentence) == (ANNA, "Hilsen", "Opfyldt")


async def test_repeated_request_is_one_row_one_message_and_the_same_answer(shop: Shop, seen: Seen) -> None:
    new = seen()
    answers = await in_parallel(*(shop.observations.record(new) for _ in range(5)))
    assert len({answer.id for answer in answers}) == 1
    assert len((await shop.observations.about(WORKSPACE, ANNA)).observations) == 1
    assert len(await shop.all_told()) == 1


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"observer": BEN}, NotAllowed),
        ({"subject": SOFIE}, errors.AboutOneself),
        ({"subject": ROBOT}, errors.AboutBot),
        ({"subject": MIKKEL}, errors.AboutLeaver),
        ({"subject": STRANGER}, errors.AboutStranger),
        ({"subject": MemberId("U0NOBODY")}, UnknownMember),
        ({"standard": "no-such"}, UnknownStandard),
        ({"standard": "old-rule"}, errors.StandardRetired),
        ({"note": "x" * 301}, errors.NoteTooLong),
        ({"place": "x" * 81}, errors.PlaceTooLong),
        ({"seen_at": MONDAY_MORNING + timedelta(minutes=5)}, errors.SeenInFuture),
        ({"seen_at": MONDAY_MORNING - timedelta(days=31)}, errors.SeenTooLongAgo),
    ],
)
async def test_refused_observation_leaves_nothing_behind(
    shop: Shop, seen: Seen, changes: dict[str, object], error: type[TaktError]
) -> None:
    new = seen(**changes)
    with pytest.raises(error):
        await shop.observations.record(new)
    assert (await shop.observations.about(WORKSPACE, new.subject)).observations == ()
    assert await shop.all_told() == []


async def test_several_people_get_a_row_and_a_message_each(shop: Shop, seen: Seen) -> None:
    together = for_each(seen(), [ANNA, BEN])
    saved = await shop.observations.record_together(together)
    again = await shop.observations.record_together(together)
    assert [observed.subject for observed in saved] == [ANNA, BEN]
    assert again == saved
    told = [(what, member) for what, member, _ in await shop.all_told()]
    assert sorted(told) == [("recorded", ANNA), ("recorded", BEN)]
    assert len((await shop.observations.about(WORKSPACE, ANNA)).observations) == 1


@pytest.mark.parametrize("wrong", [ROBOT, MIKKEL, STRANGER, SOFIE, MemberId("U0NOBODY")])
async def test_one_wrong_person_among_several_keeps_all_from_being_saved(
    shop: Shop, seen: Seen, wrong: MemberId
) -> None:
    with pytest.raises(TaktError):
        await shop.observations.record_together(for_each(seen(), [ANNA, wrong, BEN]))
    assert (await shop.observations.latest(WORKSPACE, SOFIE)).observations == ()
    assert await shop.all_told() == []


async def test_who_was_added_when_a_form_is_sent_again_is_all_that_is_new(shop: Shop, seen: Seen) -> None:
    new = seen()
    first = await shop.observations.record_together(for_each(new, [ANNA]))
    both = await shop.observations.record_together(for_each(new, [ANNA, BEN]))
    assert both[:1] == first
    assert len(await shop.all_told()) == 2


async def test_permission_is_checked_before_anything_else(shop: Shop, seen: Seen) -> None:
    with pytest.raises(NotAllowed):
        await shop.observations.record(seen(observer=ANNA, subject=ANNA, standard="no-such", note="x" * 999))


@pytest.mark.parametrize(
    "note",
    [
        "",
        "x" * 300,
        "<!channel> <https://x.dk|x> & @here",
        "=HYPERLINK(1)",
        "<b>hej</b> 'quoted' \"x\" ; DROP TABLE",
        "שלום \u202eabc\u202c 😀 👩‍👩‍👧",
        "z̷̢͔̓a̴l̶g̵o̷" * 15,
        "two\nlines",
    ],
)
async def test_note_is_kept_as_typed(shop: Shop, seen: Seen, note: str) -> None:
    await shop.observations.record(seen(note=note))
    [kept] = (await shop.observations.about(WORKSPACE, ANNA)).observations
    assert kept.note == note


async def test_what_no_database_can_keep_does_not_lose_the_rest(shop: Shop, seen: Seen) -> None:
    observed = await shop.observations.record(seen(note="good\x00 mor\ud800ning"))
    assert observed.note == "good morning"


async def test_moment_seen_may_be_earlier_than_now(shop: Shop, seen: Seen) -> None:
    yesterday = MONDAY_MORNING - timedelta(days=1)
    assert (await shop.observations.record(seen(seen_at=yesterday))).seen_at == yesterday


@pytest.mark.parametrize(
    "trouble",
    [
        SendRefused("cannot_dm_bot", "ours"),
        SendInDoubt("timeout"),
        SlackTrouble("x"),
        UnknownMember("x"),
        OSError("reset"),
    ],
)
async def test_observer_hears_when_the_subject_could_not_be_told(shop: Shop, seen: Seen, trouble: Exception) -> None:
    shop.messenger.troubles = [trouble]
    await shop.observations.record(seen())
    assert await shop.all_told() == [("unreached", SOFIE, (ANNA, "da"))]
    assert len((await shop.observations.about(WORKSPACE, ANNA)).observations) == 1


async def test_busy_slack_is_waited_for(shop: Shop, seen: Seen) -> None:
    shop.messenger.troubles = [SendLater(timedelta(0)), SendLater(timedelta(0))]
    await shop.observations.record(seen())
    assert [(what, member) for what, member, _ in await shop.all_told()] == [("recorded", ANNA)]


async def test_nobody_else_waits_while_busy_slack_is_waited_for(shop: Shop, seen: Seen) -> None:
    shop.messenger.troubles = [SendLater(timedelta(seconds=0.5)), SendLater(timedelta(seconds=0.5))]
    for _ in range(3):  # there is place for one at a time
        await shop.observations.record(seen())
    await until(lambda: not shop.tasks.working)  # what waits for busy Slack is not at work
    assert len(shop.messenger.told) == 1
    assert [what for what, _, _ in await shop.all_told()] == ["recorded"] * 3


async def test_slack_that_stays_busy_is_given_up(shop: Shop, seen: Seen) -> None:
    shop.messenger.troubles = [SendLater(timedelta(0))] * 3
    await shop.observations.record(seen())
    assert await shop.all_told() == [("unreached", SOFIE, (ANNA, "da"))]


async def test_observation_stands_when_nobody_can_be_told(shop: Shop, seen: Seen) -> None:
    shop.messenger.troubles = [SendRefused("x", "ours"), SendRefused("x", "ours")]
    observed = await shop.observations.record(seen())
    assert await shop.all_told() == []
    assert (await shop.observations.latest(WORKSPACE, SOFIE)).observations == (observed,)


class AllAtOnce(FakeDirectory):
    """Answers when it has been asked about both, as a Slack that is slow answers all of them together."""

    def __init__(self, *people: Profile) -> None:
        super().__init__(*people)
        self.both = asyncio.Event()

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        found = await super().profile(workspace, member)
        if self.asked == len(self.people):
            self.both.set()
        await self.both.wait()
        return found


async def test_several_people_are_looked_up_at_the_same_time(shop: Shop, seen: Seen) -> None:
    slow = AllAtOnce(person(ANNA), person(BEN))
    shop.observations._people._directory = slow
    everyone = await shop.observations.record_together(for_each(seen(), [ANNA, BEN]))
    assert [one.subject for one in everyone] == [ANNA, BEN]


async def test_line_that_is_sent_twice_in_the_same_moment_is_one_row_and_one_message(shop: Shop, seen: Seen) -> None:
    typed = [shop.observations.record_typed([seen(source_key=f"line-{number}")]) for number in range(3)]
    answers = [one for [one] in await in_parallel(*typed)]
    assert len({answer.id for answer in answers}) == 1
    assert [answer.is_repeated for answer in answers].count(False) == 1
    assert [what for what, *_ in await shop.all_told()] == ["recorded"]


async def test_more_people_than_a_form_holds_are_refused_and_nobody_is_recorded(shop: Shop, seen: Seen) -> None:
    everyone = [MemberId(f"U0KOLLEGA{number}") for number in range(11)]
    for one in everyone:
        shop.directory.people[one] = person(one)
    with pytest.raises(errors.TooManyPeople):
        await shop.observations.record_together(for_each(seen(), everyone))
    assert await shop.all_told() == []
    assert len(await shop.observations.record_together(for_each(seen(), everyone[:10]))) == 10
