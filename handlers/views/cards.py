"""The card of one standard: what an observer can see first, then why, do, don't, words to say and exceptions."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.catalogue.model import Catalogue, Localised
from bot.catalogue.references import with_titles
from bot.i18n import Translator
from handlers import ids
from handlers.views.asked import Asked
from handlers.views.parts import Message, bullets, button, context, escape, header, section


def card(
    found: Localised, catalogue: Catalogue, t: Translator, *, can_share: bool, can_observe: bool = False
) -> Message:
    """The card as one person gets it, with its buttons."""
    parts = list(_parts(found, catalogue, t))
    blocks = [header(found.text.title), *(section(part) for part in parts), context(_small_print(found, catalogue, t))]
    notes = list(_notes(found, t))
    blocks += [context(note) for note in notes]
    buttons = _buttons(found, t, _again(found), can_share=can_share, can_observe=can_observe)
    return Message(_plain(found, [*parts, *notes]), [*blocks, buttons])


def shared_card(found: Localised, catalogue: Catalogue, t: Translator, *, sharer: str) -> Message:
    """The card as the channel gets it, with the name of the person who shared it."""
    parts = list(_parts(found, catalogue, t))
    who = t("<@{member}> shared a standard", member=sharer)
    blocks: list[Block] = [context(who), header(found.text.title), *(section(part) for part in parts)]
    blocks.append(context(_small_print(found, catalogue, t)))
    return Message(f"{who}\n{_plain(found, parts)}", [*blocks, _buttons(found, t, found.standard.id, can_share=False)])


def more(found: Localised, catalogue: Catalogue, t: Translator) -> Message:
    """What does not fit on the card: tips, how people ask, the law, who looks after it, and related standards."""
    name = t("More about “{title}”", title=found.text.title)
    parts = list(_more_parts(found, t))
    blocks: list[Block] = [header(name), *(section(part) for part in parts)]
    blocks.append(context(_upkeep(found, t)))
    related = [catalogue.everything[one] for one in found.standard.related if one in catalogue.everything]
    if related:
        titles = [(one.id, catalogue.localise(one, found.language).text.title) for one in related]
        blocks += [section(titled(t("Related standards"), "")), title_buttons(titles, ids.OPEN_STANDARD)]
    return Message("\n\n".join([escape(name), *parts, _upkeep(found, t)]), blocks)


def title_buttons(titles: Sequence[tuple[str, str]], action: str) -> ActionsBlock:
    """A button for each of at most 25 pairs of a standard's id and title."""
    return ActionsBlock(
        elements=[button(title, ids.numbered(action, mark), one) for mark, (one, title) in enumerate(titles[:25])]
    )


def titled(title: str, body: str) -> str:
    """A paragraph under a bold title."""
    return f"*{title}*\n{body}".strip()


def _parts(found: Localised, catalogue: Catalogue, t: Translator) -> Iterator[str]:
    text = found.text
    yield f"*{escape(text.criterion)}*"
    yield titled(t("Why"), escape(text.why))
    yield titled(t("Do"), bullets(text.do))
    yield titled(t("Don’t"), bullets(text.dont))
    if text.say:
        yield titled(t("Say this"), "\n".join(t("“{words}”", words=escape(line)) for line in text.say))
    if text.exception:
        yield titled(
            t("Exception"),
            escape(_exception(found, catalogue, t)),
        )


def _exception(found: Localised, catalogue: Catalogue, t: Translator) -> str:
    def quoted(title: str) -> str:
        return t("“{words}”", words=title)

    return with_titles(found.text.exception or "", catalogue, found.language, quoted)


def _small_print(found: Localised, catalogue: Catalogue, t: Translator) -> str:
    standard = found.standard
    area = catalogue.area_title(standard.area, found.language)
    parts = [escape(area), escape(catalogue.value_title(standard.value, found.language))]
    if found.text.changed:
        parts.append(t("changed {date}", date=t.day(found.text.changed)))
    if found.law:
        parts.append(t("there is a law about this: see More"))
    return " · ".join(parts)


def _notes(found: Localised, t: Translator) -> Iterator[str]:
    if found.fell_back:
        yield t("This standard does not exist in your language yet, so here it is in another.")
    if found.standard.retired:
        yield t("This standard is no longer in force.")


def _buttons(
    found: Localised, t: Translator, value: str, *, can_share: bool, can_observe: bool = False
) -> ActionsBlock:
    title = found.text.title
    observe = button(
        t("Log an observation"),
        ids.OBSERVE_OPEN_FORM,
        found.standard.id,
        describes=t("Log an observation of “{title}”", title=title),
    )
    share = button(
        t("Share in channel"),
        ids.SHARE_STANDARD,
        value,
        describes=t("Share “{title}” in the channel", title=title),
    )
    see_more = button(t("More"), ids.MORE_OF_STANDARD, value, describes=t("More about “{title}”", title=title))
    offers_form = can_observe and not found.standard.retired
    return ActionsBlock(elements=[*([share] if can_share else []), see_more, *([observe] if offers_form else [])])


def _again(found: Localised) -> str:
    """The same standard in the same language, as a button's value; a fallback leaves the language to the reader."""
    return Asked(found.standard.id, "" if found.fell_back else found.language).as_value()


def _more_parts(found: Localised, t: Translator) -> Iterator[str]:
    text = found.text
    yield titled(t("Try this"), bullets(text.tips))
    if text.questions:
        yield titled(t("People ask"), bullets(text.questions[:5]))
    if found.law:
        yield titled(t("The law"), f"{escape(found.law)}\n" + t("A pointer to check, not legal advice."))


def _upkeep(found: Localised, t: Translator) -> str:
    review = t.day(found.standard.review_by)
    upkeep = t(
        "Looked after by {owner} · to be reviewed by {date}",
        owner=escape(found.standard.owner.replace("-", " ")),
        date=review,
    )
    names = {"law": t("the law"), "culture": t("culture"), "product": t("what we sell")}
    factors = ", ".join(names[factor] for factor in found.standard.factors)
    return f"{upkeep} · " + t("Shaped by {factors}", factors=factors) if factors else upkeep


def _plain(found: Localised, parts: Sequence[str]) -> str:
    return "\n\n".join([escape(found.text.title), *parts])
