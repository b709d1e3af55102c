"""All settings, read from the environment and `.env`; the start stops at the first look if one is wrong."""

import os
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError
from bot.vault import is_key

DEFAULT_CONTENT = Path(__file__).resolve().parent.parent / "standards_content"
NO_ZONES = frozenset({"posix", "posixrules", "right", "localtime", "Factory"})  # files beside the zones
SCOPED = ("supervisor_groups", "supervisors", "admins", "owners_channel")
SAY_WORKSPACE = "say the workspace of each id where workspaces install Takt, such as T0123ABCD:U0123ABCD"
NOT_UTF8 = ".env: is not written in UTF-8, so no setting could be read; save it as UTF-8"
CLOSED = ".env: cannot be read ({}); let Takt's user read it and its folder, or start Takt in another folder"
S = TypeVar("S", bound="Settings")
Ids = Annotated[frozenset[str], NoDecode]


class Settings(BaseSettings):
    """What an operator may choose. Names are `TAKT_` + the field in capitals, but Slack's own keep theirs."""

    model_config = SettingsConfigDict(
        env_prefix="TAKT_",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        hide_input_in_errors=True,
        defer_build=True,
    )

    slack_bot_token: SecretStr | None = Field(default=None, validation_alias=AliasChoices("SLACK_BOT_TOKEN"))
    slack_app_token: SecretStr | None = Field(default=None, validation_alias=AliasChoices("SLACK_APP_TOKEN"))
    slack_signing_secret: SecretStr | None = Field(default=None, validation_alias=AliasChoices("SLACK_SIGNING_SECRET"))
    slack_client_id: str | None = Field(default=None, validation_alias=AliasChoices("SLACK_CLIENT_ID"))
    slack_client_secret: SecretStr | None = Field(default=None, validation_alias=AliasChoices("SLACK_CLIENT_SECRET"))
    slack_redirect_uri: str | None = Field(default=None, validation_alias=AliasChoices("SLACK_REDIRECT_URI"))
    slack_api_url: str = "https://slack.com/api/"

    mode: Literal["socket", "http"] = "socket"
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)

    database_url: SecretStr = SecretStr("sqlite:///takt.db")
    content_dir: Path = DEFAULT_CONTENT
    cache_dir: Path | None = None
    default_language: str = Field(default="en", pattern="^[a-z]{2}$")
    time_zone: str = "Europe/Copenhagen"

    supervisor_groups: Ids = frozenset()
    supervisors: Ids = frozenset()
    admins: Ids = frozenset()
    owners_channel: Ids = frozenset()

    encryption_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    workspaces: Ids = frozenset()
    uninstall_grace_days: int = Field(default=30, ge=0, le=365)

    drain_seconds: float = Field(default=0, ge=0, le=3)
    tick_seconds: float = Field(default=15, gt=0, le=300)
    grace_minutes: int = Field(default=120, ge=1, le=1440)
    lease_seconds: float = Field(default=60, ge=1, le=600)
    retention_days: int = Field(default=180, ge=1, le=365)
    notice_days: int = Field(default=42, ge=0, le=365)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["console", "json"] = "console"
    sentry_dsn: SecretStr | None = None

    @property
    def uses_oauth(self) -> bool:
        """Whether workspaces install Takt themselves; else there is one, whose bot token is set."""
        return self.slack_client_id is not None and self.slack_client_secret is not None

    @model_validator(mode="before")
    @classmethod
    def _stripped(cls, values: Any) -> Any:
        """Without the spaces and line ends that stick to what was copied, or that `echo` puts into a secret's file."""
        return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}

    @field_validator("encryption_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: Any) -> Any:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("encryption_keys")
    @classmethod
    def _keys(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if not all(is_key(key.get_secret_value()) for key in value):
            raise ValueError("expected keys such as `takt db new-key` prints, the newest first, separated by commas")
        return value

    @field_validator("supervisor_groups", "supervisors", "admins", "owners_channel", "workspaces", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return frozenset(word for word in value.replace(",", " ").split() if word)

    @field_validator("workspaces")
    @classmethod
    def _workspaces(cls, value: frozenset[str]) -> frozenset[str]:
        if not all(_is_bare_id(word, "TE") for word in value):
            raise ValueError("expected workspace ids such as T0123ABCD, or Enterprise ids such as E0123ABCD")
        return value

    @field_validator("supervisor_groups")
    @classmethod
    def _groups(cls, value: frozenset[str]) -> frozenset[str]:
        return _ids(value, "S", "user group ids such as S0123ABCD, separated by commas")

    @field_validator("supervisors", "admins")
    @classmethod
    def _members(cls, value: frozenset[str]) -> frozenset[str]:
        return _ids(value, "UW", "member ids such as U0123ABCD, separated by commas")

    @field_validator("owners_channel")
    @classmethod
    def _channel(cls, value: frozenset[str]) -> frozenset[str]:
        return _ids(value, "CG", "a channel id such as C0123ABCD (channel name → View channel details)")

    @field_validator(
        *("slack_bot_token", "slack_app_token", "slack_signing_secret", "sentry_dsn"),
        *("slack_client_id", "slack_client_secret", "slack_redirect_uri"),
        mode="before",
    )
    @classmethod
    def _blank_is_missing(cls, value: Any) -> Any:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, value: SecretStr | None) -> SecretStr | None:
        return _prefixed(value, "xoxb-", "a bot token that starts with xoxb-")

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, value: SecretStr | None) -> SecretStr | None:
        return _prefixed(value, "xapp-", "an app-level token that starts with xapp-")

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        trouble = ValueError("expected an IANA time zone such as Europe/Copenhagen")
        if value.partition("/")[0] in NO_ZONES:
            raise trouble
        try:
            ZoneInfo(value)  # to list all zones would read each of them
        except (ValueError, KeyError, OSError):
            raise trouble from None
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, value: str) -> str:
        if not _is_address(value):
            raise ValueError("expected a web address that starts with https:// (or http:// for a stand-in)")
        return value if value.endswith("/") else value + "/"

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        schemes = ("sqlite:", "sqlite+aiosqlite:", "postgres:", "postgresql:", "postgresql+psycopg:")
        if not value.get_secret_value().startswith(schemes):
            raise ValueError("expected sqlite:///takt.db or postgresql://user:password@host/database")
        return value

    @field_validator("content_dir")
    @classmethod
    def _folder(cls, value: Path) -> Path:
        try:
            os.stat(os.path.join(value, "."))  # noqa: PTH116, PTH118  (pathlib would leave the dot out)
            return value.resolve()
        except (FileNotFoundError, NotADirectoryError):
            reason = "is no folder"
        except OSError as error:  # it is closed, or one of those above it is
            reason = f"cannot be entered ({error.strerror})"
        raise ValueError(f"{value} {reason}; expected a folder that exists, with pack.yaml and standards/ in it")


