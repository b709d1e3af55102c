"""Ways to the report on observations: a supervisor's part of Home, and the buttons for its picture."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot.i18n import Translator
from bot.observations.periods import Period
from handlers import ids
from handlers.views.cards import titled
from handlers.views.observation_help import supervisors_buttons
from handlers.views.parts import button, section


def on_home(t: Translator) -> Sequence[Block]:
    """What supervisors do about what they see: log it, look it up, follow up, read the report."""
    words = t(
        "Only your colleague and you see what you log (and one admin, if it is contested). "
        "The report counts, and singles nobody out."
    )
    report = button(t("Report"), ids.REPORT_OPEN, describes=t("Report on the observations of the last 30 days"))
    buttons = [*supervisors_buttons(t, style="primary"), report]
    return [section(titled(t("What you see others do"), words)), ActionsBlock(elements=buttons)]


def send_with_picture(period: Period, t: Translator) -> ButtonElement:
    """Sends the report on a period by direct message, with its picture."""
    says = t("Send me this report with its picture by direct message")
    return button(t("Send it with a picture"), ids.REPORT_SEND, period.value, describes=says)


def as_picture(monday: date, t: Translator) -> ButtonElement:
    """Sends the picture of the week that began on this day, for the message of Monday morning: also when it is old."""
    says = t("Send me last week’s report with its picture")
    return button(t("Last week as a picture"), ids.REPORT_SEND, monday.isoformat(), describes=says)
