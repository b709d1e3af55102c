"""The table of rich text: sections, lists, quotes and what stands in them."""

from playground.blockkit.schema import Check, Fields, boolean, by_type, enum, integer, items, obj, string

_STYLES = ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink")
STYLE = obj({}, dict.fromkeys(_STYLES, boolean))
TYPE = string(50)
LONG = string(40_000)
SHORT = string(255)


def _inline(required: Fields, optional: Fields | None = None) -> Check:
    return obj({"type": TYPE, **required}, {"style": STYLE, **(optional or {})})


INLINE = {
    "text": _inline({"text": string(40_000)}),
    "link": _inline({"url": string(3000)}, {"text": LONG, "unsafe": boolean}),
    "user": _inline({"user_id": SHORT}),
    "channel": _inline({"channel_id": SHORT}),
    "usergroup": _inline({"usergroup_id": SHORT}),
    "team": _inline({"team_id": SHORT}),
    "emoji": _inline({"name": SHORT}, {"unicode": SHORT, "skin_tone": integer(1, 6)}),
    "broadcast": _inline({"range": enum("here", "channel", "everyone")}),
    "color": _inline({"value": SHORT}),
    "date": _inline({"timestamp": integer(0, 10**11), "format": SHORT}, {"url": string(3000), "fallback": LONG}),
}
_ELEMENTS = items(by_type(INLINE, "rich text"), 1000, 0)
_PARTS: Fields = {"type": TYPE, "elements": _ELEMENTS}
SECTION = obj(_PARTS, {})
GROUPS = {
    "rich_text_section": SECTION,
    "rich_text_preformatted": obj(_PARTS, {"border": integer(0, 1), "language": SHORT}),
    "rich_text_quote": obj(_PARTS, {"border": integer(0, 1)}),
    "rich_text_list": obj(
        {
            "type": TYPE,
            "style": enum("bullet", "ordered"),
            "elements": items(by_type({"rich_text_section": SECTION}, "list item"), 1000),
        },
        {"indent": integer(0, 8), "offset": integer(0, 10_000), "border": integer(0, 1)},
    ),
}
RICH_TEXT = obj(
    {"type": TYPE, "elements": items(by_type(GROUPS, "rich text element"), 1000)},
    {"block_id": SHORT},
)
