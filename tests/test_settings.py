"""Settings: a wrong value stops the start by name, and a secret is never shown."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, SlackSettings, load_settings, revealed, variable_name
from bot.vault import new_key

ROOT = Path(__file__).parent.parent
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "abc"}


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable_name(field), raising=False)
    monkeypatch.chdir(tmp_path)


def set_all(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("TAKT_MODE", "carrier-pigeon", "'socket' or 'http'"),
        ("TAKT_PORT", "70000", "65535"),
        ("TAKT_PORT", "http", "integer"),
        ("TAKT_TIME_ZONE", "Europe/Kobenhavn", "IANA time zone"),
        ("TAKT_TIME_ZONE", "Europe", "IANA time zone"),
        ("TAKT_TIME_ZONE", "../UTC", "IANA time zone"),
        ("TAKT_TIME_ZONE", "posix/Europe/Paris", "IANA time zone"),
        ("TAKT_TIME_ZONE", "localtime", "IANA time zone"),
        ("TAKT_DEFAULT_LANGUAGE", "dansk", "pattern"),
        ("TAKT_DATABASE_URL", "mysql://root:hunter2@host/db", "sqlite:///"),
        ("TAKT_CONTENT_DIR", "no/such/folder", "folder that exists"),
        ("TAKT_SLACK_API_URL", "slack.com/api", "web address"),
        ("TAKT_SLACK_API_URL", "http://[", "web address"),
        ("TAKT_SLACK_API_URL", "https://", "web address"),
        ("TAKT_SLACK_API_URL", "https://slack.com:api/", "web address"),
        ("TAKT_SLACK_API_URL", "https://slack com/api/", "web address"),
        ("TAKT_SUPERVISOR_GROUPS", "supervisors", "user group ids"),
        ("TAKT_SUPERVISORS", "@anna", "member ids"),
        ("TAKT_ADMINS", "U1, anna", "member ids"),
        ("TAKT_OWNERS_CHANNEL", "#owners", "a channel id"),
        ("TAKT_OWNERS_CHANNEL", "U0ANNA", "a channel id"),
        ("TAKT_ADMINS", "C1:U1", "member ids"),
        ("TAKT_WORKSPACES", "hotel", "workspace ids"),
        ("TAKT_WORKSPACES", "T0HOTEL, U0ANNA", "workspace ids"),
        ("TAKT_WORKSPACES", "T0HOTEL:T0SHOP", "workspace ids"),
        ("TAKT_ENCRYPTION_KEYS", "secret", "takt db new-key"),
        ("TAKT_UNINSTALL_GRACE_DAYS", "-1", "greater than"),
        ("TAKT_RETENTION_DAYS", "366", "less than or equal to 365"),
        ("TAKT_RETENTION_DAYS", "0", "greater than or equal to 1"),
        ("TAKT_NOTICE_DAYS", "-1", "greater than or equal to 0"),
        ("TAKT_TICK_SECONDS", "0", "greater than 0"),
        ("TAKT_GRACE_MINUTES", "-1", "greater than"),
        ("TAKT_LOG_LEVEL", "loud", "debug"),
        ("TAKT_LOG_FORMAT", "xml", "json"),
        ("SLACK_BOT_TOKEN", "xapp-secret", "xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-secret", "xapp-"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    set_all(monkeypatch, TOKENS | {name: value})
    with pytest.raises(SettingsError) as refused:
        load_settings(SlackSettings)
    (line,) = refused.value.problems
    assert line.startswith(f"{name}: ")
    assert expected in line
    assert "hunter2" not in line
    assert "secret" not in line.replace("SLACK_SIGNING_SECRET", "")


def test_what_sticks_to_a_copied_value_is_no_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret of Kubernetes that was made by `echo` ends with a line's end."""
    plain = TOKENS | {"TAKT_MODE": "http", "TAKT_DATABASE_URL": "postgresql://takt@db/takt", "TAKT_TIME_ZONE": "UTC"}
    set_all(monkeypatch, {name: f" {value}\n" for name, value in plain.items()})
    settings = load_settings(SlackSettings)
    assert (revealed(settings.slack_bot_token), revealed(settings.slack_signing_secret)) == ("xoxb-1", "abc")
    assert revealed(settings.database_url) == "postgresql://takt@db/takt"
    assert (settings.mode, settings.time_zone) == ("http", "UTC")


