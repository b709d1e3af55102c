"""Two months in a shop where nobody works: what reports in the demo are made of."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice

from bot.catalogue.model import Level, Standard
from bot.db.engine import Sessions, transaction
from bot.observations import queries
from bot.observations.records import NewObservation
from bot.ports import MemberId, WorkspaceId

DAYS, A_DAY = 60, 6  # observations
PEOPLE = 9
STANDARDS = 12
EXAMPLES = 0.25
OPEN_FOR = timedelta(hours=8)
OBSERVER = MemberId("U0NOBODY")


async def invent_season(
    sessions: Sessions, workspace: WorkspaceId, standards: Sequence[Standard], now: datetime
) -> None:
    """Write down what was never seen, of people whom no workspace knows; nobody is told. Raises `StorageAway`.

    Day by day, so that whoever else writes has their turn meanwhile.
    """
    versions = {one.id: one.version for one in standards}
    invented = season(workspace, standards, now)
    while day := tuple(islice(invented, A_DAY)):
        async with transaction(sessions) as session:
            for new in day:
                at, version = new.seen_at or now, versions[new.standard]
                await queries.add_observation(session, new=new, standard_version=version, seen_at=at, now=at)


def season(workspace: WorkspaceId, standards: Sequence[Standard], now: datetime) -> Iterator[NewObservation]:
    """The same each time: some standards go well, some do not, and all better of late."""
    some = standards[:: max(1, len(standards) // STANDARDS)]
    for number in range(DAYS * A_DAY if some else 0):
        day, place = number // A_DAY, int(_chance(number, 1) * len(some))
        well = 0.4 + 0.45 * place / len(some) + (0.15 if day < DAYS // 2 else 0)
        good = Level.EXAMPLE if _chance(number, 2) < EXAMPLES else Level.MET
        yield NewObservation(
            workspace,
            OBSERVER,
            MemberId(f"{OBSERVER}{int(_chance(number, 3) * PEOPLE)}"),
            some[place].id,
            good if _chance(number, 4) < well else Level.NOT_YET,
            f"season-{number}",
            seen_at=now - timedelta(days=day) - OPEN_FOR * _chance(number, 5),
        )


def _chance(number: int, of: int) -> float:
    """A number from 0 to 1, as if by chance: a digest, so that it is the same everywhere."""
    return sha256(f"{of}/{number}".encode()).digest()[0] / 256
