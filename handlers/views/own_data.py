"""What accompanies an export of one's own data."""

from collections.abc import Mapping
from typing import Any

from bot.i18n import Translator
from handlers.views.parts import Message, plain_message


def announced(export: Mapping[str, Any], t: Translator) -> Message:
    """Before the files: what is in them, and for how long it is kept."""
    about = len(export["observations_about_me"])
    found = t.plural("Here is {n} observation about you.", "Here are all {n} observations about you.", about)
    lines = [
        found if about else t("There are no observations about you."),
        t("The JSON file also holds what else I keep about you: profile, answers, own tips, audit log."),
        t.plural(
            "Observations are for coaching only and are deleted after {n} day.",
            "Observations are for coaching only and are deleted after {n} days.",
            export["kept_for_days"],
        ),
    ]
    return plain_message("\n".join(lines))


def no_files(t: Translator) -> Message:
    """In place of the files, where Takt lacks the scope for them."""
    return plain_message(
        t(
            "I may not send files in this workspace (the scope `files:write` is missing). Your admin can give you your "
            "data with `takt export`; `/observe mine` shows all observations here."
        )
    )
