"""The part of a Slack app manifest that decides what the app may do and what it is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from playground.blockkit.schema import Check, Problem, string

Json = dict[str, Any]

ALL_SCOPES = frozenset(
    {
        *("app_mentions:read", "chat:write", "chat:write.customize", "chat:write.public", "commands"),
        *("channels:history", "channels:read", "groups:history", "groups:read", "im:history", "im:read", "im:write"),
        *("files:read", "files:write", "usergroups:read", "users:read", "users:read.email"),
    }
)
ALL_EVENTS = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "message.channels",
        "message.im",
        "tokens_revoked",
        "user_change",
    }
)


@dataclass(frozen=True)
class Command:
    """One slash command."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True)
class Shortcut:
    """One shortcut: type is global or message."""

    name: str
    type: str
    callback_id: str
    description: str = ""


@dataclass(frozen=True)
class Manifest:
    """What the app asked for. Without a manifest everything is allowed and every command exists."""

    commands: Mapping[str, Command] | None = None
    shortcuts: Mapping[str, Shortcut] = field(default_factory=dict)
    scopes: frozenset[str] = ALL_SCOPES
    events: frozenset[str] = ALL_EVENTS
    interactivity: bool = True
    suggestions: bool = True
    home_tab: bool = True
    messages_tab: bool = True
    messages_read_only: bool = False
    app_name: str = "Takt"

    def command(self, name: str) -> Command | None:
        """The command with this name, slash included."""
        if self.commands is None:
            return Command(name, should_escape=True)
        return self.commands.get(name)


def read_manifest(source: Mapping[str, Any]) -> Manifest:
    """The manifest from its parsed YAML or JSON; raises ValueError with every limit that it breaks."""
    problems = [str(problem) for problem in _problems(source)]
    if problems:
        raise ValueError("Slack would refuse this manifest: " + "; ".join(problems))
    features, settings = source.get("features", {}), source.get("settings", {})
    home, interactivity = features.get("app_home", {}), settings.get("interactivity", {})
    scopes = source.get("oauth_config", {}).get("scopes", {})
    commands = [_command(item) for item in features.get("slash_commands", [])]
    shortcuts = [Shortcut(**item) for item in features.get("shortcuts", [])]
    return Manifest(
        commands={command.command: command for command in commands},
        shortcuts={shortcut.callback_id: shortcut for shortcut in shortcuts},
        scopes=frozenset(scopes.get("bot", [])) | frozenset(scopes.get("bot_optional", [])),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        interactivity=bool(interactivity.get("is_enabled")),
        suggestions=bool(settings.get("socket_mode_enabled") or interactivity.get("message_menu_options_url")),
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled")),
        messages_read_only=bool(home.get("messages_tab_read_only_enabled")),
        app_name=source.get("display_information", {}).get("name", "App"),
    )


def _command(item: Mapping[str, Any]) -> Command:
    return Command(
        item["command"], item["description"], item.get("usage_hint", ""), bool(item.get("should_escape", False))
    )


_INFORMATION: Mapping[str, Check] = {
    "name": string(35),
    "description": string(140),
    "long_description": string(4000, 175),
}
_COMMAND: Mapping[str, Check] = {
    "command": string(32, 2, r"/[^\sA-Z]+"),
    "description": string(2000),
    "usage_hint": string(1000),
}
_SHORTCUT: Mapping[str, Check] = {"name": string(24), "callback_id": string(255), "description": string(150)}


def _problems(source: Mapping[str, Any]) -> Iterator[Problem]:
    features = source.get("features", {})
    yield from _limits(source.get("display_information", {}), _INFORMATION, "/display_information")
    for index, item in enumerate(features.get("slash_commands", [])):
        yield from _limits(item, _COMMAND, f"/features/slash_commands/{index}")
    for index, item in enumerate(features.get("shortcuts", [])):
        yield from _limits(item, _SHORTCUT, f"/features/shortcuts/{index}")


def _limits(item: Mapping[str, Any], limits: Mapping[str, Check], path: str) -> Iterator[Problem]:
    for key, check in limits.items():
        if key in item:
            yield from check(item[key], f"{path}/{key}")
