"""A question in the words of its reader's language, as long as the content still says what was sent. Pure."""

from dataclasses import replace

from bot.catalogue.model import Catalogue, Localised
from bot.ports import Choice, TipMessage, TipQuestion
from bot.tips.answered import Answered
from bot.tips.posing import as_written


def in_language(answered: Answered, catalogue: Catalogue, language: str) -> Answered:
    """The same in a language; as it was sent where the standard lacks it there, or was changed or deleted since."""
    tip = _tip(answered.tip, catalogue, language)
    options = tip.question.options if tip is not None and tip.question is not None else ()
    choice = next((one for one in options if one.number == answered.choice.number), None)
    return answered if tip is None or choice is None else replace(answered, tip=tip, choice=choice)


def _tip(sent: TipMessage, catalogue: Catalogue, language: str) -> TipMessage | None:
    standard = catalogue.get(sent.standard)
    if standard is None or sent.question is None or language == sent.language:
        return None
    before, now = catalogue.localise(standard, sent.language), catalogue.localise(standard, language)
    question = _question(sent.question, before, now)
    if question is None or now.fell_back or sent.tip not in before.text.tips:
        return None
    place = before.text.tips.index(sent.tip)
    if place >= len(now.text.tips):
        return None
    area = catalogue.area_title(standard.area, language)
    return replace(
        sent, title=now.text.title, area_title=area, tip=now.text.tips[place], language=language, question=question
    )


def _question(sent: TipQuestion, before: Localised, now: Localised) -> TipQuestion | None:
    """The check at the same place, its options in the order in which they were shown."""
    checks = (before.text.checks, now.text.checks)
    if any(sent.check >= len(each) for each in checks):
        return None
    meant, said = (as_written(each[sent.check], sent.check) for each in checks)
    if _in_order(sent.options, meant.options) != sent.options or meant.ask != sent.ask:
        return None
    options = _in_order(sent.options, said.options)
    same_right = [one.right for one in options] == [one.right for one in sent.options]
    return replace(sent, ask=said.ask, options=options) if same_right else None


def _in_order(shown: tuple[Choice, ...], written: tuple[Choice, ...]) -> tuple[Choice, ...]:
    by_number = {one.number: one for one in written}
    return tuple(by_number[one.number] for one in shown if one.number in by_number)
