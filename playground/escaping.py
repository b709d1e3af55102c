"""Slack's escaping: of what people type, and of what an app posts."""

import re

from playground.world import UnknownNameError, World

_NAME = re.compile(r"(?<![\w<@#])([@#])([\w.\-]*\w)")
_WEB = re.compile(r"(?<![<|])\bhttps?://[^\s<>|]+")
_LONE_AMPERSAND = re.compile(r"&(?!amp;|lt;|gt;)")
_LONE_BRACKET = re.compile(r"<(?!(?:[@#!][^<>\s]|https?://|mailto:|tel:|slack://)[^<>]*>)")


def escape(text: str) -> str:
    """The three characters that Slack reserves, escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_typed_in_command(text: str, world: World, should_escape: bool) -> str:
    """A command's text as the app gets it; names and links become tokens only when the manifest says so."""
    text = escape(text.strip())
    return _WEB.sub(r"<\g<0>>", linked(text, world)) if should_escape else text


def as_typed_in_message(text: str, world: World) -> str:
    """A message's text as it is stored and sent in events: mentions are tokens without a label."""
    return re.sub(r"<([@#]\w+)\|[^>]*>", r"<\1>", linked(escape(text), world))


def linked(text: str, world: World) -> str:
    """The text with every @name and #name that exists turned into Slack's token."""

    def token(match: re.Match[str]) -> str:
        sign, name = match.groups()
        try:
            if sign == "@":
                person = world.person(name)
                return f"<@{person.id}|{person.handle}>"
            channel = world.channel(name)
            return f"<#{channel.id}|{channel.name}>"
        except UnknownNameError:
            return match.group()

    return _NAME.sub(token, text)


def as_posted(text: str) -> str:
    """An app's text as Slack stores it: characters that open no token are escaped."""
    return _LONE_BRACKET.sub("&lt;", _LONE_AMPERSAND.sub("&amp;", text))
