"""One sentence for each way in which an observation is refused; it stands in mrkdwn and under a form's field."""

from collections.abc import Callable
from typing import Any

from bot.i18n import Translator
from bot.observations import errors
from bot.observations.errors import ObservationRefused
from handlers.views.observation_parts import level_label
from handlers.views.parts import escape, quoted
from handlers.views.step_errors import SENTENCES

MOST_QUOTED = 120


def refused(error: ObservationRefused, t: Translator) -> str:
    """The sentence for the refusal."""
    return _SENTENCES[type(error)](error, t)


def _oneself(_error: errors.AboutOneself, t: Translator) -> str:
    return t("You cannot log an observation about yourself. Choose a colleague.")


def _bot(_error: errors.AboutBot, t: Translator) -> str:
    return t("That is an app, not a colleague. Choose a person.")


def _leaver(_error: errors.AboutLeaver, t: Translator) -> str:
    return t("This person has left the workspace. Choose someone else.")


def _stranger(_error: errors.AboutStranger, t: Translator) -> str:
    return t("This person belongs to another workspace. Choose someone from yours.")


def _retired(_error: errors.StandardRetired, t: Translator) -> str:
    return t("This standard is no longer in force. Choose another one.")


def _too_many(error: errors.TooManyPeople, t: Translator) -> str:
    return t("You named {count} people, and {limit} fit into one form.", count=error.count, limit=error.limit)


def _note_too_long(error: errors.NoteTooLong, t: Translator) -> str:
    return t(
        "Your note has {length} characters, and {limit} fit. Please shorten it.",
        length=error.length,
        limit=error.limit,
    )


def _place_too_long(error: errors.PlaceTooLong, t: Translator) -> str:
    return t("The place has {length} characters, and {limit} fit.", length=error.length, limit=error.limit)


def _in_future(_error: errors.SeenInFuture, t: Translator) -> str:
    return t("This moment is still to come. Choose when you saw it, or leave it empty for now.")


def _too_long_ago(error: errors.SeenTooLongAgo, t: Translator) -> str:
    return t.plural(
        "That is more than {n} day ago. Choose a later moment.",
        "That is more than {n} days ago. Choose a later moment.",
        error.limit.days,
    )


def _deleted_soon(error: errors.DeletedSoon, t: Translator) -> str:
    return t.plural(
        "It would be deleted within the hour: an observation is kept for {n} day after it was seen. "
        "Choose a later moment.",
        "It would be deleted within the hour: an observation is kept for {n} days after it was seen. "
        "Choose a later moment.",
        error.retention.days,
    )


def _unknown(_error: errors.UnknownObservation, t: Translator) -> str:
    return t("I find no such observation among yours. Type `/observe recent` to see them.")


def _too_late(error: errors.TooLateToUndo, t: Translator) -> str:
    minutes = int(error.limit.total_seconds() // 60)
    return t(
        "This can be undone for {minutes} minutes only. For 24 hours *Correct* still changes what it says.",
        minutes=minutes,
    )


def _saved_otherwise(error: errors.SavedOtherwise, t: Translator) -> str:
    if error.field == "follow_up":
        return _planned_otherwise(error, t)
    title = escape(error.titles.get(t.language) or next(iter(error.titles.values()), ""))
    said = " · ".join(part for part in (title, level_label(error.level, t), quoted(error.note, MOST_QUOTED)) if part)
    return t(
        "This was saved already, as: {said}. What you have changed since is not in it: close this, and put it right "
        "with *Correct*, or *Undo* and log it anew (`/observe recent`).",
        said=said,
    )


def _planned_otherwise(error: errors.SavedOtherwise, t: Translator) -> str:
    if error.follow_up is None:
        return t("This was saved already, without a follow-up. Close this, and press *Follow up* (`/observe recent`).")
    return t(
        "This was saved already, with a follow-up on {day}. Close this, and choose another day with *Follow up* "
        "(`/observe recent`).",
        day=t.date(error.follow_up),
    )


_SENTENCES: dict[type[ObservationRefused], Callable[[Any, Translator], str]] = {
    errors.AboutOneself: _oneself,
    errors.AboutBot: _bot,
    errors.AboutLeaver: _leaver,
    errors.AboutStranger: _stranger,
    errors.StandardRetired: _retired,
    errors.TooManyPeople: _too_many,
    errors.NoteTooLong: _note_too_long,
    errors.PlaceTooLong: _place_too_long,
    errors.SeenInFuture: _in_future,
    errors.DeletedSoon: _deleted_soon,
    errors.SeenTooLongAgo: _too_long_ago,
    errors.UnknownObservation: _unknown,
    errors.TooLateToUndo: _too_late,
    errors.SavedOtherwise: _saved_otherwise,
    **SENTENCES,
}
