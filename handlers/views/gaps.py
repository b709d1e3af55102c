"""What people asked in vain: grouped, counted, never by whom, and as lines to take over into a content file."""

import json
from collections.abc import Sequence

from slack_sdk.models.blocks import Block, RichTextBlock, RichTextElementParts, RichTextPreformattedElement

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from bot.ports import Gap
from handlers import ids
from handlers.views.parts import Message, button, context, escape, header, plain_message, quoted, section

VALUE_LIMIT = 2000
PASTE_LIMIT = 3500


def listing(gaps: Sequence[Gap], catalogue: Catalogue, t: Translator, language: str) -> Message:
    """Every gap with its count, its newest question and a button to its draft."""
    title, intro = _title(t), t("Questions of the last 90 days that got no answer, or one that did not help.")
    if not gaps:
        return plain_message(t("Nobody has asked in vain in the last 90 days."))
    lines = [_line(gap, t) + _unhelpful(gap, catalogue, t, language) for gap in gaps]
    rows: list[Block] = [
        section(line, button(t("Draft"), ids.numbered(ids.GAP_DRAFT, place), _value(gap), describes=gap.examples[0]))
        for place, (gap, line) in enumerate(zip(gaps, lines, strict=True))
    ]
    hint = t("A draft is ready for `takt content new`. All drafts at once: `/standard gaps export`.")
    return Message("\n".join([title, intro, *lines, hint]), [header(title), section(intro), *rows, context(hint)])


def digest(gaps: Sequence[Gap], t: Translator) -> Message:
    """The weekly word to the content owners."""
    title = _title(t)
    intro = t("Good morning! This is what people asked in vain in the last 90 days. Who asked is not kept.")
    lines = [_line(gap, t) for gap in gaps]
    hint = t("Admins get drafts for the missing standards with `/standard gaps`.")
    blocks: list[Block] = [header(title), section(intro), *(section(line) for line in lines), context(hint)]
    return Message("\n".join([title, intro, *lines, hint]), blocks)


def draft(text: str, t: Translator) -> Message:
    """The lines of one gap, ready to copy."""
    return _pasteable(t("Save this as `gaps.yaml`, then: `takt content new ID --from-gaps gaps.yaml`"), text)


def export(gaps: Sequence[Gap], t: Translator) -> list[Message]:
    """The lines of all gaps, ready to copy into one file, in as many messages as it takes."""
    if not gaps:
        return [plain_message(t("Nobody has asked in vain in the last 90 days."))]
    parts = [""]
    for gap in gaps:
        draft_of_gap = f"--- # {gap.count} ×\n{_draft(gap)}\n"
        if parts[-1] and len(parts[-1]) + len(draft_of_gap) > PASTE_LIMIT:
            parts.append("")
        parts[-1] += draft_of_gap
    intro = t(
        "Save this as `gaps.yaml`, then, for each draft by its number:"
        " `takt content new ID --from-gaps gaps.yaml --gap 1`"
    )
    total = len(parts)
    rest = [
        t("Part {n} of {total}: this goes below, into the same file.", n=n, total=total) for n in range(2, total + 1)
    ]
    return [_pasteable(words, part) for words, part in zip([intro, *rest], parts, strict=True)]


def exported(t: Translator) -> Message:
    """Tells where the drafts are."""
    return plain_message(t("I have sent you the drafts in a direct message."))


def _title(t: Translator) -> str:
    return t("What people asked in vain")


def _line(gap: Gap, t: Translator) -> str:
    others = [t("“{words}”", words=quoted(one, 100)) for one in gap.examples[1:3]]
    count = t.plural("{n} time", "{n} times", gap.count)
    first = t("“{words}”", words=quoted(gap.examples[0]))
    return f"*{count}:* {first}" + (f"\n{' · '.join(others)}" if others else "")


def _unhelpful(gap: Gap, catalogue: Catalogue, t: Translator, language: str) -> str:
    known = [found for one in gap.unhelpful if (found := catalogue.get(one))]
    titles = ", ".join(escape(catalogue.localise(found, language).text.title) for found in known)
    return "\n" + t("Did not help: {titles}", titles=titles) if titles else ""


def _value(gap: Gap) -> str:
    """The draft of a gap with as many questions, the newest first, as a button can carry."""
    for most in range(len(gap.examples), 1, -1):
        if len(found := _draft(gap, most)) <= VALUE_LIMIT:
            return found
    return _draft(gap, 1)


def _draft(gap: Gap, most: int | None = None) -> str:
    """The questions of a gap in the form of a content file, each under its language."""
    found: dict[str, list[str]] = {}
    for language, question in list(zip(gap.languages, gap.examples, strict=True))[:most]:
        found.setdefault(language, []).append(f"      - {json.dumps(question, ensure_ascii=False)}")
    return "\n".join(line for one, questions in found.items() for line in (f"  {one}:", "    questions:", *questions))


def _pasteable(intro: str, text: str) -> Message:
    box = RichTextBlock(elements=[RichTextPreformattedElement(elements=[RichTextElementParts.Text(text=text)])])
    return Message(f"{intro}\n{escape(text)}", [section(intro), box])
