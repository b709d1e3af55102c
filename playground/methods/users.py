"""users.* and usergroups.*: the directory."""

from typing import Any

from playground.errors import SlackError
from playground.methods.call import Call
from playground.methods.paging import cursor_at, start_of
from playground.objects import user_object

Json = dict[str, Any]
MOST = 1000  # people in one page


def info(call: Call) -> Json:
    """users.info: the locale only with include_locale."""
    return {"user": user_object(call.world, call.person(), call.flag("include_locale"))}


def list_users(call: Call) -> Json:
    """users.list, in pages of `limit` people where that is given."""
    everybody = list(call.world.people.values())
    start, size = start_of(call.text("cursor")), call.number("limit", MOST, MOST)
    shown = [user_object(call.world, one, call.flag("include_locale")) for one in everybody[start : start + size]]
    rest = len(everybody) > start + size
    return {"members": shown, "response_metadata": {"next_cursor": cursor_at(start + size) if rest else ""}}


def list_group_members(call: Call) -> Json:
    """usergroups.users.list: deactivated people only with include_disabled."""
    group = call.world.groups.get(call.required("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    with_disabled = call.flag("include_disabled")
    active = [user for user in group.members if with_disabled or not call.world.people[user].deleted]
    return {"users": active}
