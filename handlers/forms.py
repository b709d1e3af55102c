"""Reads what a person filled into a form."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from slack_sdk.models.blocks import PlainTextObject
from slack_sdk.models.views import View

from bot.carrying import read_day, read_moment
from handlers.act import Act


class Filled:
    """The state of a view, one value per block; a block holds one element, whose action id equals the block id."""

    def __init__(self, view: Mapping[str, Any] | None) -> None:
        self._values: Mapping[str, Any] = ((view or {}).get("state") or {}).get("values") or {}

    def text(self, block: str) -> str:
        """Typed text, stripped; empty when nothing was typed."""
        return str(self._element(block).get("value") or "").strip()

    def option(self, block: str) -> str:
        """The value of the chosen option; empty when none is."""
        return str((self._element(block).get("selected_option") or {}).get("value", ""))

    def options(self, block: str) -> list[str]:
        """The values of all chosen options."""
        return [option["value"] for option in self._element(block).get("selected_options") or []]

    def users(self, block: str) -> list[str]:
        """The ids of the chosen people."""
        return [str(one) for one in self._element(block).get("selected_users") or []]

    def time(self, block: str) -> str:
        """The chosen time as HH:MM."""
        return str(self._element(block).get("selected_time") or "")

    def day(self, block: str) -> date | None:
        """The chosen date; None when none is. Raises `Illegible`."""
        chosen = self._element(block).get("selected_date")
        return read_day(chosen) if chosen else None

    def moment(self, block: str) -> datetime | None:
        """The chosen date and time (UTC); None when none is. Raises `Illegible`."""
        chosen = self._element(block).get("selected_date_time")
        return None if chosen is None else read_moment(chosen)

    def _element(self, block: str) -> Mapping[str, Any]:
        elements = list((self._values.get(block) or {}).values())
        return (elements[0] if elements else None) or {}


def metadata_of(view: Mapping[str, Any] | None) -> str:
    """What a form carries along unseen."""
    return str((view or {}).get("private_metadata") or "")


def errors(by_block: Mapping[str, str]) -> dict[str, Any]:
    """The acknowledgement that keeps the form open and shows a sentence under each named block."""
    return {"response_action": "errors", "errors": dict(by_block)}


def update(view: View) -> dict[str, Any]:
    """The acknowledgement that shows the form anew, with what was typed."""
    return {"response_action": "update", "view": view.to_dict()}


def loading(act: Act, callback: str) -> View:
    """The view to show at once while the form's content is looked up."""
    return View(
        type="modal",
        callback_id=callback,
        title=PlainTextObject(text="Takt"),
        blocks=[{"type": "section", "text": {"type": "plain_text", "text": act.t("One moment …")}}],
    )
