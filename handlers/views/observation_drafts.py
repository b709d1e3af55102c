"""What stands above the form when the person has a draft: that it goes on from it, or the way to it."""

from slack_sdk.models.blocks import ButtonElement

from bot.i18n import Translator
from bot.observations.draft import KeptDraft
from bot.ports import Profile
from handlers import ids
from handlers.views.parts import button


def goes_on(kept: KeptDraft, reader: Profile, t: Translator) -> tuple[str, ButtonElement]:
    """The form goes on from the draft: since when there is one, and how to start afresh."""
    line = t(
        "This is your draft from {time}. Only you can see it; I keep it for 15 minutes only.",
        time=t.clock(kept.kept_at, reader.time_zone),
    )
    return line, button(t("Start afresh"), ids.OBSERVE_AFRESH)


def way_to(kept: KeptDraft, reader: Profile, t: Translator) -> tuple[str, ButtonElement]:
    """The form is for something new: that there is a draft beside it, and the way to it."""
    line = t("You also have a draft from {time}.", time=t.clock(kept.kept_at, reader.time_zone))
    return line, button(t("Go on with my draft"), ids.OBSERVE_GO_ON)
