"""Which tips deliveries bring: what was chosen at their first try, else what their channels need; for many at once."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.ext.asyncio import AsyncSession

from bot.breath import Breath
from bot.catalogue.model import Catalogue
from bot.ports import Need, Team, TipMessage
from bot.tips.calendars import is_holiday
from bot.tips.history_queries import Past, histories
from bot.tips.kept_reasons import read_reasons
from bot.tips.needs import NeedsOfTeams
from bot.tips.posing import pose
from bot.tips.records import Claim, SubscriptionRecord
from bot.tips.selection import choose
from bot.tips.situation import Candidate, Offer, Selected, Shown, Situation

ROUNDS_REMEMBERED = 4
DAYS_LOOKED_BACK = 100  # calendar days: more than 60 working days
Known = Mapping[int, SubscriptionRecord]
Pinned = Mapping[str, str]  # by delivery: the standard that a supervisor has planned for its day
NOTHING_PINNED: Pinned = MappingProxyType({})


async def choose_tips(
    session: AsyncSession,
    claims: Sequence[Claim],
    catalogue: Catalogue,
    needs_of_teams: NeedsOfTeams,
    known: Known,
    pinned: Pinned = NOTHING_PINNED,
) -> Mapping[str, Selected | None]:
    """By delivery: what was chosen at its first try, while it is in force; else what comes next, None where nothing is.

    `known` holds the claims' subscriptions, `pinned` what is planned for them. Two claims of one channel take turns:
    what the first one gets counts as shown for the second.
    """
    in_force = {standard.id for standard in catalogue.standards}
    chosen: dict[str, Selected | None] = {claim.id: _as_before(claim) for claim in claims if claim.standard in in_force}
    waiting = [claim for claim in claims if claim.id not in chosen]
    if not waiting:
        return chosen
    teams = list(dict.fromkeys(Team(claim.workspace, claim.channel) for claim in waiting))
    limit = ROUNDS_REMEMBERED * len(in_force)
    past = await histories(session, teams=teams, but=[claim.id for claim in waiting], limit=limit)
    needs = await needs_of_teams(session, teams=teams, now=max(claim.slot for claim in waiting))
    offered = {language: candidates(catalogue, language) for language in {claim.language for claim in waiting}}
    just_now: dict[Team, list[Shown]] = {team: [] for team in teams}
    breath = Breath()
    for claim in waiting:
        team = Team(claim.workspace, claim.channel)
        subscription = known.get(claim.subscription) if claim.subscription is not None else None
        day = claim.slot.astimezone(zone_of(subscription)).date()
        situation = situation_on(day, subscription, needs.get(team, {}), pinned.get(claim.id))
        history = [*just_now[team], *history_of(past.get(team, ()), subscription)]
        selected = chosen[claim.id] = choose(offered[claim.language], history, situation)
        if selected is not None:
            just_now[team].insert(0, Shown(selected.standard, selected.tip, situation.day, selected.check))
        await breath.take()
    return chosen


def candidates(catalogue: Catalogue, language: str) -> Offer:
    """The standards in force, with what each has in the language, or in the one that it falls back to."""
    return Offer(
        Candidate(standard.id, standard.area, len(text.tips), len(text.checks), standard.changed)
        for standard in catalogue.standards
        for text in (catalogue.localise(standard, language).text,)
    )


def tip_message(catalogue: Catalogue, choice: Selected, claim: Claim, *, asks: bool) -> TipMessage:
    """The words of a tip, and its question where it asks one; what a reload has taken away gives way to another."""
    language = claim.language
    localised = catalogue.localise(catalogue.everything[choice.standard], language)
    tips, checks = localised.text.tips, localised.text.checks
    return TipMessage(
        standard=choice.standard,
        title=localised.text.title,
        area_title=catalogue.area_title(localised.standard.area, localised.language),
        tip=tips[choice.tip % len(tips)],
        language=localised.language,
        question=pose(checks, choice.check or 0, delivery=claim.id, channel=claim.channel) if asks else None,
        why=choice.reasons,
    )


def _as_before(claim: Claim) -> Selected:
    return Selected(str(claim.standard), claim.tip or 0, claim.check, read_reasons(claim.why))


def situation_on(
    day: date, subscription: SubscriptionRecord | None, needs: Mapping[str, Need], pinned: str | None = None
) -> Situation:
    """What counts for a channel on a local date, beside its history."""
    if subscription is None:
        return Situation(day, needs)
    return Situation(
        day,
        needs,
        len(subscription.weekdays),
        focus=subscription.focus,
        focus_until=subscription.focus_until,
        pinned=pinned,
        days_off=days_off(subscription, day),
    )


def days_off(subscription: SubscriptionRecord, today: date) -> frozenset[date]:
    """The public holidays that the channel has had lately."""
    calendar = subscription.rest.holidays.calendar(subscription.time_zone)
    if calendar is None:
        return frozenset()
    lately = (today - timedelta(days=age) for age in range(DAYS_LOOKED_BACK))
    return frozenset(day for day in lately if is_holiday(day, calendar))


def history_of(past: Sequence[Past], subscription: SubscriptionRecord | None) -> list[Shown]:
    """What a channel was shown, by its local dates."""
    zone, focus_since = zone_of(subscription), subscription.focus_since if subscription else None
    return [one.shown(zone, focus_since) for one in past]


def zone_of(subscription: SubscriptionRecord | None) -> ZoneInfo:
    """Whose dates count: those of the channel's zone, or of UTC where it has none that exists."""
    try:
        return ZoneInfo(subscription.time_zone if subscription else "UTC")
    except (ZoneInfoNotFoundError, ValueError):  # a row edited by hand
        return ZoneInfo("UTC")
