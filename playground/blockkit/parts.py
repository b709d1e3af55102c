"""The small objects that blocks and elements are made of: texts, options, confirmations, images."""

from collections.abc import Iterator
from typing import Any

from playground.blockkit.schema import Check, Problem, boolean, by_type, enum, exactly_one, items, obj, string

TYPE = string(50)
URL = string(3000, pattern=r"[a-z][a-z0-9+.-]*:\S+")
IMAGE_URL = string(3000, pattern=r"https?://\S+")


def plain(most: int) -> Check:
    """A plain_text object."""
    return obj({"type": enum("plain_text"), "text": string(most)}, {"emoji": boolean})


def mrkdwn(most: int) -> Check:
    """A mrkdwn object."""
    return obj({"type": enum("mrkdwn"), "text": string(most)}, {"verbatim": boolean})


def text(most: int) -> Check:
    """A text object of either kind."""
    return by_type({"plain_text": plain(most), "mrkdwn": mrkdwn(most)}, "text")


STYLE = enum("primary", "danger")
CONFIRM = obj(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": STYLE},
)
OPTION = obj({"text": plain(75), "value": string(150)}, {"description": plain(75)})
LINK_OPTION = obj({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": URL})
CHOICE = obj({"text": text(75), "value": string(150)}, {"description": text(75)})
OPTION_GROUP = obj({"label": plain(75), "options": items(OPTION, 100)}, {})
FEEDBACK = obj({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
DISPATCH = obj({}, {"trigger_actions_on": items(enum("on_enter_pressed", "on_character_entered"), 2)})
FILTER = obj(
    {},
    {
        "include": items(enum("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
SLACK_FILE = obj({}, {"id": string(255), "url": URL}, [exactly_one("id", "url")])
IMAGE_FIELDS = {"image_url": IMAGE_URL, "slack_file": SLACK_FILE}
IMAGE = obj(
    {"type": enum("image"), "alt_text": string(2000)},
    IMAGE_FIELDS,
    [exactly_one("image_url", "slack_file")],
)


def all_options(element: Any) -> list[Any]:
    """The element's options, those inside groups included."""
    groups = element.get("option_groups", [])
    return list(element.get("options", [])) + [option for group in groups for option in group["options"]]


def initial_is_offered(element: Any, path: str) -> Iterator[Problem]:
    """What is selected at first must be one of the options, word for word."""
    offered = all_options(element)
    initial = element.get("initial_options", [])
    if "initial_option" in element:
        initial = [element["initial_option"]]
    for option in initial:
        if option not in offered:
            yield Problem(path, f"initial option {option.get('value')!r} is not one of the options")
