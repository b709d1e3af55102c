"""The words of a report's file: its columns, and what stands in place of hidden numbers."""

from bot.i18n import Translator
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


def hidden(t: Translator) -> str:
    """What stands in place of a number that is hidden, whyever it is."""
    return t("hidden: of fewer than {n} people, or such a number would follow from it", n=FEWEST)
