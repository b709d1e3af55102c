"""What is answered to what was not taken: the words come back, a form stays open, or nothing is acknowledged."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.kwargs_injection.async_args import AsyncArgs
from slack_bolt.response import BoltResponse

from bot.i18n import Translator
from bot.loading import later

with later():  # with the first command that is turned away
    from handlers.views import errors


def slow(t: Translator) -> str:
    """That it took too long."""
    return t("This takes longer than it should. Nothing is lost; please try again in a moment.")


def not_taken(body: Mapping[str, Any], kind: str, t: Translator) -> BoltResponse:
    """A command gets its words back, a form stays open. What else was acknowledged would be lost without a word."""
    answer = words_back(body, t) if kind == "command" else keep_open(body, slow(t))
    return BoltResponse(status=200, body=answer) if answer else BoltResponse(status=503, body="")


def sealed(body: Mapping[str, Any], kind: str, t: Translator) -> BoltResponse:
    """The same where no key opens the workspace's token; an event is acknowledged: to repeat it would be in vain."""
    sentence = t(
        "Takt cannot open its key to this workspace. It has been noted for whoever runs Takt; "
        "please tell them if this goes on."
    )
    answer = words_back(body, t, sentence) if kind == "command" else keep_open(body, sentence)
    return BoltResponse(status=200 if answer or kind == "event" else 503, body=answer or "")


def leave(args: AsyncArgs) -> None:
    """Let Slack see that this is not acknowledged."""
    args.ack.response = BoltResponse(status=503, body="")


def words_back(body: Mapping[str, Any], t: Translator, sentence: str = "") -> dict[str, Any]:
    """What a command's acknowledgement can say: that it was not taken, or this sentence, and what was typed."""
    return {"text": f"{sentence or slow(t)}\n{errors.copy_back(body.get('text', ''), t)}", "response_type": "ephemeral"}


def keep_open(body: Mapping[str, Any], sentence: str) -> dict[str, Any]:
    """An acknowledgement that keeps a form open, with a sentence under its last field; empty for what is no form."""
    view = (body.get("view") or {}) if body.get("type") == "view_submission" else {}
    blocks = [block["block_id"] for block in view.get("blocks", []) if block.get("type") == "input"]
    return {"response_action": "errors", "errors": {blocks[-1]: sentence}} if blocks else {}
