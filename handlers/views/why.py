"""Why this tip comes today: one line in small type under it, in counts of a team, never about a person."""

from collections.abc import Callable, Mapping, Sequence

from bot.i18n import Translator
from bot.ports import Reason
from bot.tips.situation import Code


def why_today(reasons: Sequence[Reason], t: Translator) -> str:
    """The line, such as `Why this today: it is the standard of the week`; empty without reasons."""
    said = reasons_said(reasons, t)
    return t("Why this today: {reasons}", reasons=said) if said else ""


def reasons_said(reasons: Sequence[Reason], t: Translator) -> str:
    """The reasons alone; empty without any."""
    is_new = any(reason.code == Code.NEW for reason in reasons)  # "not for a long time" is no word for what never was
    known = [one for one in reasons if one.code in set(Code) and not (is_new and one.code == Code.DUE)]
    return "; ".join(SENTENCES[Code(one.code)](one.count, t) for one in known)


def _seen(_count: int | None, t: Translator) -> str:
    """It also stands in direct messages, where nobody should take it for what was seen of them alone."""
    return t("seen *not yet* among colleagues in the last 30 days")


def _asked(count: int | None, t: Translator) -> str:
    if count is None:
        return t("there have been questions about it lately")
    return t("asked about {count} times in the last 30 days", count=str(count))


def _fading(count: int | None, t: Translator) -> str:
    return t.plural("it was last here {n} working day ago", "it was last here {n} working days ago", count or 1)


SENTENCES: Mapping[Code, Callable[[int | None, Translator], str]] = {
    Code.FOCUS: lambda _, t: t("it is the standard of the week"),
    Code.PINNED: lambda _, t: t("it was planned for today"),
    Code.DUE: lambda _, t: t("it has not been here for a long time"),
    Code.NOT_YET: _seen,
    Code.PRACTISE: lambda _, t: t("the team still practises it"),
    Code.WRONG: lambda _, t: t("it was hard the last time"),
    Code.UNHELPFUL: lambda _, t: t("answers about it have not helped everybody lately"),
    Code.QUESTIONS: _asked,
    Code.CHANGED: lambda _, t: t("its text has changed"),
    Code.NEW: lambda _, t: t("it has not been here before"),
    Code.FADING: _fading,
}
