"""Tips of one's own follow the person: to their time zone and language, as their Slack profile says."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, reading, transaction
from bot.errors import SlackTrouble, UnknownMember
from bot.people.members import People
from bot.ports import Clock, MemberId, Profile, WorkspaceId
from bot.tips import own_queries
from bot.tips.moves import next_due
from bot.tips.records import SubscriptionRecord
from bot.tips.rest_queries import last_slots

log = structlog.get_logger()


class Following:
    """Moves the next slots of people who are elsewhere now; what somebody chose otherwise themselves stays."""

    def __init__(self, sessions: Sessions, clock: Clock, people: People, live: LiveCatalogue) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._live = live
        self._seen: list[Profile] = []

    async def flush(self) -> None:
        """Write down the profiles that were seen lately, and follow them. Raises `StorageAway`: then they wait."""
        self._seen += await self._people.flush()
        if self._seen:
            await self.follow(self._seen)
            self._seen = []

    async def look_again(self, workspace: WorkspaceId, member: MemberId, *, zone: str = "", language: str = "") -> None:
        """Follow somebody of whose profile Slack has told this, empty where it has not. Raises `StorageAway`.

        Slack, which may tell late, is asked only where they have tips that are elsewhere.
        """
        async with reading(self._sessions) as session:
            known = await own_queries.subscription_of_member(session, workspace=workspace, member=member)
        if known is None or not known.is_on or _is_there(known, zone, language and self._spoken(language)):
            return
        with contextlib.suppress(SlackTrouble, UnknownMember):  # whenever the profile is seen again, they are followed
            await self.follow([await self._people.look_anew(workspace, member)])

    async def follow(self, profiles: Sequence[Profile]) -> int:
        """Have these people's tips come at the same time of day where they are now; how many moved."""
        now = self._clock.now()
        people = {(one.workspace, one.member): self._in_reach(one) for one in profiles}
        async with transaction(self._sessions) as session:
            found = await own_queries.subscriptions_elsewhere(session, people=list(people.values()))
            last = await last_slots(session, subscriptions=[one.id for one in found]) if found else {}
            for known in found:
                moved = _with(known, people[known.workspace, known.owner], now, last.get(known.id))
                await own_queries.move_subscription(session, moved=moved, now=now)
        if found:
            log.info("own_tips_followed", moved=len(found))
        return len(found)

    def _in_reach(self, person: Profile) -> Profile:
        """The profile, in a zone that there is (else in none) and a language that tips have."""
        from bot.tips.zones import is_zone  # noqa: PLC0415  (every name of a zone or a town comes with it)

        zone = person.time_zone if is_zone(person.time_zone) else ""
        return replace(person, time_zone=zone, language=self._spoken(person.language))

    def _spoken(self, language: str) -> str:
        return language if language in self._live.current.languages else self._live.current.default_language


def _is_there(known: SubscriptionRecord, zone: str, language: str) -> bool:
    """Whether the tips are where the person is, as far as they follow."""
    is_zone_right = known.keeps.zone or known.time_zone == zone
    return is_zone_right and (known.keeps.language or known.language == language)


def _with(known: SubscriptionRecord, person: Profile, now: datetime, last: datetime | None) -> SubscriptionRecord:
    """The subscription where the person is; its next slot never brings a second tip to a local date."""
    zone = known.time_zone if known.keeps.zone or not person.time_zone else person.time_zone
    language = known.language if known.keeps.language else person.language
    there = replace(known, time_zone=zone, language=language)
    with contextlib.suppress(LookupError):  # a zone that is gone, and was chosen: the tick tells of it
        return replace(there, next_due_at=next_due(known, there.rule, now, last))
    return there
