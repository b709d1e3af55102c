"""Parts that the views of observations share."""

from slack_sdk.models.blocks import Block, RichTextBlock, RichTextElementParts, RichTextQuoteElement

from bot.catalogue.model import Catalogue, Level
from bot.i18n import Translator
from bot.observations.records import Observed
from bot.observations.understood import Judged
from bot.ports import Profile
from handlers.views.parts import CONTROL, clip, escape

QUOTE_LIMIT = 2900


def level_label(level: Level, t: Translator) -> str:
    """The level's name."""
    labels = {Level.NOT_YET: t("Not yet"), Level.MET: t("Met"), Level.EXAMPLE: t("Example")}
    return labels[level]


def judged_label(level: Judged, t: Translator) -> str:
    """The level's name, or that it was not seen."""
    return level_label(level, t) if isinstance(level, Level) else t("Not seen")


def level_meaning(level: Level, sentence: str, t: Translator) -> str:
    """The level's sentence without the name that it may start with, for use beside the name."""
    meaning = sentence.removeprefix(f"{level_label(level, t)}:").strip()
    return meaning[:1].upper() + meaning[1:]


def standard_title(standard: str, catalogue: Catalogue, language: str) -> str:
    """The standard's title in the language; its id where it is gone from the catalogue."""
    found = catalogue.get(standard)
    return catalogue.localise(found, language).text.title if found else standard


def what(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator) -> str:
    """Standard and level of an observation, as mrkdwn."""
    title = standard_title(observed.standard, catalogue, reader.language)
    return f"*{escape(title)}* · {level_label(observed.level, t)}"


def when_and_where(observed: Observed, reader: Profile, t: Translator) -> str:
    """Moment and place of an observation, as mrkdwn."""
    moment = t.moment(observed.seen_at, reader.time_zone)
    return f"{moment} · {escape(observed.place)}" if observed.place else moment


def quotation(typed: str, limit: int = QUOTE_LIMIT) -> list[Block]:
    """What a person wrote, as a quotation in which no mention, link or formatting comes alive; nothing if empty."""
    text = clip(CONTROL.sub("", typed).strip(), limit)
    if not text:
        return []
    return [RichTextBlock(elements=[RichTextQuoteElement(elements=[RichTextElementParts.Text(text=text)])])]


def spoken(*parts: str) -> str:
    """The parts that are not empty, one to a line: the plain text of a message."""
    return "\n".join(part for part in parts if part)
