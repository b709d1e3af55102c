"""An observation as a message shows it, in its reader's language; pure."""

from collections.abc import Mapping

from bot.catalogue.model import Catalogue, StandardText
from bot.observations.records import Observed
from bot.observations.steps import JudgedText, text_for
from bot.ports import ObservationMessage, Profile


def shown(
    observed: Observed, judged: Mapping[str, JudgedText], reader: Profile, catalogue: Catalogue
) -> ObservationMessage:
    """The message's content for a reader, with the standard as it read when this was judged by it.

    As it reads now where that is not kept, or not known because the database is away.
    """
    text: StandardText | JudgedText | None = text_for(judged, reader.language, catalogue.default_language)
    if text is None and (standard := catalogue.get(observed.standard)):
        text = catalogue.localise(standard, reader.language).text
    return shown_with(text, observed, reader, catalogue)


def shown_with(
    text: StandardText | JudgedText | None, observed: Observed, reader: Profile, catalogue: Catalogue
) -> ObservationMessage:
    """The message's content for a reader, with these words of the standard; without any, its id stands for them."""
    return ObservationMessage(
        observation=observed.id,
        observer=observed.observer,
        standard=observed.standard,
        title=text.title if text else observed.standard,
        criterion=text.criterion if text else "",
        level=observed.level,
        level_sentence=catalogue.level_sentence(observed.level, reader.language),
        note=observed.note,
        place=observed.place,
        seen_at=observed.seen_at,
        language=reader.language,
        time_zone=reader.time_zone,
        subject=observed.subject,
        version=observed.standard_version,
        follow_up=observed.follow_up,
        retired=not catalogue.in_force(observed.standard),
    )
