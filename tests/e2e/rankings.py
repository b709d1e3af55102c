"""Ten colleagues of very different records, five observers, and what names several of them side by side."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from playground.world import Person
from tests.e2e.conftest import Stage
from tests.e2e.test_observation_report_dialogues import COLUMNS

TEAM = ("Agnete", "Bertram", "Cecilie", "Ditlev", "Ellinor", "Frederik", "Gudrun", "Hjalmar", "Ingeborg", "Jeppe")
OBSERVERS = ("Karoline", "Laurits", "Margrethe", "Niels-Peter", "Ottilia")
OTHERS = tuple(f"U0{name.upper()}" for name in ("karoline", "laurits", "margrethe", "nielspeter", "ottilia"))
IDS = {f"U0{name.upper()}": name for name in TEAM} | dict(zip(OTHERS, OBSERVERS, strict=True))
CALLED = {word.casefold(): one for one, name in IDS.items() for word in (one, name)}
ANYBODY = re.compile("|".join(sorted(CALLED, key=len, reverse=True)), re.IGNORECASE)
DAYS_AGO = (0, 0, 0, 1, 2, 7, 8, 26, 35, 36)  # of what each was seen doing: in this and the last of every period
FOLLOW_UPS = ((2, "2026-11-27"), (7, "2026-11-30"), (0, "2026-12-01"), (9, "2026-12-02"))


def named(text: str) -> tuple[str, ...]:
    """Everybody of them whom a text names, by id or by name, in its order; who stands there twice in a row, once."""
    found = (CALLED[match.group().casefold()] for match in ANYBODY.finditer(text))
    return tuple(one for one, _ in groupby(found))


def side_by_side(shown: Sequence[str]) -> list[tuple[str, ...]]:
    """Whom each text names that names more than one: only there can people be ordered or compared."""
    return [found for text in shown if len(set(found := named(text))) > 1]


def shown_by(stage: Stage) -> list[str]:
    """Everything that Takt has put on a screen, and every file that it has brought: plain text, blocks, content."""
    texts = [text for one in stage.playground.state.sent for text in _texts(one.body)]
    for file in stage.playground.state.files._files.values():
        content = b"" if file.name.endswith(".png") else file.content or b""  # its marks are in the words beside it
        texts += [file.alt_text, file.title, content.decode()]
    return texts


def _texts(body: dict[str, Any]) -> Iterator[str]:
    yield str(body.get("text", ""))
    yield json.dumps(body["blocks"], ensure_ascii=False)


def add_people(stage: Stage) -> None:
    """All of them work here, so that each may be shown by name."""
    world = stage.playground.state.world
    for member, name in IDS.items():
        world.people[member] = Person(member, name.lower(), name, locale="da-DK", tz="Europe/Copenhagen")


def add_records(stage: Stage, now: datetime) -> None:
    """Of the ten, the first never met a standard and the last always; Sofie has seen half. In a thread."""
    with sqlite3.connect(stage.database, timeout=30, isolation_level="IMMEDIATE") as database:
        rows = [*_records(now), *_missed(now)]
        database.executemany(f"INSERT INTO observation ({COLUMNS}) VALUES ({', '.join('?' * 11)})", rows)
        for number, day in FOLLOW_UPS:
            database.execute(
                "INSERT INTO follow_up (observation, workspace, planned_on, due_at, key, planned_at) "
                f"SELECT id, workspace, '{day}', '{day} 07:00:00.000000', 'k{number}', recorded_at FROM observation "
                f"WHERE source_key = 'missed-{number}'"
            )


def _records(now: datetime) -> Iterator[tuple[str, ...]]:
    people = [f"U0{name.upper()}" for name in TEAM]
    for turn, days in enumerate(DAYS_AGO):
        for place in range(len(people)):
            who = (7 * place + 3 * turn) % len(people)  # neither by name nor by result
            level = "met" if turn < who else "not-yet"
            observer = "U0SOFIE" if turn % 2 == 0 else OTHERS[place % len(OTHERS)]
            at = now - timedelta(days=days, hours=1, minutes=10 * turn + place)
            standard = "greeting" if place % 2 else "farewell"
            yield _row(observer, people[who], standard, level, at, f"seen-{turn}-{place}")


def _missed(now: datetime) -> Iterator[tuple[str, ...]]:
    for number, _ in FOLLOW_UPS:
        at = now - timedelta(hours=9, minutes=number)
        yield _row("U0SOFIE", f"U0{TEAM[number].upper()}", "queue", "not-yet", at, f"missed-{number}")


def _row(observer: str, subject: str, standard: str, level: str, at: datetime, key: str) -> tuple[str, ...]:
    moment = f"{at:%Y-%m-%d %H:%M:%S.%f}"
    return ("T0TAKT", observer, subject, standard, "1", level, "", "", moment, moment, key)
