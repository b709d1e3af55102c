"""Looks at Slack from outside of a running Takt: does a token work, what may it do, what time is it there."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SlackTrouble
from bot.ports import Clock
from bot.slack_sight import SlackSight
from handlers.calls import call

HALF_A_SECOND = timedelta(seconds=0.5)  # the header has whole seconds, cut


async def look(client: AsyncWebClient, clock: Clock) -> SlackSight:
    """What `auth.test` says of the client's bot token."""
    asked_at = clock.now()
    try:
        answer = await call(client, "auth.test")
    except SlackTrouble as trouble:
        return SlackSight(trouble=trouble.code)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return SlackSight(
        workspace=str(answer.get("team", "")),
        bot=str(answer.get("user", "")),
        scopes=_scopes(headers),
        skew=_skew(headers, asked_at + (clock.now() - asked_at) / 2),
    )


async def look_at_socket(client: AsyncWebClient) -> SlackSight:
    """Whether the client's app-level token opens Socket Mode; nothing is connected."""
    try:
        await call(client, "apps.connections.open")
    except SlackTrouble as trouble:
        return SlackSight(trouble=trouble.code)
    return SlackSight()


def _scopes(headers: Mapping[str, str]) -> frozenset[str] | None:
    granted = headers.get("x-oauth-scopes")
    return None if granted is None else frozenset(word.strip() for word in granted.split(",") if word.strip())


def _skew(headers: Mapping[str, str], between: datetime) -> timedelta | None:
    try:
        return between - parsedate_to_datetime(headers["date"]) - HALF_A_SECOND
    except (KeyError, ValueError, TypeError):
        return None
