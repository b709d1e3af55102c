"""Takes edits of the content folder into use while Takt runs; a broken edit leaves the last good catalogue in use."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import structlog

from bot.catalogue.kept import PATTERNS
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Catalogue
from bot.catalogue.problems import CatalogueError, Problem

log = structlog.get_logger()

POLL_SECONDS = 2.0
MOST_TOLD = 20
Fingerprint: TypeAlias = frozenset[tuple[str, int, int]]
OnBroken: TypeAlias = Callable[[Sequence[Problem]], Awaitable[None]]
OnMended: TypeAlias = Callable[[], Awaitable[None]]


async def nobody_is_told(_problems: Sequence[Problem] = ()) -> None:
    """For a watch that nobody listens to."""


class ContentWatch:
    """Looks at a folder whenever it is polled (every `POLL_SECONDS`), and loads it once a change has come to rest.

    Made right after the catalogue is loaded: what changes from then on counts.
    """

    def __init__(
        self,
        folder: Path,
        live: LiveCatalogue,
        *,
        on_broken: OnBroken = nobody_is_told,
        on_mended: OnMended = nobody_is_told,
    ) -> None:
        self.problems: Sequence[Problem] = ()
        self._folder = folder
        self._live = live
        self._on_broken = on_broken
        self._on_mended = on_mended
        self._seen = self._loaded = fingerprint(folder)

    async def poll(self) -> None:
        """One look. A file that is still being saved differs from look to look, and waits for the next."""
        before, self._seen = self._seen, await asyncio.to_thread(fingerprint, self._folder)
        if self._seen == before and self._seen != self._loaded:
            self._loaded = self._seen
            await self._load()

    def details(self) -> Mapping[str, object]:
        """What is wrong with the folder now, for `/readyz`; empty when nothing is."""
        if not self.problems:
            return {}
        told = [str(problem) for problem in self.problems[:MOST_TOLD]]
        return {"content": {"in_use": "the last good catalogue", "count": len(self.problems), "problems": told}}

    async def _load(self) -> None:
        try:
            catalogue = await asyncio.to_thread(_read, self._folder)
        except CatalogueError as error:
            await self._note_broken(error.problems)
            return
        if await asyncio.to_thread(_put_in_use, catalogue, self._live):
            log.info("catalogue_reloaded", standards=len(catalogue.standards), languages=list(catalogue.languages))
        await self._note_mended()

    async def _note_broken(self, problems: Sequence[Problem]) -> None:
        was_good = not self.problems
        for problem in problems:
            if problem not in self.problems:
                log.warning("catalogue_broken", file=problem.file, line=problem.line, problem=problem.message)
        self.problems = problems
        if was_good:
            await self._on_broken(problems)

    async def _note_mended(self) -> None:
        if self.problems:
            self.problems = ()
            log.info("catalogue_mended")
            await self._on_mended()


def _read(folder: Path) -> Catalogue:
    from bot.catalogue.loader import load  # noqa: PLC0415  (yaml and all checks come with it)

    return load(folder)


def _put_in_use(catalogue: Catalogue, live: LiveCatalogue) -> bool:
    """Whether it is another one. Not for the event loop: what was kept is read to compare, and listeners may index."""
    if catalogue == live.current:
        return False
    live.replace(catalogue)
    return True


def fingerprint(folder: Path) -> Fingerprint:
    """Names, times and sizes of the files that a catalogue is made of; what cannot be read is left out."""
    found: set[tuple[str, int, int]] = set()
    for pattern in PATTERNS:
        for path in folder.glob(pattern):
            try:
                facts = path.stat()
            except OSError:  # gone since it was listed, or a link to nothing
                continue
            found.add((path.relative_to(folder).as_posix(), facts.st_mtime_ns, facts.st_size))
    return frozenset(found)
