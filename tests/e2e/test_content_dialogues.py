"""Editing the standards while Takt runs: a good edit is answered with, a broken one is told to the admins once."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.app import build, running
from bot.settings import DEFAULT_CONTENT
from playground.client import Workspace
from playground.server import Playground
from tests.e2e.conftest import MANIFEST, Stage, takt_settings


@pytest.fixture
async def edited(tmp_path: Path, empty_database: Path) -> AsyncIterator[tuple[Stage, Path]]:
    """A Takt on a content folder of its own, with Sofie as admin."""
    folder = tmp_path / "content"
    shutil.copytree(DEFAULT_CONTENT, folder)
    playground = Playground(MANIFEST)
    await playground.start()
    database = Path(shutil.copy(empty_database, tmp_path))
    settings = takt_settings(playground, "socket", f"sqlite:///{database}")
    settings = settings.model_copy(update={"content_dir": folder, "admins": frozenset({"U0SOFIE"})})
    try:
        async with running(build(settings)) as takt, Workspace(playground.url) as slack:
            yield Stage(playground, takt, slack, database), folder
    finally:
        await playground.stop()


async def test_an_edit_is_in_use_within_seconds_and_a_broken_one_is_not(edited: tuple[Stage, Path]) -> None:
    stage, folder = edited
    sofie, anna = stage.slack.person("sofie"), stage.slack.person("anna")
    greeting = folder / "standards" / "greeting.yaml"
    good = greeting.read_text(encoding="utf-8")

    greeting.write_text(good + "\nnonsense: 1\n", encoding="utf-8")
    told = await _waits(sofie, "Der er fejl i en rettelse")
    assert "greeting.yaml" in told
    await anna.types("/standard hilsen")
    await anna.sees("inden for 10 sekunder")
    assert "nonsense" in await _ready_details(stage)

    greeting.write_text(good.replace("inden for 10 sekunder", "inden for 7 sekunder"), encoding="utf-8")
    await _waits(sofie, "i orden igen")
    await anna.types("/standard hilsen")
    await anna.sees("inden for 7 sekunder")
    assert len([seen for seen in await sofie.messages("dm") if "Der er fejl" in seen.words]) == 1


async def _waits(person: object, text: str) -> str:
    """Two looks at the folder, two seconds apart, may be needed."""
    for _ in range(3):
        try:
            return (await person.sees(text, channel="dm")).words  # type: ignore[attr-defined, no-any-return]
        except AssertionError:
            continue
    raise AssertionError(text)


async def _ready_details(stage: Stage) -> str:
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{stage.takt.port}/readyz") as answer:
        assert answer.status == 200
        return await answer.text()
