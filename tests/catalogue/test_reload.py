"""Edits of the folder are taken into use; a broken one changes nothing, and is told once."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.answers.answers import Answers
from bot.catalogue.kept import KeptPart
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Standard
from bot.catalogue.problems import Problem
from bot.catalogue.reload import ContentWatch
from tests.catalogue.packs import greeting, standard, text, write, write_pack

GREETING = "standards/greeting.yaml"
BROKEN = "id: greeting\ntitel: x\n"


class Told:
    """Notes what a watch tells its listeners."""

    def __init__(self) -> None:
        self.broken: list[Sequence[Problem]] = []
        self.mended = 0

    async def on_broken(self, problems: Sequence[Problem]) -> None:
        self.broken.append(problems)

    async def on_mended(self) -> None:
        self.mended += 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path)


@pytest.fixture
def live(folder: Path) -> LiveCatalogue:
    return LiveCatalogue(load(folder))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def watch(folder: Path, live: LiveCatalogue, told: Told) -> ContentWatch:
    return ContentWatch(folder, live, on_broken=told.on_broken, on_mended=told.on_mended)


def renamed(title: str) -> dict[str, Any]:
    return standard("greeting", text(title), text("Hilsen"))


def title(live: LiveCatalogue) -> str:
    return live.current.everything["greeting"].text["en"].title


def move(folder: Path, to: Path) -> None:
    folder.rename(to)


async def settle(watch: ContentWatch) -> None:
    """Two looks: the first sees a change, the second that it has come to rest."""
    await watch.poll()
    await watch.poll()


async def test_good_edit_is_in_use_after_two_looks(folder: Path, live: LiveCatalogue, watch: ContentWatch) -> None:
    write(folder, GREETING, renamed("Saying hello"))
    await watch.poll()
    assert title(live) == "Greeting"
    with capture_logs() as logs:
        await watch.poll()
    assert title(live) == "Saying hello"
    assert [(entry["event"], entry["standards"]) for entry in logs] == [("catalogue_reloaded", 2)]


async def test_file_that_is_still_being_saved_waits(folder: Path, live: LiveCatalogue, watch: ContentWatch) -> None:
    for half in ("id:", "id: gre", BROKEN):
        write(folder, GREETING, half)
        await watch.poll()
    write(folder, GREETING, renamed("Saying hello"))
    await settle(watch)
    assert title(live) == "Saying hello"
    assert watch.problems == ()


async def test_broken_edit_keeps_the_last_good_catalogue_and_is_told_once(
    folder: Path, live: LiveCatalogue, watch: ContentWatch, told: Told
) -> None:
    write(folder, GREETING, BROKEN)
    with capture_logs() as logs:
        for _ in range(4):
            await watch.poll()
    assert title(live) == "Greeting"
    assert len(told.broken) == 1
    assert len(logs) == len(watch.problems) == len(set(watch.problems))
    assert {entry["event"] for entry in logs} == {"catalogue_broken"}


async def test_second_broken_edit_logs_only_what_is_new_and_tells_nobody_again(
    folder: Path, watch: ContentWatch, told: Told
) -> None:
    write(folder, GREETING, greeting(area="nowhere"))
    await settle(watch)
    write(folder, GREETING, greeting(area="nowhere", value="nothing"))
    with capture_logs() as logs:
        await settle(watch)
    assert [("value" in entry["problem"]) for entry in logs] == [True]
    assert len(told.broken) == 1


async def test_mended_edit_is_told_once_and_clears_the_details(
    folder: Path, live: LiveCatalogue, watch: ContentWatch, told: Told
) -> None:
    write(folder, GREETING, BROKEN)
    await settle(watch)
    assert "standards/greeting.yaml" in str(watch.details())
    write(folder, GREETING, renamed("Hello again"))
    await settle(watch)
    await settle(watch)
    assert (title(live), told.mended, watch.details()) == ("Hello again", 1, {})


async def test_undone_edit_mends_without_a_new_catalogue(
    folder: Path, live: LiveCatalogue, watch: ContentWatch, told: Told
) -> None:
    first = live.current
    good = (folder / GREETING).read_text(encoding="utf-8")
    write(folder, GREETING, BROKEN)
    await settle(watch)
    write(folder, GREETING, good)
    await settle(watch)
    assert live.current is first
    assert told.mended == 1


async def test_what_was_kept_is_read_off_the_event_loop_to_be_compared(folder: Path) -> None:
    readers: list[int] = []

    def standards() -> Mapping[str, Standard]:
        readers.append(threading.get_ident())
        return load(folder).everything

    watch = ContentWatch(folder, LiveCatalogue(replace(load(folder), everything=KeptPart(standards))))
    write(folder, GREETING, (folder / GREETING).read_text(encoding="utf-8"))
    await settle(watch)
    assert readers
    assert threading.get_ident() not in readers


async def test_new_and_removed_files_count(folder: Path, live: LiveCatalogue, watch: ContentWatch) -> None:
    write(folder, "standards/farewell.yaml", standard("farewell", text("Farewell"), text("Afsked")))
    (folder / "standards" / "queue.yaml").unlink()
    await settle(watch)
    assert set(live.current.everything) == {"greeting", "farewell"}


async def test_editor_s_own_files_are_not_looked_at(folder: Path, live: LiveCatalogue, watch: ContentWatch) -> None:
    first = live.current
    write(folder, "standards/greeting.yaml~", BROKEN)
    write(folder, "standards/.greeting.yaml.swp", b"\x00")
    await settle(watch)
    assert live.current is first
    assert watch.problems == ()


async def test_folder_that_goes_away_and_comes_back_is_lived_through(
    folder: Path, live: LiveCatalogue, watch: ContentWatch, told: Told
) -> None:
    move(folder, folder.with_name("away"))
    await settle(watch)
    assert title(live) == "Greeting"
    move(folder.with_name("away"), folder)
    await settle(watch)
    assert (len(told.broken), told.mended) == (1, 1)


async def test_answers_come_from_the_edit(folder: Path, live: LiveCatalogue, watch: ContentWatch) -> None:
    answers = Answers(live)
    assert answers.name("welcoming", "en") is None
    write(folder, GREETING, renamed("Welcoming"))
    await settle(watch)
    assert answers.name("welcoming", "en") == "greeting"
