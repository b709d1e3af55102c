"""The manifest of the tests' tiny app."""

from typing import Any

Json = dict[str, Any]


def manifest(**scopes: list[str]) -> Json:
    """A manifest with three commands, two shortcuts and everything switched on."""
    commands = [
        {"command": "/standard", "description": "Find a standard", "usage_hint": "[word]", "should_escape": True},
        {"command": "/plain", "description": "Not escaped", "should_escape": False},
        {"command": "/silent", "description": "Never answers"},
    ]
    shortcuts = [
        {"name": "Write a note", "type": "global", "callback_id": "write_note", "description": "Opens a form"},
        {"name": "About this", "type": "message", "callback_id": "about_message", "description": "Nothing"},
    ]
    bot = ["app_mentions:read", "chat:write", "commands", "im:history", "users:read", "usergroups:read"]
    bot += ["channels:history", "channels:read", "files:write"]
    events = ["app_home_opened", "app_mention", "message.im", "app_uninstalled", "tokens_revoked"]
    return {
        "display_information": {"name": "Tiny"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "slash_commands": commands,
            "shortcuts": shortcuts,
        },
        "oauth_config": {"scopes": {"bot": bot, **scopes}},
        "settings": {
            "event_subscriptions": {"bot_events": events},
            "interactivity": {"is_enabled": True, "message_menu_options_url": "http://app.example/slack/events"},
        },
    }
