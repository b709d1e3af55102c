"""The words of a report's file: its columns, and what stands in place of hidden numbers."""

from bot.i18n import Translator
from bot.observations.report_sheet import Hidden
from bot.people.groups import FEWEST


def columns(t: Translator) -> tuple[str, ...]:
    """What stands above the columns of `report_sheet.sheet`."""
    return (
        t("period"),
        t("from"),
        t("to"),
        t("area"),
        t("standard"),
        t("observations"),
        t("not_yet"),
        t("met"),
        t("example"),
        t("met_or_example_percent"),
        t("percent_before"),
        t("change_in_points"),
    )


def hidden(t: Translator) -> Hidden:
    """Why a number is hidden."""
    return Hidden(
        few=t("fewer than {n} people", n=FEWEST), others=t("hidden, so that others cannot be computed from it")
    )
