"""The commands of `takt`; those of `takt content` are in `content_cli.py`. Each prints problems as plain sentences."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot import content_cli, personal_cli, running
from bot.errors import SettingsError
from bot.plainly import plainly, require_playground
from bot.settings import Settings, load_settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Service standards in Slack."
)
db = typer.Typer(no_args_is_help=True, help="The database.")
app.add_typer(content_cli.app, name="content")
app.add_typer(db, name="db")
app.command()(personal_cli.export)
app.command()(personal_cli.erase)
LOGS_ITSELF = frozenset({"run", "demo"})


def _there(file: Path | None) -> Path | None:
    """A file that exists, or `-` (typer takes that for a path, and looks for it, where it is to look itself)."""
    if file is None or file == Path("-") or file.exists():
        return file
    raise typer.BadParameter(f"file '{file}' does not exist.")


QUESTIONS = typer.Option(
    help="JSON lines with id, question and, if known, lang; - for standard input.",
    dir_okay=False,
    callback=_there,
)


@app.callback()
def prepare_logs(context: typer.Context) -> None:
    """Keep log lines out of standard output, which is data; what goes wrong is told in sentences already."""
    if context.invoked_subcommand not in LOGS_ITSELF:
        from bot.logs import configure_logs  # noqa: PLC0415

        configure_logs("error", "console")


@app.command()
def run() -> None:
    """Run Takt against Slack, by the settings in the environment and `.env`."""
    running.run()


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page.", min=0, max=65535)] = 3210,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Run Takt in a playground on this machine: no Slack workspace, a fresh database."""
    with plainly():
        require_playground()
        from bot.demo import run_demo  # noqa: PLC0415  (only the demo loads the playground)

        asyncio.run(run_demo(port, open_browser=browser))


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="A word or a question.")] = None,
    lang: Annotated[
        str | None, typer.Option(help="The asker's language, such as da; a question tells its own.")
    ] = None,
    file: Annotated[Path | None, QUESTIONS] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Ask for the standard that applies, in the terminal."""
    with plainly():
        settings = load_settings(Settings)
        if (question is None) == (file is None):
            raise SettingsError(['Give one question, or --file: takt ask "How close may I stand?"'])
        from bot.answers.terminal import Terminal  # noqa: PLC0415  (numpy is loaded only where something is asked)

        terminal = Terminal(settings.content_dir, settings.cache_dir)
        language = terminal.language(lang) if lang else settings.default_language
        if file is not None:
            for line in terminal.lines(file, language):
                typer.echo(line)
        else:
            typer.echo((terminal.record if as_json else terminal.text)(question or "", language))


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    workspace: Annotated[
        str, typer.Option(help="Of many workspaces, ask Slack about the one with this id, such as T0HOTEL.")
    ] = "",
) -> None:
    """Look at everything that Takt needs, and say how to mend what is wrong. Exits 1 where anything is."""
    from bot.clock import SystemClock  # noqa: PLC0415
    from bot.doctor import findings  # noqa: PLC0415
    from bot.doctor.examination import examine  # noqa: PLC0415
    from bot.joining import look_at_installed, look_at_slack  # noqa: PLC0415

    found = asyncio.run(examine(look_at_slack, look_at_installed, SystemClock(), workspace))
    typer.echo(findings.as_json(found) if as_json else "\n".join(findings.lines(found)))
    if findings.is_ill(found):
        raise typer.Exit(1)


@db.command()
def upgrade() -> None:
    """Bring the database to the newest schema."""
    from bot.db import migrate  # noqa: PLC0415

    with plainly():
        reached = migrate.upgrade(load_settings(Settings).database_url.get_secret_value())
        typer.echo(f"The database is at revision {reached}.")


@db.command()
def backup(file: Annotated[Path, typer.Argument(help="A new file.", dir_okay=False)]) -> None:
    """Copy an SQLite database while Takt runs. For PostgreSQL: pg_dump."""
    from bot.db.backup import back_up  # noqa: PLC0415

    with plainly():
        back_up(load_settings(Settings).database_url.get_secret_value(), file)
        typer.echo(f"{file} is written and whole.")


@db.command()
def restore(file: Annotated[Path, typer.Argument(help="A file that `takt db backup` wrote.", dir_okay=False)]) -> None:
    """Make a backup the SQLite database again; Takt must be stopped. For PostgreSQL: pg_restore."""
    from bot.db import backup  # noqa: PLC0415

    with plainly():
        found = backup.restore(load_settings(Settings).database_url.get_secret_value(), file)
        typer.echo(f"The database is restored, at revision {found}.")


@db.command("new-key")
def print_new_key() -> None:
    """Print a fresh key for TAKT_ENCRYPTION_KEYS."""
    from bot.vault import new_key  # noqa: PLC0415

    typer.echo(new_key())


@db.command("rotate-keys")
def rotate_keys() -> None:
    """Seal every stored token with the first of TAKT_ENCRYPTION_KEYS; the other keys are not needed after that."""
    from bot.resealing import reseal_tokens  # noqa: PLC0415

    with plainly():
        count = asyncio.run(reseal_tokens(load_settings(Settings)))
        typer.echo(f"Tokens sealed with the first key: {count}.")


@db.command("drop-lost-tokens")
def drop_lost_tokens(
    other_apps: Annotated[
        bool, typer.Option("--other-apps", help="Also those that another Slack app left in this database.")
    ] = False,
) -> None:
    """Delete the tokens that none of TAKT_ENCRYPTION_KEYS opens; what else is kept stays, for a new installation."""
    from bot import resealing  # noqa: PLC0415

    with plainly():
        count = asyncio.run(resealing.drop_lost_tokens(load_settings(Settings), of_others=other_apps))
        typer.echo(f"Workspaces whose tokens are gone: {count}. An admin of each opens /slack/install again.")
