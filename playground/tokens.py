"""The tokens that this Slack has handed out."""

from dataclasses import dataclass
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
    """All tokens, and the code that the next installation exchanges for one."""

    def __init__(self, *tokens: Token) -> None:
        self._tokens = {token.value: token for token in tokens}
        self.codes: set[str] = set()

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
