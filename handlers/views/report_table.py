"""The table of a report: Slack's own block, which a phone can scroll."""

from collections.abc import Sequence

from slack_sdk.models.blocks import RawTextObject
from slack_sdk.models.blocks.blocks import TableBlock

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from bot.observations.report import Figure, Report
from handlers.views.report_words import cells, group_title, parts_title

MOST_ROWS = 99  # beside the head, as Slack allows a hundred


def table(report: Report, catalogue: Catalogue, t: Translator) -> TableBlock:
    """The parts of a report, a row each."""
    head = [parts_title(report, t), t("Met or exemplary"), t("Exemplary"), t("Difference"), "n"]
    rows = [_row(one, catalogue, t) for one in report.parts[:MOST_ROWS]]
    right = {"align": "right", "is_wrapped": True}
    return TableBlock(
        rows=[[RawTextObject(text=cell) for cell in row] for row in (head, *rows)],
        column_settings=[{"is_wrapped": True}, right, right, right, right],
    )


def _row(figure: Figure, catalogue: Catalogue, t: Translator) -> Sequence[str]:
    return group_title(figure.group, catalogue, t), *cells(figure)
