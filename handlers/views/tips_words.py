"""Words about tips: when they come, what became of them, and what could not be understood."""

from collections.abc import Callable, Sequence

from bot.i18n import Translator
from bot.tips import records
from bot.tips.languages import language_name, list_languages
from bot.tips.records import DeliveryRecord, State
from bot.tips.schedule import EVERY_DAY, WORKING_DAYS
from bot.tips.wish import Problem, Trouble, Wish
from handlers.views.parts import Message, clip, plain_message, quoted
from handlers.views.tips_rest_problems import REST_SENTENCES

WORDS_SHOWN = 80
CANNOT_ENTER = frozenset({"not_in_channel", "channel_not_found"})


def rule(wish: Wish, t: Translator) -> str:
    """When tips come and in which language, in one line."""
    return t(
        "{days} at {time}, {zone} time, in {language}",
        days=_days(wish.rule.weekdays, t),
        time=f"{wish.rule.loud_time:%H:%M}",
        zone=wish.rule.time_zone,
        language=language_name(wish.language, t.language),
    )


def outcome(delivery: DeliveryRecord, t: Translator) -> str:
    """What became of a delivery, in plain words."""
    match delivery.state:
        case State.SENT:
            return t("posted")
        case State.PENDING | State.SENDING:
            return t("on its way")
        case State.UNCERTAIN:
            return t("Slack did not say whether it arrived, so it was not sent again")
        case _:
            return _why_not(delivery.reason or "", t)


def mend_own(reason: str, t: Translator) -> str:
    """Why somebody's own tips have stopped, and what to do."""
    if reason == records.BY_HAND:
        return t("Your own tips are paused. Type `/tips me resume` when you want them back.")
    if reason == records.BAD_RULE:
        return t("Your own tips are paused: their time zone no longer exists. Type `/tips me` and choose another.")
    if reason == records.UNINSTALLED:
        return t("Your own tips are paused: Takt was removed and is back. Type `/tips me on` to go on.")
    if reason in records.LOST:
        return t(
            "Your own tips are paused: Slack did not let me in ({reason}). Ask your Takt admin to install Takt again. "
            "If your tips do not come back by themselves then, type `/tips me on`.",
            reason=reason,
        )
    return t(
        "Your own tips are paused: Slack does not let me in ({reason}). Ask your Takt admin, then type `/tips me on`.",
        reason=reason,
    )


def how_to_mend(reason: str, t: Translator, place: str) -> str:
    """Why Slack takes no tips for a channel, and what to do in this place (“here”, “there”)."""
    if _may_not_post(reason):
        return t(
            "Slack does not let me post in the channel: ask a workspace admin to allow it, then type `/tips on` "
            "{place}.",
            place=place,
        )
    not_in = t("I am not in the channel: type `/invite @Takt` {place}, then `/tips on`.", place=place)
    lost = t(
        "Slack did not let me in ({reason}): ask your Takt admin to install Takt again. "
        "If the tips do not come back by themselves then, type `/tips on` {place}.",
        reason=reason,
        place=place,
    )
    sentences = {
        **dict.fromkeys(CANNOT_ENTER, not_in),
        **dict.fromkeys(records.LOST, lost),
        "is_archived": t("The channel is archived: unarchive it, then type `/tips on` {place}.", place=place),
        records.UNINSTALLED: t("Takt was removed and is back: type `/tips on` {place} to go on.", place=place),
        records.BY_HAND: t("Somebody has paused them: type `/tips resume` {place} to go on.", place=place),
        records.BAD_RULE: t("Its time zone no longer exists: type `/tips` {place} and choose another.", place=place),
    }
    unknown = t(
        "Slack does not let me in ({reason}): ask your Takt admin, then type `/tips on` {place}.",
        reason=reason,
        place=place,
    )
    return sentences.get(reason, unknown)


def _may_not_post(reason: str) -> bool:
    """Whether Slack knows Takt in the channel, and does not let it post there."""
    return reason.startswith("restricted_action") or reason in {"no_permission", "access_denied", "ekm_access_denied"}


