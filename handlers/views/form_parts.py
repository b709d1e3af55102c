"""Parts of forms whose half-filled state is worth keeping: every change in a field is told to Takt."""

from slack_sdk.models.blocks import InputBlock, InputInteractiveElement, PlainTextObject


def field(
    block: str, label: str, element: InputInteractiveElement, *, hint: str = "", optional: bool = False
) -> InputBlock:
    """A field whose changes are told at once: when a form is closed, Slack does not say what was in it."""
    return InputBlock(
        block_id=block,
        label=plain(label),
        element=element,
        hint=plain(hint) if hint else None,
        optional=optional,
        dispatch_action=True,
    )


def plain(text: str) -> PlainTextObject:
    """A plain text object."""
    return PlainTextObject(text=text, emoji=True)
