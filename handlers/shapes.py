"""The shape that Slack gives its requests: what has another one is read by nobody. Pure.

Shapes name what Takt and Bolt read, no more: Slack may add fields. A field that is missing or null is sound, unless its
name ends in an exclamation mark.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

IDENTIFIER = re.compile(r"[!-~]{0,255}")  # Slack's ids, moments and triggers; PostgreSQL takes no NUL
DEEPEST = 40
WITHHELD = "app_rate_limited"  # in place of the events of a minute
LONGEST = 40_000  # characters: Slack cuts a message there, and all else is shorter
Check = Callable[[Any], bool]


def is_sound(body: Mapping[str, Any]) -> bool:
    """Whether a command, an interaction or an event has the shape that Slack gives it."""
    shape = COMMAND if "command" in body else EVENT if "event" in body else _without_event(body)
    there = body.get("event", True) is not None  # Bolt takes null for an event
    return there and shape(body) and ANY(body) and _is_writable(body, DEEPEST)


def _without_event(body: Mapping[str, Any]) -> Check:
    return WITHHOLDING if body.get("type") == WITHHELD else INTERACTION


def _is_writable(part: Any, levels: int) -> bool:
    """Whether it is not nested without end, and no text has half a character (a lone surrogate), which no text may."""
    if isinstance(part, str):
        return part.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in part)
    if isinstance(part, Mapping):
        return levels > 0 and all(_is_writable(key, 1) and _is_writable(one, levels - 1) for key, one in part.items())
    return not isinstance(part, list) or (levels > 0 and all(_is_writable(one, levels - 1) for one in part))


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST


def _identifier(value: Any) -> bool:
    return isinstance(value, str) and IDENTIFIER.fullmatch(value) is not None


def _moment(value: Any) -> bool:
    """Seconds since 1970 that a date can be made of."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**35


def _address(value: Any) -> bool:
    return _text(value) and (not value or value.startswith(("https://", "http://"))) and len(value) < 2000


def _flag(value: Any) -> bool:
    return value in (True, False, "true", "false")


def _list(each: Check) -> Check:
    return lambda value: isinstance(value, list) and all(each(one) for one in value)


def _some(each: Check) -> Check:
    return lambda value: isinstance(value, list) and bool(value) and all(each(one) for one in value)


def _by_name(each: Check) -> Check:
    return lambda value: isinstance(value, Mapping) and all(each(one) for one in value.values())


def _either(one: Check, other: Check) -> Check:
    return lambda value: one(value) or other(value)


def _object(**fields: Check) -> Check:
    return lambda value: (
        isinstance(value, Mapping)
        and all(value.get(name) is None or check(value[name]) for name, check in fields.items())
    )


def _with(needed: str, shape: Check) -> Check:
    """The shape, with these fields (names apart by spaces), which may not be missing or empty."""
    names = needed.split()
    return lambda value: shape(value) and all(value.get(name) for name in names)


def _complete(shape: Check) -> Check:
    """The shape of an interaction, with what Bolt reads of its type."""
    names = ("type", "user")
    return lambda value: shape(value) and all(value.get(one) for one in (*names, *NEEDED.get(value.get("type"), ())))


NEEDED = {
    "block_actions": ("actions",),
    "block_suggestion": ("action_id",),
    "view_submission": ("view",),
    "view_closed": ("view",),
    "shortcut": ("callback_id",),
    "message_action": ("callback_id",),
}
OPTION = _with("value", _object(value=_text))
ELEMENT = _object(
    type=_text,
    action_id=_text,
    block_id=_text,
    value=_text,
    selected_option=OPTION,
    selected_options=_list(OPTION),
    selected_user=_identifier,
    selected_users=_list(_identifier),
    selected_conversation=_identifier,
    selected_time=_text,
    selected_date=_text,
    selected_date_time=_moment,
)
VIEW = _with(
    "id type",
    _object(
        id=_identifier,
        type=_text,
        callback_id=_text,
        private_metadata=_text,
        blocks=_list(_with("type block_id", _object(type=_text, block_id=_text))),
        state=_object(values=_by_name(_by_name(ELEMENT))),
    ),
)
SOMEBODY = _with("id", _object(id=_identifier, team_id=_identifier, tz=_text, locale=_text))
PLACE = _with("id", _object(id=_identifier))
SENDER: dict[str, Check] = {
    "api_app_id": _identifier,
    "team_id": _identifier,
    "enterprise_id": _identifier,
    "is_enterprise_install": _flag,
    "trigger_id": _identifier,
    "response_url": _address,
}
ANY = _object(  # what Bolt looks at in every request, whatever its type is
    type=_text,
    event=_with("type", _object(type=_text)),
    user=_either(_identifier, SOMEBODY),
    team=_either(_identifier, PLACE),
    enterprise=_either(_identifier, PLACE),
    channel=_either(_identifier, PLACE),
    view=_object(team_id=_identifier, app_installed_team_id=_identifier),
    message=_object(ts=_identifier),
    actions=_some(_object()),
    authorizations=_list(_object()),
)
COMMAND = _with(
    "command team_id user_id channel_id trigger_id",
    _object(**SENDER, command=_text, text=_text, user_id=_identifier, channel_id=_identifier),
)
MESSAGE = _object(
    text=_text,
    ts=_identifier,
    thread_ts=_identifier,
    user=_identifier,
    bot_id=_identifier,
    blocks=_list(_object(elements=_list(_object(action_id=_text)))),
)
INTERACTION = _complete(
    _object(
        **SENDER,
        type=_text,
        callback_id=_text,
        action_id=_text,
        block_id=_text,
        value=_text,
        user=SOMEBODY,
        team=PLACE,
        enterprise=PLACE,
        channel=PLACE,
        message=MESSAGE,
        container=_object(message_ts=_identifier, thread_ts=_identifier),
        actions=_some(_with("action_id", ELEMENT)),
        view=VIEW,
    ),
)
WITHHOLDING = _with(
    "team_id minute_rate_limited",
    _object(api_app_id=_identifier, team_id=_identifier, minute_rate_limited=_moment),
)
EVENT = _with(
    "event event_id team_id",
    _object(
        **SENDER,
        event_id=_identifier,
        event_time=_moment,
        authorizations=_list(_object(team_id=_identifier, enterprise_id=_identifier, user_id=_identifier)),
        event=_with(
            "type",
            _object(
                type=_text,
                subtype=_text,
                user=_either(_identifier, SOMEBODY),
                channel=_either(_identifier, PLACE),
                channel_type=_text,
                text=_text,
                ts=_identifier,
                thread_ts=_identifier,
                bot_id=_identifier,
                tab=_text,
                tokens=_by_name(_list(_identifier)),
                view=VIEW,
            ),
        ),
    ),
)
