"""Which tip a delivery brings: what was chosen at its first try, else what the channel's history asks for."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.model import Catalogue
from bot.ports import TipMessage
from bot.tips import delivery_queries
from bot.tips.posing import pose
from bot.tips.records import Claim
from bot.tips.selection import Candidate, Shown, choose

ROUNDS_REMEMBERED = 4


async def choose_tip(session: AsyncSession, claim: Claim, catalogue: Catalogue) -> Shown | None:
    """What was chosen at the first try, while it is in force; else what is next."""
    known = candidates(catalogue, claim.language)
    if claim.standard in {candidate.standard for candidate in known}:
        return Shown(str(claim.standard), claim.tip or 0)
    history = await delivery_queries.shown_in_channel(
        session,
        workspace=claim.workspace,
        channel=claim.channel,
        but=claim.id,
        limit=ROUNDS_REMEMBERED * len(known),
    )
    return choose(known, history)


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
