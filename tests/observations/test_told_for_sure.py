"""A colleague hears of what was recorded about them, once, also when the process ends right after it was saved."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.catalogue.loader import load
from bot.errors import SendInDoubt, SendLater, SendRefused, UnknownMember
from bot.observations.records import NewObservation, for_each
from bot.observations.retention_queries import fold_about
from bot.people.erasure import Erasure
from bot.ports import ObservationMessage
from tests.catalogue.packs import queue, standard, write_pack
from tests.catalogue.packs import text as words
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE
from tests.observations.conftest import DroppedError, in_parallel
from tests.observations.test_follow_ups import Floor, floor
from tests.waiting import until

__all__ = ["floor"]

Seen = Callable[..., NewObservation]


async def restart(floor: Floor, **later: float) -> None:
    """The job some time later, on three replicas that have just started."""
    floor.shop.messenger.silenced = False
    floor.shop.clock.advance(**later)
    people = floor.shop.observations._people
    await in_parallel(*(floor.shop.tellers(floor.sessions, people).chores.do_due() for _ in range(3)))


async def told(floor: Floor) -> list[str]:
    """What people were told, in order."""
    return [what for what, *_ in await floor.shop.all_told()]


async def open_chores(floor: Floor) -> int:
    """How much is still to be done in Slack."""
    async with floor.sessions() as session:
        return int(await session.scalar(text("SELECT count(*) FROM chore WHERE done_at IS NULL")) or 0)


async def test_message_that_went_out_leaves_nothing_to_do(floor: Floor, seen: Seen) -> None:
    await floor.shop.observations.record(seen())
    assert await told(floor) == ["recorded"]
    async with floor.sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM chore")) == 0
    await restart(floor, minutes=11)
    assert await told(floor) == ["recorded"]


async def test_process_that_ends_right_after_recording_leaves_nobody_untold(floor: Floor, seen: Seen) -> None:
    floor.shop.messenger.silenced = True
    await floor.shop.observations.record_together(for_each(seen(note="Så varmt"), [ANNA, BEN]))
    assert await told(floor) == []
    await restart(floor, minutes=1)
    assert await told(floor) == [], "the lease of who was killed is not over"
    await restart(floor, minutes=2)
    await restart(floor, minutes=11)
    messages = {who: message for _, who, message in await floor.shop.all_told()}
    assert sorted(messages) == [ANNA, BEN]
    assert len(floor.shop.messenger.told) == 2
    anna, ben = messages[ANNA], messages[BEN]
    assert isinstance(anna, ObservationMessage)
    assert isinstance(ben, ObservationMessage)
    assert (anna.title, anna.note, anna.observer, anna.language) == ("Hilsen", "Så varmt", SOFIE, "da")
    assert (ben.title, ben.note, ben.time_zone, ben.language) == ("Greeting", "Så varmt", "Europe/London", "en")
    assert await open_chores(floor) == 0


async def test_message_told_after_a_restart_is_emptied_by_an_undo(floor: Floor, seen: Seen) -> None:
    floor.shop.messenger.silenced = True
    observed = await floor.shop.observations.record(seen())
    await floor.shop.all_told()
    await restart(floor, minutes=3)
    await floor.shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    await floor.shop.all_told()
    assert len(floor.shop.messenger.emptied) == 1


@pytest.mark.parametrize("how", ["undone", "erased"])
async def test_what_is_gone_meanwhile_is_not_told(floor: Floor, seen: Seen, how: str) -> None:
    floor.shop.messenger.silenced = True
    observed = await floor.shop.observations.record(seen())
    await floor.shop.all_told()
    floor.shop.messenger.silenced = False
    if how == "undone":
        await floor.shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    else:
        await Erasure(floor.sessions, floor.shop.clock, fold_about).erase(WORKSPACE, ANNA)
    for _ in range(2):
        await restart(floor, minutes=6)
    assert "recorded" not in await told(floor)
    assert await open_chores(floor) == 0


@pytest.mark.parametrize(
    "trouble", [DroppedError("timeout"), SendInDoubt("timeout"), SendRefused("account_inactive", "workspace")]
)
async def test_message_of_which_nobody_knows_is_looked_for_and_comes_once(
    floor: Floor, seen: Seen, trouble: Exception
) -> None:
    floor.shop.messenger.troubles = [trouble]
    observed = await floor.shop.observations.record(seen())
    assert ("unreached" in await told(floor)) is True
    for _ in range(2):
        await restart(floor, minutes=11)
    assert sorted(await told(floor)) == ["recorded", "unreached"]
    async with floor.sessions() as session:
        kept = text("SELECT channel FROM told WHERE observation = :id")
        assert list(await session.scalars(kept, {"id": observed.id})) == [f"D{ANNA}"]


async def test_where_takt_may_not_look_it_is_told_rather_twice_than_never(floor: Floor, seen: Seen) -> None:
    floor.shop.messenger.unreadable = SendRefused("missing_scope", "workspace")
    floor.shop.messenger.silenced = True
    await floor.shop.observations.record(seen())
    await floor.shop.all_told()
    for _ in range(2):
        await restart(floor, minutes=11)
    assert await told(floor) == ["recorded"]


async def test_slack_that_stays_busy_is_asked_again_later(floor: Floor, seen: Seen) -> None:
    floor.shop.messenger.troubles = [SendLater(timedelta(0))] * 3
    await floor.shop.observations.record(seen())
    assert await told(floor) == ["unreached"]
    floor.shop.messenger.troubles = [SendLater(timedelta(minutes=1))]
    for _ in range(2):
        await restart(floor, minutes=3)
    assert await told(floor) == ["unreached", "recorded"]


@pytest.mark.parametrize("refusal", [SendRefused("user_disabled", "channel"), UnknownMember("x")])
async def test_who_cannot_be_reached_is_not_told_again_and_the_observer_hears_it_once(
    floor: Floor, seen: Seen, refusal: Exception
) -> None:
    floor.shop.messenger.troubles = [refusal]
    await floor.shop.observations.record(seen())
    for _ in range(2):
        await restart(floor, minutes=11)
    assert await told(floor) == ["unreached"]
    assert await open_chores(floor) == 0


async def test_observer_hears_also_after_a_restart_that_the_colleague_could_not_be_told(
    floor: Floor, seen: Seen
) -> None:
    floor.shop.messenger.silenced = True
    await floor.shop.observations.record(seen())
    await floor.shop.all_told()
    floor.shop.messenger.troubles = [SendRefused("user_disabled", "channel")]
    for _ in range(2):
        await restart(floor, minutes=11)
    assert floor.shop.messenger.told == [("unreached", SOFIE, (ANNA, "da"))]
    assert await open_chores(floor) == 0


async def test_process_that_slept_over_its_lease_sends_nothing(floor: Floor, seen: Seen) -> None:
    floor.shop.messenger.troubles = [SendLater(timedelta(milliseconds=200))]
    await floor.shop.observations.record(seen())
    await until(lambda: not floor.shop.messenger.troubles)
    await restart(floor, minutes=3)
    assert await told(floor) == ["recorded"]


async def test_repeated_request_owes_nothing_more(floor: Floor, seen: Seen) -> None:
    new = seen()
    floor.shop.messenger.silenced = True
    await in_parallel(*(floor.shop.observations.record(new) for _ in range(3)))
    await floor.shop.all_told()
    assert await open_chores(floor) == 1
    await restart(floor, minutes=3)
    assert await told(floor) == ["recorded"]


@pytest.mark.parametrize("silenced", [False, True])
async def test_message_shows_the_standard_as_it_read_when_it_was_recorded(
    floor: Floor, seen: Seen, tmp_path: Path, silenced: bool
) -> None:
    before = floor.shop.live.current.everything["greeting"]
    floor.shop.messenger.silenced = silenced
    await floor.shop.observations.record(seen())
    anew = standard("greeting", words("Greeting"), words("Hilsen på ny", criterion="Der hilses højt."))
    floor.shop.live.replace(load(write_pack(tmp_path / "newer", anew, queue())))
    assert floor.shop.live.current.everything["greeting"].version != before.version
    await floor.shop.all_told()
    await restart(floor, minutes=11)
    [(_, _, message)] = await floor.shop.all_told()
    assert isinstance(message, ObservationMessage)
    assert (message.title, message.criterion) == ("Hilsen", before.text["da"].criterion)
    assert message.version == before.version
