"""The catalogue as it was read before: a folder is parsed and checked once, as long as no byte of it changes.

What is kept is known by a digest of the content and of the code that reads it, and believed where nobody else can have
written it: the digest keeps no secret, so that anybody could name a file so. The phrasings, which only search reads and
which are most of it, are kept apart and read when somebody asks for them.
"""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import IO

from pydantic import TypeAdapter

from bot.catalogue.model import Catalogue
from bot.catalogue.problems import CatalogueError
from bot.settings import DEFAULT_CONTENT
from bot.whole_files import forget_old, read_own, write_whole

PATTERNS = ("*.yaml", "standards/*.yaml", "standards/*.yml", "phrasings/*/*.txt", "cautions/*.yaml", "scenarios/*.yaml")
MOST_KEPT = 4  # of each kind
LARGEST = 1024 * 1024  # bytes: larger ones are refused when they are parsed, and take long to read
CATALOGUE = TypeAdapter(Catalogue)
PHRASINGS = TypeAdapter(dict[str, dict[str, tuple[str, ...]]])


class KeptPhrasings(Mapping[str, Mapping[str, Sequence[str]]]):
    """What was kept of a pack's phrasings, read at the first look; the folder's own where the file is gone."""

    def __init__(self, file: Path, again: Callable[[], Catalogue]) -> None:
        self._file = file
        self._again = again

    def __getitem__(self, standard: str) -> Mapping[str, Sequence[str]]:
        return self._all[standard]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        with contextlib.suppress(OSError, ValueError):
            return PHRASINGS.validate_json(read_own(self._file))
        with contextlib.suppress(CatalogueError):
            return self._again().phrasings
        return {}  # the folder was broken since: who asks is answered from what else the catalogue says


def load_kept(folder: Path, cache: Path) -> Catalogue:
    """The catalogue of a folder, parsed anew only where that was never done. Raises `CatalogueError`."""
    digest = digest_of(folder)
    kept = _read(folder, cache, digest) if digest else None
    if kept is not None:
        return kept
    catalogue = _load(folder)
    if digest and digest == digest_of(folder):  # else it was changed meanwhile, and this may be either
        catalogue = replace(catalogue, digest=digest)
        with contextlib.suppress(OSError):  # a disk that is full or read-only only means that it is parsed again
            _keep(cache, catalogue)
    return catalogue


def digest_of(folder: Path) -> str:
    """Sixteen digits that change with any file of the pack, and with the code; empty where one cannot be read."""
    meaning = blake2b(digest_size=8)
    rooms = ((folder, PATTERNS), (DEFAULT_CONTENT, ("cautions/*.yaml",)), (Path(__file__).parent, ("*.py",)))
    try:
        for room, patterns in rooms:
            for path in sorted(path for pattern in patterns for path in room.glob(pattern)):
                meaning.update(f"{path.relative_to(room).as_posix()}\0".encode("utf-8", "surrogateescape"))
                meaning.update(_of_file(path))
    except OSError:
        return ""
    return meaning.hexdigest()


def _of_file(path: Path) -> bytes:
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise OSError("no file, or too large")
    return blake2b(path.read_bytes(), digest_size=8).digest()


def _load(folder: Path) -> Catalogue:
    from bot.catalogue.loader import load  # noqa: PLC0415  (yaml and all checks come with it)

    return load(folder)


def _read(folder: Path, cache: Path, digest: str) -> Catalogue | None:
    """What was kept; None where nothing is, or nothing that can be read."""
    try:
        found = CATALOGUE.validate_json(read_own(_file(cache, "catalogue", digest)))
    except (OSError, ValueError):
        return None
    phrasings = KeptPhrasings(_file(cache, "phrasings", digest), lambda: _load(folder))
    return replace(found, phrasings=phrasings, digest=digest)


def _keep(cache: Path, catalogue: Catalogue) -> None:
    """Write the phrasings first: where a catalogue is kept, so are they."""
    phrasings = json.dumps(catalogue.phrasings, ensure_ascii=False).encode()
    whole = CATALOGUE.dump_json(replace(catalogue, phrasings={}))
    for kind, content in (("phrasings", phrasings), ("catalogue", whole)):
        write_whole(_file(cache, kind, catalogue.digest), partial(_write, content=content))
        forget_old(cache, f"{kind}-*.json", MOST_KEPT)


def _write(file: IO[bytes], content: bytes) -> None:
    file.write(content)


def _file(cache: Path, kind: str, digest: str) -> Path:
    return cache / f"{kind}-{digest}.json"
