"""Modals and Homes as the app handles them: open, push, update, publish."""

from typing import Any

from playground.blockkit.check import check_view
from playground.blockkit.controls import flat, named
from playground.errors import SlackError
from playground.slack import Slack
from playground.views import MAX_STACK, View

Json = dict[str, Any]


def checked(slack: Slack, body: Any, kind: str, instead_of: View | None = None) -> Json:
    """The body with every id filled in, when Slack would show it; raises SlackError."""
    check_view(body)
    if body["type"] != kind:
        raise SlackError("invalid_arguments", [f"the view must be a {kind} [json-pointer:/view/type]"])
    other = slack.state.views.find_external(body.get("external_id", ""))
    if other is not None and other is not instead_of:
        raise SlackError("duplicate_external_id")
    _check_files(slack, body["blocks"])
    return {**body, "blocks": named(body["blocks"])}


def _check_files(slack: Slack, blocks: list[Json]) -> None:
    """Pictures by the id of a file need one whose upload has ended, some looks ago, and that is a picture."""
    wanted = [block["slack_file"]["id"] for block in flat(blocks) if "id" in block.get("slack_file", {})]
    found = [slack.state.files.find(one) for one in wanted]
    waiting = [file for file in found if file is not None and file.unseen_looks]
    for file in waiting:
        file.unseen_looks -= 1
    if waiting or not all(file and file.shared and file.content_type.startswith("image/") for file in found):
        raise SlackError("invalid_blocks", ["invalid slack file [json-pointer:/view/blocks]"])


def open_modal(slack: Slack, user_id: str, body: Any, channel: str | None) -> View:
    """Open a modal in place of whatever the person had open."""
    view = _new(slack, user_id, checked(slack, body, "modal"), channel)
    slack.state.views.open_root(view)
    slack.state.show(view)
    return view


def push_modal(slack: Slack, below: View, body: Any) -> View:
    """Lay a modal over the one that is open; raises SlackError at the fourth."""
    state = slack.state
    stack = state.views.stack(below.user)
    if below not in stack:
        raise SlackError("not_found")
    if len(stack) >= MAX_STACK:
        raise SlackError("push_limit_reached")
    view = _new(slack, below.user, checked(slack, body, "modal"), below.channel)
    view.root_id, view.previous_id = stack[0].id, stack[-1].id
    state.views.push(view)
    state.show(view)
    return view


def replace(slack: Slack, view: View, body: Any, known_hash: str = "") -> None:
    """Give a view new content; what was typed stays where block_id and action_id stay."""
    if known_hash and known_hash != view.hash:
        raise SlackError("hash_conflict")
    view.body = checked(slack, body, view.body["type"], instead_of=view)
    view.hash = slack.state.new_hash()
    view.errors, view.notice = {}, None
    slack.state.show(view)


def publish(slack: Slack, user_id: str, body: Any, known_hash: str = "") -> View:
    """Give a person's Home new content."""
    if not slack.manifest.home_tab:
        raise SlackError("not_enabled")
    home = slack.state.views.homes.get(user_id)
    if home is not None:
        replace(slack, home, body, known_hash)
        return home
    view = _new(slack, user_id, checked(slack, body, "home"), None)
    slack.state.views.homes[user_id] = view
    slack.state.show(view)
    return view


def _new(slack: Slack, user_id: str, body: Json, channel: str | None) -> View:
    view_id = slack.state.new_id("V")
    return View(view_id, user_id, body, slack.state.new_hash(), root_id=view_id, channel=channel)
