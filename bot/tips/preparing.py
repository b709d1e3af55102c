"""What each claimed delivery brings: its tip, written down before anything is sent; or why none is."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.breath import Breath
from bot.catalogue.model import Catalogue
from bot.ports import TipMessage
from bot.tips import queries
from bot.tips.choosing import Known, choose_tips, tip_message, zone_of
from bot.tips.decisions import Decision, is_left_out
from bot.tips.delivery_queries import keep_choices
from bot.tips.needs import NeedsOfTeams
from bot.tips.plan_queries import decisions_from
from bot.tips.posing import QUESTION
from bot.tips.records import (
    IN_QUIET_HOURS,
    LEFT_OUT,
    NO_STANDARDS,
    TURNED_OFF,
    Chosen,
    Claim,
    Outgoing,
    State,
    Verdict,
)
from bot.tips.schedule import is_quiet


async def prepare(
    session: AsyncSession,
    claims: Sequence[Claim],
    catalogue: Catalogue,
    needs_of_teams: NeedsOfTeams,
    *,
    now: datetime,
    grace: timedelta,
) -> list[Outgoing]:
    """What each claim brings. An order to stop, the plan and the grace are looked at here: once, for all of them."""
    numbers = {claim.subscription for claim in claims if claim.subscription is not None}
    known = await queries.subscriptions_numbered(session, subscriptions=numbers) if numbers else {}
    planned = await _planned(session, claims, known)
    stopped = {claim.id: _reason_to_skip(claim, known, planned.get(claim.id), now, grace) for claim in claims}
    going = [claim for claim in claims if stopped[claim.id] is None]
    pinned = {claim: decision.standard for claim, decision in planned.items() if decision.standard}
    choices = await choose_tips(session, going, catalogue, needs_of_teams, known, pinned) if going else {}
    chosen: dict[str, Chosen] = {}
    breath = Breath()
    for claim in going:
        choice = choices[claim.id]
        if choice is not None:
            message = tip_message(catalogue, choice, claim, asks=_asks(claim, known))
            chosen[claim.id] = Chosen(claim, choice, message)
        await breath.take()
    if chosen:
        await keep_choices(session, chosen=list(chosen.values()), now=now)
    return [Outgoing(claim, _brought(chosen.get(claim.id), stopped[claim.id])) for claim in claims]


def _brought(chosen: Chosen | None, stopped: str | None) -> TipMessage | Verdict:
    if stopped is not None:
        return Verdict(State.SKIPPED, reason=stopped)
    return Verdict(State.FAILED, reason=NO_STANDARDS) if chosen is None else chosen.message


def _asks(claim: Claim, known: Known) -> bool:
    """Whether the tip is a question, which is usual."""
    subscription = known.get(claim.subscription or 0)
    return subscription is None or subscription.style == QUESTION


async def _planned(session: AsyncSession, claims: Sequence[Claim], known: Known) -> dict[str, Decision]:
    """By delivery, what a supervisor has decided for its day; not for what somebody asked for by hand."""
    days = {
        claim.id: claim.slot.astimezone(zone_of(known[claim.subscription])).date()
        for claim in claims
        if claim.subscription is not None and claim.subscription in known and not claim.by_hand
    }
    if not days:
        return {}
    decided = await decisions_from(session, subscriptions=known.keys(), first=min(days.values()))
    found = {claim.id: decided.get(claim.subscription or 0, {}) for claim in claims if claim.id in days}
    return {claim: of_days[days[claim]] for claim, of_days in found.items() if days[claim] in of_days}


def _reason_to_skip(
    claim: Claim, known: Known, decision: Decision | None, now: datetime, grace: timedelta
) -> str | None:
    """Why the order to stop, the plan or the clock wins over this delivery; None when it is to be sent."""
    if is_left_out(decision):
        return LEFT_OUT
    if now - claim.slot > grace:
        return claim.reason_if_late
    if claim.subscription is None:
        return None
    subscription = known.get(claim.subscription)
    if subscription is None:
        return TURNED_OFF
    if not subscription.active:
        return subscription.paused_reason or TURNED_OFF
    return IN_QUIET_HOURS if not claim.by_hand and is_quiet(subscription.rule, now) else None
