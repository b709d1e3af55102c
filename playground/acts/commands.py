"""Slash commands."""

from typing import Any

from playground.answering import respond
from playground.errors import ControlError, SlackError
from playground.escaping import as_typed_in_command
from playground.objects import payload_channel_name
from playground.slack import VERIFICATION_TOKEN, Slack
from playground.tickets import ResponseUrl
from playground.wire import Ack, Envelope
from playground.world import Channel, Person

Json = dict[str, Any]


async def type_command(slack: Slack, person: Person, channel: Channel, command: str, text: str) -> Json:
    """The person types a command; an answer in the acknowledgement is shown, a failure too."""
    name = "/" + command.strip().lstrip("/")
    known = slack.manifest.command(name)
    if known is None or slack.bot.revoked or "commands" not in slack.bot.scopes:
        slack.state.tell(person.id, channel.id, f"`{name}` is not a valid command.")
        raise ControlError(f"{name} is not a valid command.", status=404)
    typed = as_typed_in_command(text, slack.state.world, known.should_escape)
    url = slack.state.tickets.new_url(person.id, channel.id)
    url.typed_command = f"{name} {text}".strip()
    ack = await slack.send(Envelope("slash_commands", _form(slack, url, name, typed)))
    error = ack.error or _shown(slack, url, ack)
    if error:
        slack.state.tell(person.id, channel.id, f'{name} failed with the error "{error}"')
    return {"ok": error is None, "error": error, "ack": ack.as_json()}


def _shown(slack: Slack, url: ResponseUrl, ack: Ack) -> str | None:
    """Show the acknowledgement's own message; the error code when Slack would refuse it."""
    if not ack.body:
        return None
    try:
        respond(slack, url, ack.body if isinstance(ack.body, dict) else {"text": str(ack.body)})
    except SlackError as error:
        slack.traffic.add("in", "command answer", ack.body, error.code)
        return "invalid_command_response"
    return None


def _form(slack: Slack, url: ResponseUrl, name: str, typed: str) -> Json:
    world = slack.state.world
    person, channel = world.people[url.user], world.channels[url.channel]
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": world.team_id,
        "team_domain": world.team_domain,
        "channel_id": channel.id,
        "channel_name": payload_channel_name(channel),
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": typed,
        "api_app_id": world.app_id,
        "is_enterprise_install": "false",
        "response_url": slack.response_url(url.key),
        "trigger_id": slack.state.tickets.new_trigger(person.id, channel.id).id,
    }
