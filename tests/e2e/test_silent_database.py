"""A database that takes everything and answers nothing: people are told in seconds; all goes on once it answers."""

from pathlib import Path

import psycopg
import pytest

from bot.db import migrate
from tests.e2e.conftest import NOTICE_OVERRIDDEN
from tests.e2e.silence import running_takt, server_of, silent

LINE = "/observe @anna hilsen + Varm velkomst"


@pytest.fixture
def url(postgresql_url: str) -> str:
    """A PostgreSQL with all tables, where observations may be recorded."""
    migrate.upgrade(postgresql_url)
    with psycopg.connect(postgresql_url) as connection:
        connection.execute(NOTICE_OVERRIDDEN)
    return postgresql_url


@pytest.mark.parametrize("mode", ["socket"])
async def test_people_get_their_words_back_and_everything_goes_on_once_it_answers(
    mode: str, url: str, tmp_path: Path
) -> None:
    async with running_takt(mode, url, tmp_path) as takt:
        await takt.becomes("/readyz", status=200)
        sofie = takt.slack.person("sofie")
        with silent(server_of(url)):
            await takt.becomes("/readyz", status=503, check="database")
            await sofie.types(LINE)
            assert LINE in (await sofie.sees("Intet er gået tabt")).words
        await takt.becomes("/readyz", status=200)
        await sofie.types(LINE)
        assert "Varm velkomst" in (await sofie.sees("Gemt")).words
        assert "work_goes_on" in takt.log.read_text(encoding="utf-8")
