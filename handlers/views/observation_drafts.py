"""The form when the person has a draft: with the draft in it, or with the way to it."""

from collections.abc import Sequence
from dataclasses import replace

from slack_sdk.models.views import View

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from bot.observations.draft import Draft, KeptDraft
from bot.ports import Profile
from handlers import ids
from handlers.views.carried import Carried
from handlers.views.observation_form import form
from handlers.views.parts import button


def with_draft(kept: KeptDraft, catalogue: Catalogue, reader: Profile, t: Translator, carried: Carried) -> View:
    """The form goes on from the draft, and says since when there is one."""
    line = t(
        "This is your draft from {time}. Only you can see it; I keep it for 15 minutes only.",
        time=t.clock(kept.kept_at, reader.time_zone),
    )
    on = replace(carried, draft=kept.form)
    afresh = button(t("Start afresh"), ids.OBSERVE_AFRESH)
    return form(kept.draft, catalogue, reader.language, t, carried=on, lines=[line], buttons=[afresh])


def beside_draft(
    draft: Draft,
    kept: KeptDraft | None,
    catalogue: Catalogue,
    reader: Profile,
    t: Translator,
    carried: Carried,
    lines: Sequence[str] = (),
) -> View:
    """The form for something new, with the way to the draft where there is one."""
    if kept is None:
        return form(draft, catalogue, reader.language, t, carried=carried, lines=lines)
    line = t("You also have a draft from {time}.", time=t.clock(kept.kept_at, reader.time_zone))
    go_on = button(t("Go on with my draft"), ids.OBSERVE_GO_ON)
    return form(draft, catalogue, reader.language, t, carried=carried, lines=[*lines, line], buttons=[go_on])
