"""Looks at the settings: each as Takt reads it, what is wrong or misspelt, and secrets only as set or not set."""

import contextlib
import difflib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import ValidationError

from bot.db.engine import database_url
from bot.doctor.findings import Finding, ok, warning, wrong
from bot.errors import SettingsError
from bot.sentry import EXPECTED, is_dsn, is_installed
from bot.settings import Settings, SlackSettings, load_settings, variable_name

ABOUT, ROLES = "setting", "roles"
ENV_FILE = Path(".env")
MEND = "Put it right in the environment or in .env; docs/settings.md lists every setting."
PREFIXES = ("TAKT_", "SLACK_")


def readable_settings() -> Settings:
    """The settings, with the default in place of each that is wrong."""
    mended: dict[str, Any] = {} if _is_legible() else {"_env_file": None}
    for _ in Settings.model_fields:  # one that is wrong may hide another
        try:
            return Settings(**mended)
        except ValidationError as error:
            mended |= {name: default for name, default in _defaults(error) if name not in mended}
    return Settings.model_construct()


def settings_findings(settings: Settings) -> Iterator[Finding]:
    """What is wrong first, then every setting that is read."""
    try:
        load_settings(SlackSettings)
    except SettingsError as error:
        yield from (wrong(ABOUT, problem, MEND) for problem in error.problems)
    yield from _misspelt()
    yield from _unset(settings)
    for name in type(settings).model_fields:
        yield ok(ABOUT, f"{variable_name(name)} = {_shown(name, getattr(settings, name), settings)}")


def _unset(settings: Settings) -> Iterator[Finding]:
    """What works only once somebody is named for it."""
    if not (settings.supervisor_groups or settings.supervisors):
        seen = "neither TAKT_SUPERVISOR_GROUPS nor TAKT_SUPERVISORS is set: only admins may set up tips or observe."
        yield warning(ROLES, seen, "Set TAKT_SUPERVISOR_GROUPS to the ids of Slack user groups (S…), with commas.")
    else:
        yield ok(ROLES, "supervisors are named.")
    if settings.uses_oauth and settings.slack_bot_token:
        seen = "SLACK_BOT_TOKEN is set beside SLACK_CLIENT_ID: it is not used, each workspace has a token of its own."
        yield warning(ABOUT, seen, "Take SLACK_BOT_TOKEN away, or SLACK_CLIENT_ID where there is but one workspace.")
    if settings.sentry_dsn:
        yield from _sentry(settings.sentry_dsn.get_secret_value())


def _sentry(dsn: str) -> Iterator[Finding]:
    """Why `takt run` does not start with this DSN; nothing where it does."""
    if not is_installed():
        seen = "TAKT_SENTRY_DSN is set, but the package that it needs is not installed: takt run does not start."
        yield wrong(ABOUT, seen, "pip install 'takt[sentry]', or take TAKT_SENTRY_DSN away.")
    elif not is_dsn(dsn):
        yield wrong(ABOUT, f"TAKT_SENTRY_DSN: {EXPECTED}", MEND)


def _defaults(error: ValidationError) -> Iterator[tuple[str, Any]]:
    for problem in error.errors(include_url=False):
        name = str(problem["loc"][0]).lower() if problem["loc"] else ""
        for field, info in Settings.model_fields.items():
            if name in {field, f"takt_{field}"}:
                yield (field.upper() if info.validation_alias else field), info.get_default(call_default_factory=True)


def _shown(name: str, value: object, settings: Settings) -> str:
    if name == "database_url":
        return _without_password(settings)
    if "Secret" in str(type(settings).model_fields[name].annotation):
        return "set (not shown)" if value else "not set"
    if isinstance(value, (frozenset, set, tuple, list)):
        return ", ".join(sorted(map(str, value))) or "none"
    return "not set" if value is None else str(value)


def _without_password(settings: Settings) -> str:
    """Server and database only: a password may stand in more than one place of a URL."""
    try:
        url = database_url(settings.database_url.get_secret_value())
    except SettingsError:
        return "set (not shown)"
    place = f"{url.host or ''}{f':{url.port}' if url.port else ''}/{url.database or ''}"
    return f"{url.get_backend_name()}://{place}"


def _is_legible() -> bool:
    try:
        with contextlib.suppress(FileNotFoundError, IsADirectoryError):
            ENV_FILE.read_text("utf-8")
    except (UnicodeDecodeError, OSError):
        return False
    return True


def _misspelt() -> Iterator[Finding]:
    """Names that look like settings and are none; also those of the whole family in the environment."""
    known = [variable_name(field) for field in Settings.model_fields]
    written = dict(dotenv_values(ENV_FILE)) if _is_legible() and ENV_FILE.is_file() else {}
    for name in sorted({*_given(os.environ), *_given(written)}):
        if name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, 1, 0.7)
            meant = f"Did you mean {near[0]}? " if near else ""
            yield warning(ABOUT, f"{name} is no setting of Takt, so it is not read.", f"{meant}{MEND}")


def _given(variables: Mapping[str, str | None]) -> list[str]:
    return [name for name in variables if name.upper().startswith(PREFIXES)]
