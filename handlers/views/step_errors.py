"""One sentence for each way in which a step after an observation is refused."""

from collections.abc import Callable
from typing import Any

from bot.i18n import Translator
from bot.observations import fair_errors
from bot.observations.errors import ObservationRefused
from handlers.views.parts import quoted

MOST_QUOTED = 120


def _no_longer_kept(error: fair_errors.NoLongerKept, t: Translator) -> str:
    return t.plural(
        "I find no such observation for you. After {n} day observations are deleted, and what is deleted is used "
        "for nothing any more.",
        "I find no such observation for you. After {n} days observations are deleted, and what is deleted is used "
        "for nothing any more.",
        error.retention.days,
    )


def _no_longer_counts(_error: fair_errors.NoLongerCounts, t: Translator) -> str:
    return t("This observation has been taken back. It counts for nothing, so there is nothing left to do.")


def _already_contested(_error: fair_errors.AlreadyContested, t: Translator) -> str:
    return t("This observation is contested. It is in no report until somebody has decided.")


def _already_decided(_error: fair_errors.AlreadyDecided, t: Translator) -> str:
    return t("This contest has been decided already, and the decision stands. Colleague and observer have been told.")


def _not_contested(_error: fair_errors.NotContested, t: Translator) -> str:
    return t("Nobody contests this observation, so there is nothing to decide.")


def _admin_decides(_error: fair_errors.AdminDecides, t: Translator) -> str:
    return t(
        "It was contested again after your correction, so only the admin who was asked can correct it now. "
        "You can withdraw it."
    )


def _upholds_oneself(_error: fair_errors.UpholdsOneself, t: Translator) -> str:
    return t(
        "An admin was asked, too, and only they can uphold it: nobody judges alone what they wrote themselves. You can "
        "correct or withdraw it at once."
    )


def _no_longer_admin(_error: fair_errors.NoLongerAdmin, t: Translator) -> str:
    return t(
        "Only admins decide on contests, and you are not one any more. You need not do anything: "
        "somebody else sees to it."
    )


def _too_late_to_correct(error: fair_errors.TooLateToCorrect, t: Translator) -> str:
    hours = int(error.limit.total_seconds() // 3600)
    return t("This can be corrected for {hours} hours only. After that only a contest can change it.", hours=hours)


def _nothing_corrected(_error: fair_errors.NothingCorrected, t: Translator) -> str:
    return t("That is what it says already. Change something, or close the form.")


def _words_missing(_error: fair_errors.WordsMissing, t: Translator) -> str:
    return t("Please write at least one sentence.")


def _words_too_long(error: fair_errors.WordsTooLong, t: Translator) -> str:
    return t(
        "Your text has {length} characters, and {limit} fit. Please shorten it.", length=error.length, limit=error.limit
    )


def _locked(error: fair_errors.RecordingLocked, t: Translator) -> str:
    if error.opens_on is None:
        return t.plural(
            "Recording is locked: an admin has to enter first when staff were notified (`/observe notice 2026-10-01`). "
            "It opens {n} day after that.",
            "Recording is locked: an admin has to enter first when staff were notified (`/observe notice 2026-10-01`). "
            "It opens {n} days after that.",
            error.days,
        )
    return t.plural(
        "Recording is locked until {day}: {n} day after staff were notified.",
        "Recording is locked until {day}: {n} days after staff were notified.",
        error.days,
        day=t.day(error.opens_on),
    )


def _day_refused(_error: fair_errors.NoticeDayRefused, t: Translator) -> str:
    return t("That day is too far away. Write the day on which staff were notified, such as 2026-10-01.")


def _follow_day_refused(error: fair_errors.FollowUpDayRefused, t: Translator) -> str:
    return t("Choose a day after today, {day} at the latest.", day=t.date(error.latest))


def _deleted_before(_error: fair_errors.DeletedBefore, t: Translator) -> str:
    return t("This observation is deleted before you could follow up: observations are kept for a limited time only.")


def _too_late_to_follow_up(error: fair_errors.TooLateToFollowUp, t: Translator) -> str:
    return t(
        "A follow-up can be planned in the first {days} days after you logged the observation. What you see now is a "
        "new one: `/observe`.",
        days=error.within.days,
    )


def _needs_not_yet(_error: fair_errors.FollowUpNeedsNotYet, t: Translator) -> str:
    return t("Only a *not yet* gets a follow-up.")


def _met_since(_error: fair_errors.MetSince, t: Translator) -> str:
    return t("This has been met since, so there is nothing left to follow up.")


def _no_scenarios(error: fair_errors.NoScenarios, t: Translator) -> str:
    if not error.standard:
        return t(
            "Your content has no scenarios to rate yet. Your content owner adds five for a standard in a file such as "
            "`scenarios/greeting.yaml`; `docs/content.md` says how."
        )
    return t(
        "There are no scenarios for this standard yet. Your content owner adds five as `scenarios/{standard}.yaml`; "
        "`docs/content.md` says how.",
        standard=error.standard,
    )


def _not_all_rated(error: fair_errors.NotAllRated, t: Translator) -> str:
    return t.plural("{n} scenario has no level yet.", "{n} scenarios have no level yet.", len(error.missing))


def _taken_otherwise(error: fair_errors.TakenOtherwise, t: Translator) -> str:
    if error.words:
        return t(
            "This was sent already, and reads: “{words}”. What you have changed since is not in it. "
            "You can close this.",
            words=quoted(error.words, MOST_QUOTED),
        )
    return t("This was corrected already, by what you sent first. Close this, and press *Correct* once more.")


def _nobody_to_answer(_error: fair_errors.NobodyToAnswer, t: Translator) -> str:
    return t("Whoever wrote this has left, so nobody would read it. A contest still goes to an admin.")


SENTENCES: dict[type[ObservationRefused], Callable[[Any, Translator], str]] = {
    fair_errors.NoLongerKept: _no_longer_kept,
    fair_errors.NoLongerCounts: _no_longer_counts,
    fair_errors.AlreadyContested: _already_contested,
    fair_errors.AlreadyDecided: _already_decided,
    fair_errors.NobodyToAnswer: _nobody_to_answer,
    fair_errors.TakenOtherwise: _taken_otherwise,
    fair_errors.NotContested: _not_contested,
    fair_errors.NoLongerAdmin: _no_longer_admin,
    fair_errors.UpholdsOneself: _upholds_oneself,
    fair_errors.AdminDecides: _admin_decides,
    fair_errors.TooLateToCorrect: _too_late_to_correct,
    fair_errors.NothingCorrected: _nothing_corrected,
    fair_errors.WordsMissing: _words_missing,
    fair_errors.WordsTooLong: _words_too_long,
    fair_errors.RecordingLocked: _locked,
    fair_errors.NoticeDayRefused: _day_refused,
    fair_errors.FollowUpDayRefused: _follow_day_refused,
    fair_errors.DeletedBefore: _deleted_before,
    fair_errors.TooLateToFollowUp: _too_late_to_follow_up,
    fair_errors.FollowUpNeedsNotYet: _needs_not_yet,
    fair_errors.MetSince: _met_since,
    fair_errors.NoScenarios: _no_scenarios,
    fair_errors.NotAllRated: _not_all_rated,
}
