"""The commands of `takt`: run, demo, ask, content check, db upgrade. Each prints problems as plain sentences."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import SettingsError, SlackTrouble, StorageAway
from bot.settings import Settings, SlackSettings, load_settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Service standards in Slack."
)
content = typer.Typer(no_args_is_help=True, help="The content pack.")
db = typer.Typer(no_args_is_help=True, help="The database.")
app.add_typer(content, name="content")
app.add_typer(db, name="db")


@app.command()
def run() -> None:
    """Run Takt against Slack, by the settings in the environment and `.env`."""
    with _plainly():
        settings = load_settings(SlackSettings)
        asyncio.run(_run(settings))


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page.", min=0, max=65535)] = 3210,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Run Takt in a playground on this machine: no Slack workspace, a fresh database."""
    from bot.demo import run_demo  # noqa: PLC0415  (only the demo loads the playground)

    with _plainly():
        asyncio.run(run_demo(port, open_browser=browser))


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="A word or a question.")] = None,
    lang: Annotated[str | None, typer.Option(help="The asker's language, such as da.")] = None,
    file: Annotated[
        Path | None, typer.Option(help="JSON lines with id, lang and question.", exists=True, dir_okay=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Ask for the standard that applies, in the terminal."""
    with _plainly():
        settings = load_settings(Settings)
        if (question is None) == (file is None):
            raise SettingsError(['Give one question, or --file: takt ask "How close may I stand?"'])
        from bot.answers.terminal import Terminal  # noqa: PLC0415  (numpy is loaded only where something is asked)

        terminal = Terminal(settings.content_dir)
        language = lang or settings.default_language
        if file is not None:
            for line in terminal.lines(file):
                typer.echo(line)
        else:
            typer.echo((terminal.record if as_json else terminal.text)(question or "", language))


@content.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="A content folder; else TAKT_CONTENT_DIR.")] = None,
) -> None:
    """Check a content pack; lists every problem with file and line, and exits 1 if there is one."""
    from bot.catalogue.loader import load  # noqa: PLC0415

    with _plainly():
        found = load(folder or load_settings(Settings).content_dir)
        typer.echo(f"{len(found.standards)} standards in {', '.join(found.languages)}: no problems.")


@db.command()
def upgrade() -> None:
    """Bring the database to the newest schema."""
    from bot.db import migrate  # noqa: PLC0415

    with _plainly():
        reached = migrate.upgrade(load_settings(Settings).database_url.get_secret_value())
        typer.echo(f"The database is at revision {reached}.")


async def _run(settings: SlackSettings) -> None:
    from bot.app import build, running  # noqa: PLC0415  (the other commands need no Slack)
    from bot.logs import configure_logs  # noqa: PLC0415

    configure_logs(settings.log_level, settings.log_format)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with running(build(settings)):
        await stop.wait()


@contextlib.contextmanager
def _plainly() -> Iterator[None]:
    from bot.catalogue.loader import CatalogueError  # noqa: PLC0415

    try:
        yield
    except (SettingsError, CatalogueError) as error:
        _fail(str(error))
    except SlackTrouble as error:
        _fail(
            f"Slack did not let Takt in ({error.code}): check SLACK_BOT_TOKEN, SLACK_APP_TOKEN and TAKT_SLACK_API_URL."
        )
    except StorageAway as error:
        _fail(f"TAKT_DATABASE_URL: the database does not answer ({error}).")


def _fail(message: str) -> None:
    sys.stderr.write(message.rstrip() + "\n")
    raise typer.Exit(1)
