"""The tokens that this Slack has handed out."""

import secrets
from dataclasses import dataclass, replace
from typing import Literal

from playground.errors import SlackError


@dataclass
class Token:
    """One token; a bot token is bound to a workspace."""

    value: str
    kind: Literal["bot", "app"]
    team_id: str
    scopes: set[str]
    revoked: bool = False


class Tokens:
    """All tokens, and the codes that installations exchange for one."""

    def __init__(self, *tokens: Token) -> None:
        self._tokens = {token.value: token for token in tokens}
        self.codes: dict[str, str] = {}  # of the installations that were allowed: for which workspace

    def add(self, token: Token) -> None:
        """Hand out one more."""
        self._tokens[token.value] = token

    def find(self, value: str) -> Token | None:
        """The token with this text, in force or not."""
        return self._tokens.get(value)

    def in_place_of(self, old: Token) -> Token:
        """A new token with what the old one may do."""
        new = replace(old, value=f"{old.value}-{secrets.token_hex(4)}", revoked=False)
        self.add(new)
        return new

    def check(self, value: str | None) -> Token:
        """The token with this text; raises SlackError."""
        if not value:
            raise SlackError("not_authed")
        token = self._tokens.get(value)
        if token is None:
            raise SlackError("invalid_auth")
        if token.revoked:
            raise SlackError("token_revoked")
        return token
