"""auth.*, oauth.* and apps.*: who the app is, how it is installed, how it connects."""

import base64
from typing import Any

from playground.blockkit.check import check_blocks, check_view
from playground.errors import SlackError
from playground.events import tell_uninstalled
from playground.methods.call import Call
from playground.posting import read_content
from playground.slack import CLIENT_ID, CLIENT_SECRET, Slack
from playground.socket_out import SocketOutlet
from playground.teams import install

Json = dict[str, Any]


def test(call: Call) -> Json:
    """auth.test."""
    world = call.world
    return {
        "url": f"https://{world.team_domain}.slack.com/",
        "team": world.team_name,
        "user": world.people[world.bot_user_id].handle,
        "team_id": world.team_id,
        "user_id": world.bot_user_id,
        "bot_id": world.bot_id,
        "is_enterprise_install": False,
    }


def revoke(call: Call) -> Json:
    """auth.revoke: the app is out of the workspace."""
    if not call.flag("test"):
        call.slack.bot.revoked = True
        call.slack.spawn(tell_uninstalled(call.slack))
    return {"revoked": not call.flag("test")}


def open_connection(call: Call) -> Json:
    """apps.connections.open: the address of one Socket Mode connection."""
    call.need("connections:write")
    outlet = call.slack.outlet
    if not isinstance(outlet, SocketOutlet):
        raise SlackError("socket_mode_not_enabled")
    return {"url": outlet.new_address(call.slack.url)}


def exchange_code(call: Call) -> Json:
    """oauth.v2.access: a code becomes the bot token, once."""
    client_id, client_secret = _client(call)
    if client_id != CLIENT_ID:
        raise SlackError("invalid_client_id")
    if client_secret != CLIENT_SECRET:
        raise SlackError("bad_client_secret")
    return _installation(call.teams.redeem(call.required("code")))


def validate_blocks(call: Call) -> Json:
    """blocks.validate: exactly one of blocks, message, view."""
    given = [name for name in ("blocks", "message", "view") if call.arguments.get(name)]
    if len(given) != 1:
        raise SlackError("invalid_arguments", ["exactly one of blocks, message, view is required"])
    content = call.json(given[0])
    if given[0] == "view":
        check_view(content)
    elif given[0] == "message":
        if not isinstance(content, dict):
            raise SlackError("invalid_arguments", ["message must be an object"])
        read_content(content)
    else:
        check_blocks(content, "message")
    return {}


def _client(call: Call) -> tuple[str, str]:
    scheme, _, encoded = call.authorization.partition(" ")
    if scheme.lower() != "basic":
        return call.text("client_id"), call.text("client_secret")
    client_id, _, client_secret = base64.b64decode(encoded).decode().partition(":")
    return client_id, client_secret


def _installation(slack: Slack) -> Json:
    world, bot = slack.state.world, install(slack)
    return {
        "access_token": bot.value,
        "token_type": "bot",  # nosec B105
        "scope": ",".join(sorted(bot.scopes)),
        "bot_user_id": world.bot_user_id,
        "app_id": world.app_id,
        "team": {"id": world.team_id, "name": world.team_name},
        "enterprise": None,
        "authed_user": {"id": world.actors()[0].id},
        "is_enterprise_install": False,
    } | slack.installs_as
