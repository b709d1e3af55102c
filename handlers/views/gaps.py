"""What people asked in vain: grouped, counted, never by whom, and as lines to take over into a content file."""

import json
from collections.abc import Iterator, Sequence

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
    return _pasteable(t("Copy this below `text:` in the file that `takt content new` writes:"), text)


def export(gaps: Sequence[Gap], t: Translator) -> Message:
    """The lines of all gaps, ready to copy, as many as fit into a message."""
    if not gaps:
        return plain_message(t("Nobody has asked in vain in the last 90 days."))
    fitting: list[str] = []
    for gap in gaps:
        if sum(map(len, fitting)) + len(_value(gap)) <= PASTE_LIMIT:
            fitting.append(f"# {gap.count} ×\n{_value(gap)}")
    intro = t("Each part goes below `text:` in a file that `takt content new` writes:")
    return _pasteable(intro, "\n---\n".join(fitting))


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
    """The questions of a gap in the form of a content file, as many as a button can carry."""
    lines = [f"  {gap.language}:", "    questions:"]
    for line in _quoted(gap.examples):
        if sum(map(len, lines)) + len(lines) + len(line) < VALUE_LIMIT:
            lines.append(line)
    return "\n".join(lines)


def _quoted(questions: Sequence[str]) -> Iterator[str]:
    for question in questions:
        yield f"      - {json.dumps(question, ensure_ascii=False)}"


def _pasteable(intro: str, text: str) -> Message:
    box = RichTextBlock(elements=[RichTextPreformattedElement(elements=[RichTextElementParts.Text(text=text)])])
    return Message(f"{intro}\n{escape(text)}", [section(intro), box])