class SlackSettings(Settings):
    """Settings of a process that talks to Slack: the tokens of its mode are required."""

    @model_validator(mode="after")
    def _tokens(self) -> Self:
        if (self.slack_client_id is None) != (self.slack_client_secret is None):
            raise ValueError("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET must be set together, or neither")
        if self.uses_oauth and self.mode == "http" and not self.encryption_keys:
            raise ValueError(
                "TAKT_ENCRYPTION_KEYS must be set where workspaces install Takt over HTTP, for their tokens are kept "
                "in the database: `takt db new-key` prints a key"
            )
        if self.uses_oauth and (unclear := [name for name in SCOPED if not _has_workspaces(getattr(self, name))]):
            raise ValueError(f"{' and '.join(map(variable_name, unclear))}: {SAY_WORKSPACE}")
        needed: dict[str, object] = {} if self.uses_oauth else {"SLACK_BOT_TOKEN": self.slack_bot_token}
        if self.mode == "socket":
            needed["SLACK_APP_TOKEN"] = self.slack_app_token
        else:
            needed["SLACK_SIGNING_SECRET"] = self.slack_signing_secret
        missing = [name for name, value in needed.items() if value is None]
        if missing:
            raise ValueError(f"{' and '.join(missing)} must be set for TAKT_MODE={self.mode} (see .env.example)")
        return self


def load_settings(kind: type[S], **overrides: Any) -> S:
    """The settings, or a `SettingsError` that names every wrong variable and what is expected of it."""
    try:
        return kind(**overrides)
    except UnicodeDecodeError:
        raise SettingsError([NOT_UTF8]) from None
    except PermissionError as error:
        raise SettingsError([CLOSED.format(error.strerror)]) from None
    except ValidationError as error:
        raise SettingsError([_explain(dict(problem)) for problem in error.errors(include_url=False)]) from None


def revealed(secret: SecretStr | None) -> str | None:
    """What a secret says; None for one that is not set."""
    return None if secret is None else secret.get_secret_value()


def variable_name(field: str) -> str:
    """The environment variable that sets a field."""
    return field.upper() if field.upper().startswith("SLACK_") and field != "slack_api_url" else f"TAKT_{field.upper()}"


def _explain(problem: dict[str, Any]) -> str:
    message = str(problem["msg"]).removeprefix("Value error, ")
    if not problem["loc"]:
        return message
    return f"{variable_name(str(problem['loc'][0]).lower())}: {message[0].lower()}{message[1:]}"


def _ids(value: frozenset[str], initials: str, expected: str) -> frozenset[str]:
    if not all(_is_id(word, initials) for word in value):
        raise ValueError(f"expected {expected}")
    return value


def _is_id(scoped: str, initials: str) -> bool:
    team, colon, word = scoped.rpartition(":")
    return _is_bare_id(word, initials) and (not colon or _is_id(team, "T"))


def _is_bare_id(word: str, initials: str) -> bool:
    return bool(word) and word[:1] in initials and word.isalnum() and word == word.upper()


def _is_address(value: str) -> bool:
    """Whether it is an address on the web, of a host and a port that can be."""
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and " " not in value
    except ValueError:  # a bracket that is not closed, a port that is no number
        return False


def _has_workspaces(ids: frozenset[str]) -> bool:
    return all(":" in one for one in ids)


def _prefixed(value: SecretStr | None, prefix: str, expected: str) -> SecretStr | None:
    if value is not None and not value.get_secret_value().startswith(prefix):
        raise ValueError(f"expected {expected}")
    return value
