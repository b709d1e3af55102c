"""Modals and Homes: every person has a stack of at most three open modals and one Home."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
MAX_STACK = 3


@dataclass
class View:
    """One open modal or one published Home; `body` is what the app sent, with every id filled in."""

    id: str
    user: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    channel: str | None = None
    typed: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    notice: str | None = None

    @property
    def blocks(self) -> list[Json]:
        """The view's blocks."""
        blocks: list[Json] = self.body["blocks"]
        return blocks

    @property
    def external_id(self) -> str:
        """The app's own id of this view, or an empty string."""
        return str(self.body.get("external_id") or "")


class ViewStore:
    """All open modals, top last, and all Homes of one workspace."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    def stack(self, user_id: str) -> list[View]:
        """The person's open modals, top last."""
        return list(self._stacks.get(user_id, []))

    def open_root(self, view: View) -> None:
        """Open a modal in place of whatever was open."""
        self._stacks[view.user] = [view]

    def push(self, view: View) -> None:
        """Lay a modal over the open ones; the caller has checked MAX_STACK."""
        self._stacks.setdefault(view.user, []).append(view)

    def find(self, view_id: str) -> View | None:
        """The open modal or Home with this id."""
        return next((view for view in self._all() if view.id == view_id), None)

    def find_external(self, external_id: str) -> View | None:
        """The open modal or Home with this external id."""
        return next((view for view in self._all() if external_id and view.external_id == external_id), None)

    def close(self, view: View) -> None:
        """Take one modal off the person's stack; no error when it is gone already."""
        self._stacks[view.user] = [open_view for open_view in self.stack(view.user) if open_view is not view]

    def close_all(self, user_id: str) -> list[View]:
        """Close every modal of this person and return them, top last."""
        return self._stacks.pop(user_id, [])

    def clear(self) -> None:
        """Forget everything."""
        self._stacks.clear()
        self.homes.clear()

    def _all(self) -> list[View]:
        stacked = [view for stack in self._stacks.values() for view in stack]
        return stacked + list(self.homes.values())
