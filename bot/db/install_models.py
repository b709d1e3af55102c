"""The tables of Slack's own SDK for installations and their states, as it expects them, and who has removed Takt.

Tokens are wider here than in the SDK's own definition, for a sealed one is longer. A test compares the two.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base

WORKSPACE_KEY = ("client_id", "enterprise_id", "team_id")


def _installed() -> tuple[Column[Any], ...]:
    """What the SDK keeps both of a bot and of its whole installation."""
    return (
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("client_id", String(32), nullable=False),
        Column("app_id", String(32), nullable=False),
        Column("enterprise_id", String(32)),
        Column("enterprise_name", String(200)),
        Column("team_id", String(32)),
        Column("team_name", String(200)),
        Column("bot_token", Text),
        Column("bot_id", String(32)),
        Column("bot_user_id", String(32)),
        Column("bot_scopes", String(1000)),
        Column("bot_refresh_token", Text),
        Column("bot_token_expires_at", DateTime),
        Column("is_enterprise_install", Boolean, nullable=False),
        Column("installed_at", DateTime, nullable=False),
    )


SlackBot = Table("slack_bots", Base.metadata, *_installed(), Index("slack_bots_idx", *WORKSPACE_KEY, "installed_at"))

SlackInstallation = Table(
    "slack_installations",
    Base.metadata,
    *_installed(),
    Column("enterprise_url", String(200)),
    Column("user_id", String(32), nullable=False),
    Column("user_token", Text),
    Column("user_scopes", String(1000)),
    Column("user_refresh_token", Text),
    Column("user_token_expires_at", DateTime),
    Column("incoming_webhook_url", String(200)),
    Column("incoming_webhook_channel", String(200)),
    Column("incoming_webhook_channel_id", String(200)),
    Column("incoming_webhook_configuration_url", String(200)),
    Column("token_type", String(32)),
    Index("slack_installations_idx", *WORKSPACE_KEY, "user_id", "installed_at"),
)

OAuthState = Table(
    "slack_oauth_states",
    Base.metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("state", String(200), nullable=False),
    Column("expire_at", DateTime, nullable=False),
)

TOKENS = ("bot_token", "bot_refresh_token", "user_token", "user_refresh_token")


class Removal(Base):
    """A workspace that has removed Takt, and when everything about it is deleted."""

    __tablename__ = "removal"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    removed_at: Mapped[datetime]
    purge_at: Mapped[datetime]
    refused_at: Mapped[datetime | None]  # when Slack last refused the token; none: it told of the removal
