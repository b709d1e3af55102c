"""How to use `/observe`."""

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from bot.i18n import Translator
from handlers import ids
from handlers.views.parts import Message, button, section


def usage(t: Translator, *, may_observe: bool) -> Message:
    """What `/observe` does, with buttons for what the person may do."""
    lines = [
        t("*`/observe`* opens a form to log what you saw a colleague do."),
        t("*`/observe @anna greeting met Warm welcome at the door`* logs it in one line."),
        t("The levels: `not yet` or `-`, `met` or `+`, `example` or `!`. With `not seen` nothing is recorded."),
        t("On somebody’s message: *More actions* → *Log an observation*. Its author and words are filled in."),
        t("*`/observe recent`* shows your own last ten; the newest can be undone for 15 minutes."),
        t("*`/observe @anna greeting - follow 3d`* reminds you to look again; *`/observe follow-ups`* lists those."),
        t("*`/observe calibrate`*: supervisors rate the same short scenarios in private. Do we judge alike?"),
        t("*`/observe mine`* shows everything recorded about you. Everybody can use it."),
        t(
            "*`/observe report week greeting`* counts what was seen, for supervisors: by period, area or standard; "
            "`week standard` lists all."
        ),
        t("*`/observe export`* sends you everything that is kept about you, as files."),
        t("*`/observe notice 2026-10-01`* is for admins: when staff were notified, before anything may be recorded."),
        t(
            "Supervisors and admins log; only the colleague and the observer see what was logged "
            "(and one admin, if it is contested)."
        ),
    ]
    text = "\n".join(lines)
    buttons = [*(supervisors_buttons(t) if may_observe else []), all_about_me(t)]
    return Message(text, [section(text), ActionsBlock(elements=buttons)])


def all_about_me(t: Translator) -> ButtonElement:
    """The button that shows a person what is recorded about them."""
    return button(t("All about me"), ids.OBSERVE_MINE, describes=t("Everything that is recorded about me"))


def open_form(t: Translator, *, style: str | None = None) -> ButtonElement:
    """The button that opens the form."""
    return button(t("Log an observation"), ids.OBSERVE_OPEN_FORM, style=style)


def open_follow_ups(t: Translator) -> ButtonElement:
    """The button that shows a supervisor's own follow-ups."""
    return button(t("Follow-ups"), ids.FOLLOW_UP_LIST, describes=t("Your open follow-ups"))


def supervisors_buttons(t: Translator, *, style: str | None = None) -> list[ButtonElement]:
    """Log, what was logged last, and follow-ups; `style` is that of the first."""
    recent = button(t("My latest"), ids.OBSERVE_RECENT, describes=t("Your latest observations"))
    return [open_form(t, style=style), recent, open_follow_ups(t)]
