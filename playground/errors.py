"""The two ways to say no: to the app in Slack's codes, to the person at the controls in a sentence."""

from collections.abc import Mapping, Sequence
from typing import Any


class SlackError(Exception):
    """The Web API answers `{"ok": false, "error": code}` with these details."""

    def __init__(self, code: str, messages: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = list(messages)
        self.extra: Mapping[str, Any] = extra

    def body(self) -> dict[str, Any]:
        """The JSON answer."""
        answer: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return answer


class ControlError(Exception):
    """The control API answers 400 (or `status`) with this one clear sentence."""

    def __init__(self, sentence: str, status: int = 400, **extra: Any) -> None:
        super().__init__(sentence)
        self.status = status
        self.extra: Mapping[str, Any] = extra