def test_all_wrong_values_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, TOKENS | {"TAKT_PORT": "-1", "TAKT_MODE": "x"})
    with pytest.raises(SettingsError) as refused:
        load_settings(SlackSettings)
    assert {line.partition(":")[0] for line in refused.value.problems} == {"TAKT_PORT", "TAKT_MODE"}


@pytest.mark.parametrize(
    ("mode", "missing"),
    [
        ("socket", "SLACK_BOT_TOKEN"),
        ("socket", "SLACK_APP_TOKEN"),
        ("http", "SLACK_SIGNING_SECRET"),
        ("http", "SLACK_BOT_TOKEN"),
    ],
)
def test_the_tokens_of_the_mode_are_required(monkeypatch: pytest.MonkeyPatch, mode: str, missing: str) -> None:
    set_all(monkeypatch, TOKENS | {"TAKT_MODE": mode, missing: "  "})
    with pytest.raises(SettingsError) as refused:
        load_settings(SlackSettings)
    assert missing in str(refused.value)


def test_a_mode_does_not_need_the_other_modes_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, {name: value for name, value in TOKENS.items() if name != "SLACK_SIGNING_SECRET"})
    assert load_settings(SlackSettings).mode == "socket"


OAUTH = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "hush", "SLACK_SIGNING_SECRET": "abc"}
KEYED = OAUTH | {"TAKT_MODE": "http", "TAKT_ENCRYPTION_KEYS": f"{new_key()}, {new_key()}"}


def test_where_workspaces_install_takt_no_bot_token_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, KEYED)
    settings = load_settings(SlackSettings)
    assert settings.uses_oauth
    assert len(settings.encryption_keys) == 2


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"TAKT_ENCRYPTION_KEYS": ""}, "takt db new-key"),
        ({"SLACK_CLIENT_SECRET": ""}, "together"),
        ({"TAKT_ADMINS": "U1"}, "TAKT_ADMINS: say the workspace"),
        ({"TAKT_SUPERVISOR_GROUPS": "T1:S1,S2"}, "TAKT_SUPERVISOR_GROUPS: say the workspace"),
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET must be set"),
    ],
)
def test_what_is_missing_for_many_workspaces_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], expected: str
) -> None:
    set_all(monkeypatch, KEYED | changes)
    with pytest.raises(SettingsError, match=expected):
        load_settings(SlackSettings)


def test_in_socket_mode_tokens_may_be_kept_without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, OAUTH | {"SLACK_APP_TOKEN": "xapp-1"})
    assert load_settings(SlackSettings).encryption_keys == ()


def test_an_id_may_be_given_to_one_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAKT_ADMINS", "T1:U1, T2:U2")
    assert load_settings(Settings).admins == {"T1:U1", "T2:U2"}


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-hunter2", "SLACK_APP_TOKEN": "xapp-hunter2", "SLACK_SIGNING_SECRET": "hunter2"}
    set_all(monkeypatch, tokens | {"TAKT_DATABASE_URL": "postgresql://takt:hunter2@db/takt"})
    settings = load_settings(SlackSettings)
    assert "hunter2" not in f"{settings!r} {settings} {settings.model_dump()}"


def test_lists_of_ids_take_commas_and_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = {"TAKT_SUPERVISORS": "U1, U2 W3", "TAKT_SUPERVISOR_GROUPS": "S1,", "TAKT_WORKSPACES": "T1,E2"}
    set_all(monkeypatch, ids)
    settings = load_settings(Settings)
    assert settings.workspaces == {"T1", "E2"}
    assert settings.supervisors == {"U1", "U2", "W3"}
    assert settings.supervisor_groups == {"S1"}


def test_a_dot_env_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TAKT_PORT=4000\nTAKT_HOST=0.0.0.0\n", encoding="utf-8")
    monkeypatch.setenv("TAKT_PORT", "5000")
    settings = load_settings(Settings)
    assert (settings.host, settings.port) == ("0.0.0.0", 5000)


@pytest.mark.parametrize("document", ["docs/settings.md", ".env.example"])
def test_every_setting_is_documented(document: str) -> None:
    words = (ROOT / document).read_text(encoding="utf-8")
    assert [name for name in map(variable_name, Settings.model_fields) if name not in words] == []
