"""`takt export` and `takt erase`: everything that is kept about one person, shown or taken away."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any, TypeVar

import typer

from bot.clock import SystemClock
from bot.db.engine import Sessions, create_engine, create_sessions, let_go_of_old_pages, require_file
from bot.db.ready import prepare_database
from bot.errors import SettingsError
from bot.i18n import Translator, translator
from bot.observations.retention_queries import fold_about
from bot.people.erasure import Erased, Erasure
from bot.people.files import as_csv, as_json
from bot.people.own_data import OwnData
from bot.plainly import plainly
from bot.ports import MemberId, WorkspaceId
from bot.settings import Settings, load_settings

MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")
T = TypeVar("T")
Member = Annotated[str, typer.Option("--member", help="The person's member id, such as U0123ABCD.")]
Workspace = Annotated[str | None, typer.Option(help="Only this workspace (T…), where several know the person.")]


def export(
    member: Member,
    workspace: Workspace = None,
    csv: Annotated[bool, typer.Option("--csv", help="The observations about the person as CSV.")] = False,
) -> None:
    """Print everything that is kept about a person, as JSON."""
    with plainly():
        settings, person = load_settings(Settings), _member(member)
        kept = timedelta(days=settings.retention_days)

        async def exporting(sessions: Sessions, where: Sequence[WorkspaceId]) -> list[str]:
            own_data = OwnData(sessions, SystemClock(), kept)
            found = [await own_data.export(one, person, by_themselves=False) for one in where]
            return [(as_csv if csv else as_json)(one, _translator(one, settings.default_language)) for one in found]

        for text in _with_database(settings, person, workspace, exporting):
            typer.echo(text)


def erase(member: Member, workspace: Workspace = None) -> None:
    """Erase a person from every table. To run it again does no harm, and says so."""
    with plainly():
        settings, person = load_settings(Settings), _member(member)

        async def erasing(sessions: Sessions, where: Sequence[WorkspaceId]) -> list[Erased]:
            erasure = Erasure(sessions, SystemClock(), fold_about)
            return [await erasure.erase(one, person) for one in where]

        for erased in _with_database(settings, person, workspace, erasing):
            what = "was erased before; nothing was left" if erased.again and not erased.rows else "is erased"
            typer.echo(f"{erased.workspace}: the person {what} ({erased.rows} rows). Tombstone {erased.tombstone}.")


def _with_database(
    settings: Settings,
    member: MemberId,
    workspace: str | None,
    work: Callable[[Sessions, Sequence[WorkspaceId]], Awaitable[list[T]]],
) -> list[T]:
    """Do the work in the workspaces that are meant; says so where none knows the person."""

    async def working() -> list[T]:
        url = settings.database_url.get_secret_value()
        require_file(url)
        engine = create_engine(url)
        try:
            await prepare_database(engine, url)
            sessions = create_sessions(engine)
            found = await work(sessions, await _meant(Erasure(sessions, SystemClock(), fold_about), member, workspace))
            await let_go_of_old_pages(engine)
            return found
        finally:
            await engine.dispose()

    found = asyncio.run(working())
    if not found:
        typer.echo("Nothing is kept about this person.")
    return found


async def _meant(erasure: Erasure, member: MemberId, workspace: str | None) -> Sequence[WorkspaceId]:
    """The workspace that was named, or all that know the person. Raises `SettingsError` for one that is not known."""
    known = await erasure.workspaces_of(member)
    if workspace is None:
        return known
    if not await erasure.is_known(WorkspaceId(workspace)):
        those = f" This person is known in {', '.join(known)}." if known else ""
        raise SettingsError([f"--workspace: Takt keeps nothing of a workspace {workspace}.{those}"])
    return [WorkspaceId(workspace)]


def _translator(export: Mapping[str, Any], default: str) -> Translator:
    """For the person's own language, where a profile says which that is."""
    return translator(next((str(one["language"]) for one in export["profile"]), default), default)


def _member(member: str) -> MemberId:
    if not MEMBER.fullmatch(member):
        raise SettingsError(["--member: expected a member id such as U0123ABCD (profile, ⋮, Copy member ID)"])
    return MemberId(member)
