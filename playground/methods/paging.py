"""Cursors: where the next page of a list begins."""

import base64

from playground.errors import SlackError


def cursor_at(place: int) -> str:
    """What asks for the page that begins there."""
    return base64.b64encode(f"next:{place}".encode()).decode()


def start_of(cursor: str) -> int:
    """Where a page begins; the first where there is no cursor. Raises SlackError."""
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError as error:
        raise SlackError("invalid_cursor") from error