def problem(found: Problem, t: Translator) -> str:
    """What is wrong and what would be right, as mrkdwn."""
    return SENTENCES[found.trouble](quoted(found.words, WORDS_SHOWN), found.instead, t)


def field_problem(found: Problem, t: Translator) -> str:
    """The same in plain text, for under a field."""
    return SENTENCES[found.trouble](clip(found.words, WORDS_SHOWN), found.instead, t)


def nothing_done(problems: Sequence[Problem], t: Translator) -> Message:
    """The problems, where no form would help."""
    return plain_message("\n".join(problem(one, t) for one in problems))


def _days(weekdays: frozenset[int], t: Translator) -> str:
    if weekdays == EVERY_DAY:
        return t("Every day")
    if weekdays == WORKING_DAYS:
        return t("Monday to Friday")
    names = t.weekdays("wide")
    listed = ", ".join(names[day] for day in sorted(weekdays))
    return listed[:1].upper() + listed[1:]


def _why_not(reason: str, t: Translator) -> str:
    paused = t("not sent: tips were paused")
    sentences = {
        **dict.fromkeys(CANNOT_ENTER, t("not sent: I was not in the channel")),
        records.TURNED_OFF: t("not sent: tips were turned off"),
        records.TOO_LATE: t("not sent: it was too late, as I was not running at the time"),
        records.SLACK_AWAY: t("not sent: it was too late when Slack took messages again"),
        records.HELD_UP: t("not sent: it was too late, as I was not running, or Slack took no messages"),
        records.NO_STANDARDS: t("not sent: there are no standards to choose from"),
        records.LEFT_OUT: t("not sent: the day was skipped in the plan"),
        records.IN_QUIET_HOURS: t("not sent: it would have come within the quiet hours"),
        **{records.BY_HAND: paused, records.RESTS: paused},
        "is_archived": t("not sent: the channel was archived"),
    }
    if _may_not_post(reason):
        return t("not sent: Slack did not let me post in the channel")
    return sentences.get(reason, t("not sent: Slack said no ({reason})", reason=reason))


def _unknown(words: str, near: Sequence[str], t: Translator) -> str:
    if near:
        return t("I do not understand “{words}”. Did you mean {zones}?", words=words, zones=_either(near, t))
    return t(
        "I do not understand “{words}”. Say a time, days, a city and a language, such as “09:00 mon-fri London en”.",
        words=words,
    )


def _no_time(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t("“{words}” is not a time of day. Write it as 09:00, from 00:00 to 23:59.", words=words)


def _no_zone(words: str, near: Sequence[str], t: Translator) -> str:
    if near:
        return t("I know no time zone “{words}”. Did you mean {zones}?", words=words, zones=_either(near, t))
    return t("I know no time zone “{words}”. Write a large city in it, such as London or Copenhagen.", words=words)


def _several_zones(words: str, zones: Sequence[str], t: Translator) -> str:
    return t("“{words}” may be several time zones. Write {zones}.", words=words, zones=_either(zones, t))


def _no_language(words: str, languages: Sequence[str], t: Translator) -> str:
    known = list_languages(languages, t.language)
    return t("There are no tips in “{words}”. Choose one of these: {languages}.", words=words, languages=known)


def _twice(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t("You wrote more than one: {words}. Choose one of them.", words=words)


def _extra(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t(
        "I do not understand “{words}” here, so I have changed nothing. Leave it out, and I will do it.", words=words
    )


def _either(names: Sequence[str], t: Translator) -> str:
    return t(" or ").join(names)


SENTENCES: dict[Trouble, Callable[[str, Sequence[str], Translator], str]] = {
    **REST_SENTENCES,
    Trouble.UNKNOWN: _unknown,
    Trouble.TIME: _no_time,
    Trouble.ZONE: _no_zone,
    Trouble.SEVERAL_ZONES: _several_zones,
    Trouble.LANGUAGE: _no_language,
    Trouble.TWICE: _twice,
    Trouble.EXTRA: _extra,
}
