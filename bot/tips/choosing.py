"""Which tip a delivery brings: what was chosen at its first try, else what the channel's history asks for."""

import asyncio
from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.model import Catalogue
from bot.ports import TipMessage
from bot.tips.delivery_queries import shown_in_channels
from bot.tips.posing import pose
from bot.tips.records import Claim
from bot.tips.selection import Candidate, Shown, choose

ROUNDS_REMEMBERED = 4


async def choose_tips(
    session: AsyncSession, claims: Sequence[Claim], catalogue: Catalogue
) -> Mapping[str, Shown | None]:
    """By delivery: what was chosen at the first try, while it is in force; else what is next, None where nothing is.

    Two claims of one channel take turns: what the first one gets counts as shown for the second.
    """
    known = {language: candidates(catalogue, language) for language in {claim.language for claim in claims}}
    in_force = {standard.id for standard in catalogue.standards}
    open_claims = [claim for claim in claims if claim.standard not in in_force]
    chosen: dict[str, Shown | None] = {
        claim.id: Shown(claim.standard, claim.tip or 0) for claim in claims if claim.standard in in_force
    }
    limit = ROUNDS_REMEMBERED * len(in_force)
    shown = await shown_in_channels(session, claims=open_claims, limit=limit) if open_claims else {}
    for claim in open_claims:
        history = shown.setdefault((claim.workspace, claim.channel), [])
        chosen[claim.id] = choice = choose(known[claim.language], history)
        if choice is not None:
            history.insert(0, choice)
        await asyncio.sleep(0)  # choosing for many takes a while, and the event loop has others to serve
    return chosen


def candidates(catalogue: Catalogue, language: str) -> list[Candidate]:
    """The standards in force, with how many tips each has in the language, or in the one that it falls back to."""
    return [
        Candidate(standard.id, standard.area, len(catalogue.localise(standard, language).text.tips))
        for standard in catalogue.standards
    ]


def tip_message(catalogue: Catalogue, choice: Shown, claim: Claim, *, asks: bool) -> TipMessage:
    """The words of a tip, and its question where it asks one; what a reload has taken away gives way to another."""
    language = claim.language
    localised = catalogue.localise(catalogue.everything[choice.standard], language)
    tips = localised.text.tips
    return TipMessage(
        standard=choice.standard,
        title=localised.text.title,
        area_title=catalogue.area_title(localised.standard.area, localised.language),
        tip=tips[choice.tip % len(tips)],
        language=localised.language,
        question=pose(localised.text.checks, choice.tip, delivery=claim.id, channel=claim.channel) if asks else None,
    )
