"""The workspaces of one playground, side by side: which of them a token, a code or an address belongs to."""

import secrets
from dataclasses import replace

from playground.errors import SlackError
from playground.faults import Faults
from playground.slack import Slack
from playground.state import State
from playground.tokens import Token
from playground.traffic import TrafficLog
from playground.world import World


class Teams:
    """All workspaces; the first is where a request belongs that does not say."""

    def __init__(self, first: Slack) -> None:
        self.first = first
        self.tokens = first.tokens
        self._slacks = {first.state.world.team_id: first}

    def add(self, slack: Slack) -> Slack:
        """One workspace more."""
        self._slacks[slack.state.world.team_id] = slack
        return slack

    def all(self) -> list[Slack]:
        """Every workspace."""
        return list(self._slacks.values())

    def named(self, team_id: str) -> Slack:
        """The workspace with this id, or else the first."""
        return self._slacks.get(team_id, self.first)

    def of_token(self, value: str | None) -> Slack:
        """The workspace that a token belongs to, in force or not."""
        token = self.tokens.find(value or "")
        return self.first if token is None else self.named(token.team_id)

    def of_file(self, file_id: str) -> Slack:
        """The workspace that a file was announced in."""
        return next((slack for slack in self.all() if slack.state.files.find(file_id) is not None), self.first)

    def new_code(self, team_id: str) -> str:
        """A code that installs the app in a workspace, once."""
        code = secrets.token_urlsafe(16)
        self.tokens.codes[code] = self.named(team_id).state.world.team_id
        return code

    def redeem(self, code: str) -> Slack:
        """The workspace of a code, which is used up; raises SlackError."""
        if code not in self.tokens.codes:
            raise SlackError("invalid_code")
        return self.named(self.tokens.codes.pop(code))


def install(slack: Slack) -> Token:
    """The token of the app in the workspace: the one in force, or a new one where it was revoked, as at Slack."""
    if slack.bot.revoked:
        slack.bot = slack.tokens.in_place_of(slack.bot)
    return slack.bot


def another(first: Slack, world: World) -> Slack:
    """A further workspace of the same app, which is not installed there yet."""
    state = State(world, first.state.clock)
    bot = Token(f"xoxb-playground-{world.team_id}", "bot", world.team_id, set(first.bot.scopes), revoked=True)
    first.tokens.add(bot)
    return replace(
        first,
        state=state,
        bot=bot,
        traffic=TrafficLog(state.clock, lambda: state.changed("traffic")),
        limiter=first.limiter.afresh(),
        faults=Faults(),
        tasks=set(),
    )
