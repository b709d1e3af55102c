"""The command line: what other programs call, and plain sentences when something is wrong."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.db.migrations import HEAD
from bot.plainly import plainly
from bot.vault import new_key
from playground.server import Playground
from tests.ports import free_port

ROOT = Path(__file__).parent.parent
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("TAKT_", "SLACK_"))}


def takt(*words: str, folder: Path, typed: str | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=CLEAN | settings | {"PYTHONPATH": str(ROOT)},
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_ask_prints_the_standard_word_for_word(tmp_path: Path) -> None:
    answer = takt("ask", "hilsen", "--lang", "da", folder=tmp_path)
    assert answer.returncode == 0
    assert "En kunde, der kommer inden for 3 meter, får en mundtlig hilsen inden for 10 sekunder." in answer.stdout


def test_ask_prints_json(tmp_path: Path) -> None:
    answer = json.loads(takt("ask", "greeting", "--json", folder=tmp_path).stdout)
    assert (answer["outcome"], answer["standard"]) == ("match", "greeting")
    assert len(answer["candidates"]) >= 3


def test_ask_answers_a_file_in_order(tmp_path: Path) -> None:
    questions = [
        {"id": "1", "lang": "da", "question": "navneskilt"},
        {"id": "2", "lang": "en", "question": "what is the capital of Peru"},
        {"id": "3", "lang": "en", "question": "queue"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(question) for question in questions), encoding="utf-8")
    lines = [
        json.loads(line) for line in takt("ask", "--file", str(file), "--json", folder=tmp_path).stdout.splitlines()
    ]
    assert [line["id"] for line in lines] == ["1", "2", "3"]
    assert [line["standard"] for line in lines] == ["name-badge", None, "queue"]
    assert all(set(line) == {"id", "outcome", "standard", "confidence", "candidates"} for line in lines)
    assert all(0 <= line["confidence"] <= 1 for line in lines)


def test_ask_answers_standard_input_in_the_language_of_its_lines_or_the_one_that_is_given(tmp_path: Path) -> None:
    lines = '{"id": 1, "question": "kø"}\n{"id": 2, "question": "queue", "lang": "en"}\n'
    answer = takt("ask", "--file", "-", "--lang", "da", folder=tmp_path, typed=lines)
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [(one["id"], one["standard"]) for one in found] == [(1, "queue"), (2, "queue")]


def test_content_check_passes_on_the_default_pack(tmp_path: Path) -> None:
    assert takt("content", "check", folder=tmp_path).returncode == 0


def test_content_check_lists_every_problem_and_exits_1(tmp_path: Path) -> None:
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "greeting.yaml").write_text("id: greeting\ntitel: x\n", encoding="utf-8")
    result = takt("content", "check", str(tmp_path), folder=tmp_path)
    assert result.returncode == 1
    assert "standards/greeting.yaml:2" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "TAKT_TIME_ZONE": "Mars/Base"}, "TAKT_TIME_ZONE"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "TAKT_CONTENT_DIR": "nowhere"}, "TAKT_CONTENT_DIR"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "TAKT_RETENTION_DAYS": "366"},
            "TAKT_RETENTION_DAYS: ",
        ),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "TAKT_DEFAULT_LANGUAGE": "xx"}, "one of en, da"),
        (
            {
                "SLACK_BOT_TOKEN": "xoxb-1",
                "SLACK_APP_TOKEN": "xapp-1",
                "TAKT_DATABASE_URL": "postgresql://takt:hunter2@127.0.0.1:1/takt",
            },
            "TAKT_DATABASE_URL",
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "TAKT_SLACK_API_URL": "http://127.0.0.1:1/"},
            "TAKT_SLACK_API_URL",
        ),
    ],
)
def test_run_stops_with_a_line_that_names_the_setting(tmp_path: Path, settings: dict[str, str], named: str) -> None:
    result = takt("run", folder=tmp_path, **settings)
    assert result.returncode == 1
    assert named in result.stderr
    assert "Traceback" not in result.stderr
    assert "hunter2" not in result.stderr


def test_a_slack_that_is_not_reached_is_not_blamed_on_the_tokens(tmp_path: Path) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    result = takt("run", folder=tmp_path, TAKT_SLACK_API_URL="http://127.0.0.1:1/", **tokens)
    assert "Slack does not answer (unreachable): Let this machine reach" in result.stderr
    assert "SLACK_BOT_TOKEN" not in result.stderr


def test_db_upgrade_says_where_the_database_is(tmp_path: Path) -> None:
    result = takt("db", "upgrade", folder=tmp_path, TAKT_DATABASE_URL=f"sqlite:///{tmp_path}/takt.db")
    assert (result.returncode, result.stdout) == (0, f"The database is at revision {HEAD}.\n")


async def test_run_stops_with_one_line_when_the_app_token_is_wrong(tmp_path: Path) -> None:
    playground = Playground()
    await playground.start()
    settings = {
        "SLACK_BOT_TOKEN": playground.bot_token,
        "SLACK_APP_TOKEN": "xapp-wrong",
        "TAKT_SLACK_API_URL": playground.api_url,
        "TAKT_PORT": "0",
    }
    try:
        result = await asyncio.to_thread(lambda: takt("run", folder=tmp_path, **settings))
    finally:
        await playground.stop()
    assert result.returncode == 1
    assert "SLACK_APP_TOKEN" in result.stderr
    assert "Traceback" not in result.stderr


async def test_run_stops_with_one_line_when_its_port_is_taken(tmp_path: Path) -> None:
    playground = Playground()
    await playground.start()
    settings = {
        "SLACK_BOT_TOKEN": playground.bot_token,
        "SLACK_APP_TOKEN": playground.app_token,
        "TAKT_SLACK_API_URL": playground.api_url,
        "TAKT_PORT": playground.url.rpartition(":")[2],
    }
    try:
        result = await asyncio.to_thread(lambda: takt("run", folder=tmp_path, **settings))
    finally:
        await playground.stop()
    assert result.returncode == 1
    assert "TAKT_HOST, TAKT_PORT: cannot listen on 127.0.0.1:" in result.stderr.splitlines()[-1]
    assert result.stderr.endswith("set TAKT_PORT to another port.\n")
    assert "Traceback" not in result.stderr


def test_ask_speaks_the_language_that_is_asked_for(tmp_path: Path) -> None:
    answer = takt("ask", "hilsen", "--lang", "da-DK", folder=tmp_path).stdout
    assert "Hvorfor: En hilsen siger" in answer
    assert "(se »Hurtig kontakt«)" in answer


def test_ask_refuses_a_language_that_the_content_lacks(tmp_path: Path) -> None:
    result = takt("ask", "hilsen", "--lang", "xx", folder=tmp_path)
    assert (result.returncode, result.stderr) == (1, "--lang: the content has no `xx`; expected one of en, da\n")


def test_ask_reads_a_file_from_windows_and_tells_what_is_wrong_with_a_line(tmp_path: Path) -> None:
    known, empty = b'{"id": "1", "lang": "en", "question": "greeting"}', b'{"id": "2"}'
    broken = b'{"id": "3", "question": "k\xf8"}'
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + b"\n".join([known, empty, broken]))
    answer = takt("ask", "--file", str(file), "--json", folder=tmp_path)
    lines = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["1", "2", "3"]
    assert [line["outcome"] for line in lines][:2] == ["match", "none"]
    assert lines[1]["error"].startswith("line 2: ")


async def test_doctor_finds_a_playground_well_and_says_so_as_json_too(tmp_path: Path) -> None:
    playground = Playground(yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8")))
    await playground.start()
    settings = {
        "SLACK_BOT_TOKEN": playground.bot_token,
        "SLACK_APP_TOKEN": playground.app_token,
        "TAKT_SLACK_API_URL": playground.api_url,
        "TAKT_CACHE_DIR": str(tmp_path),
        "TAKT_PORT": str(free_port()),
    }
    try:
        result = await asyncio.to_thread(lambda: takt("doctor", "--json", folder=tmp_path, **settings))
    finally:
        await playground.stop()
    told = json.loads(result.stdout)
    assert (result.returncode, told["ok"], result.stderr) == (0, True, "")
    assert {
        "setting",
        "content",
        "meaning",
        "cache folder",
        "database",
        "Slack",
        "scopes",
        "clock",
        "Socket Mode",
        "roles",
        "server",
    } == {found["about"] for found in told["findings"]}
    assert playground.bot_token not in result.stdout


def test_doctor_says_what_is_missing_when_nothing_is_set_up_or_all_is_broken(tmp_path: Path) -> None:
    (tmp_path / "takt.db").write_text("no database", encoding="utf-8")
    (tmp_path / "pack").mkdir()
    settings = {"TAKT_CONTENT_DIR": "pack", "TAKT_PORT": "no", "TAKT_SLACK_API_URL": "http://127.0.0.1:1/"}
    result = takt("doctor", folder=tmp_path, SLACK_BOT_TOKEN="xoxb-1", **settings)
    assert (result.returncode, result.stderr) == (1, "")
    assert {line.split()[1] for line in result.stdout.splitlines() if line.startswith("wrong")} == {
        *("setting", "content", "database", "Slack", "Socket")
    }


def test_doctor_says_that_one_of_many_workspaces_can_be_asked_about_only_where_there_are_many(tmp_path: Path) -> None:
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "TAKT_SLACK_API_URL": "http://127.0.0.1:1/"}
    told = takt("doctor", "--workspace", "T0HOTEL", folder=tmp_path, **settings).stdout
    assert "T0HOTEL was not asked about: without SLACK_CLIENT_ID there is one workspace" in " ".join(told.split())
    assert "T0HOTEL" not in takt("doctor", folder=tmp_path, **settings).stdout


AWAY = "postgresql://takt:hunter2@127.0.0.1:1/takt"


def test_doctor_prints_json_alone_while_the_database_is_away(tmp_path: Path) -> None:
    result = takt("doctor", "--json", folder=tmp_path, TAKT_DATABASE_URL=AWAY, TAKT_SLACK_API_URL="http://127.0.0.1:1/")
    told = json.loads(result.stdout)
    assert (result.returncode, told["ok"]) == (1, False)
    assert any(one["about"] == "database" and one["state"] == "wrong" for one in told["findings"])


@pytest.mark.parametrize("words", [["export", "--member", "U0ANNA"], ["db", "upgrade"]])
def test_what_fails_leaves_nothing_where_data_would_be(tmp_path: Path, words: list[str]) -> None:
    result = takt(*words, folder=tmp_path, TAKT_DATABASE_URL=AWAY)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("TAKT_DATABASE_URL: the database cannot be used")


@pytest.mark.parametrize(
    "words",
    [
        ["export", "--member", "U0ANNA"],
        ["erase", "--member", "U0ANNA"],
        ["db", "rotate-keys"],
        ["db", "drop-lost-tokens"],
    ],
)
def test_a_database_that_is_not_there_is_not_made_and_not_taken_for_an_empty_one(
    tmp_path: Path, words: list[str]
) -> None:
    settings = {"TAKT_DATABASE_URL": "sqlite:///else.db", "TAKT_ENCRYPTION_KEYS": new_key()}
    result = takt(*words, folder=tmp_path, **settings)
    assert (result.returncode, result.stdout) == (1, "")
    assert "there is no else.db" in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.glob("else.db*"))


@pytest.mark.parametrize("word", ["rotate-keys", "drop-lost-tokens"])
def test_a_server_without_takts_tables_is_said_to_need_an_upgrade(
    tmp_path: Path, postgresql_url: str, word: str
) -> None:
    result = takt("db", word, folder=tmp_path, TAKT_DATABASE_URL=postgresql_url, TAKT_ENCRYPTION_KEYS=new_key())
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "TAKT_DATABASE_URL: the database is not up to date; run `takt db upgrade` first"
    ]


def test_who_interrupts_a_start_sees_no_traceback() -> None:
    with pytest.raises(SystemExit) as ended, plainly():
        raise KeyboardInterrupt
    assert ended.value.code == 130
