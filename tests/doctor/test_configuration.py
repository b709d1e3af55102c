"""The doctor reads every setting, names what is wrong or misspelt, and shows no secret."""

import sys
from pathlib import Path

import pytest

from bot.doctor.configuration import readable_settings, settings_findings
from bot.doctor.findings import Finding, State
from bot.settings import Settings, variable_name

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-hush", "SLACK_APP_TOKEN": "xapp-hush", "SLACK_SIGNING_SECRET": "hush"}


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable_name(field), raising=False)
    monkeypatch.chdir(tmp_path)


def found(monkeypatch: pytest.MonkeyPatch, **variables: str) -> list[Finding]:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return list(settings_findings(readable_settings()))


def test_every_setting_is_read_and_all_is_well_with_the_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = found(monkeypatch, **TOKENS, TAKT_SUPERVISORS="U0SOFIE")
    assert {one.state for one in findings} == {State.OK}
    settings = [one for one in findings if one.about == "setting"]
    assert [one.seen.split(" = ")[0] for one in settings] == [variable_name(field) for field in Settings.model_fields]


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgresql://takt:hush@db.example:5432/takt?password=hush"
    findings = found(monkeypatch, **TOKENS, TAKT_DATABASE_URL=url)
    assert "hush" not in str(findings)
    assert "TAKT_DATABASE_URL = postgresql://db.example:5432/takt" in [one.seen for one in findings]


def test_two_wrong_settings_are_both_named_and_the_others_are_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = {"TAKT_PORT": "many", "SLACK_BOT_TOKEN": "xapp-mixed-up", "TAKT_LOG_LEVEL": "debug"}
    findings = found(monkeypatch, **TOKENS | wrong)
    named = [one.seen.split(":")[0] for one in findings if one.state is State.WRONG]
    assert sorted(named) == ["SLACK_BOT_TOKEN", "TAKT_PORT"]
    assert {"TAKT_PORT = 3000", "SLACK_BOT_TOKEN = not set", "TAKT_LOG_LEVEL = debug"} <= {one.seen for one in findings}


def test_missing_tokens_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SLACK_BOT_TOKEN and SLACK_APP_TOKEN must be set" in found(monkeypatch)[0].seen


@pytest.mark.parametrize("in_file", [True, False])
def test_a_misspelt_name_is_noticed_in_the_environment_and_in_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, in_file: bool
) -> None:
    if in_file:
        (tmp_path / ".env").write_text("TAKT_TIMEZONE=Europe/Paris\n", encoding="utf-8")
    findings = found(
        monkeypatch, **TOKENS | {"TAKT_SUPERVISORS": "U0SOFIE"} | ({} if in_file else {"TAKT_TIMEZONE": "Europe/Paris"})
    )
    (noticed,) = [one for one in findings if one.state is State.WARNING]
    assert noticed.seen.startswith("TAKT_TIMEZONE is no setting")
    assert noticed.mend.startswith("Did you mean TAKT_TIME_ZONE?")


def test_it_is_noticed_when_nobody_is_a_supervisor(monkeypatch: pytest.MonkeyPatch) -> None:
    (noticed,) = [one for one in found(monkeypatch, **TOKENS) if one.state is State.WARNING]
    assert "only admins" in noticed.seen
    assert "TAKT_SUPERVISOR_GROUPS" in noticed.mend


def test_it_is_wrong_to_want_sentry_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    variables = TOKENS | {"TAKT_SUPERVISORS": "U0SOFIE", "TAKT_SENTRY_DSN": "https://hush@sentry.example/1"}
    assert {one.state for one in found(monkeypatch, **variables)} == {State.OK}
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)  # as Python marks what cannot be imported
    (noticed,) = [one for one in found(monkeypatch) if one.state is State.WRONG]
    assert "takt[sentry]" in noticed.mend
    assert "hush" not in str(found(monkeypatch))


@pytest.mark.parametrize("dsn", ["foo", "https://hush@[/1"])
def test_a_dsn_that_takt_run_refuses_is_wrong(monkeypatch: pytest.MonkeyPatch, dsn: str) -> None:
    findings = found(monkeypatch, **TOKENS | {"TAKT_SUPERVISORS": "U0SOFIE", "TAKT_SENTRY_DSN": dsn})
    (noticed,) = [one for one in findings if one.state is State.WRONG]
    assert noticed.seen == "TAKT_SENTRY_DSN: expected https://key@host/project, as Sentry shows it"


def test_an_address_of_slack_that_cannot_be_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = found(monkeypatch, **TOKENS | {"TAKT_SUPERVISORS": "U0SOFIE", "TAKT_SLACK_API_URL": "http://["})
    assert [one.seen.split(":")[0] for one in findings if one.state is State.WRONG] == ["TAKT_SLACK_API_URL"]


def test_a_bot_token_beside_an_app_for_many_is_pointed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = found(monkeypatch, **TOKENS, SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET="hush")
    assert any(one.state is State.WARNING and "SLACK_BOT_TOKEN is set beside" in one.seen for one in findings)


def test_a_file_of_settings_that_is_not_in_utf_8_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("TAKT_ADMINS=U0Æ".encode("latin-1"))
    assert any(one.state is State.WRONG and "UTF-8" in one.seen for one in found(monkeypatch, **TOKENS))
