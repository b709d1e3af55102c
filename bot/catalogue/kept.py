"""The catalogue as it was read before: a folder is parsed and checked once, as long as no byte of it changes.

What is kept is known by a digest of the content and of the code that reads it, and believed where nobody else can have
written it: the digest keeps no secret, so that anybody could name a file so. Nothing of it is made before somebody
looks: an idle process has no standard in memory but as text. The phrasings, which only search reads and which are most
of it, are kept apart and not even read until then.
"""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import IO, Generic, TypeVar

from pydantic import TypeAdapter

from bot.catalogue.model import Catalogue
from bot.catalogue.problems import CatalogueError
from bot.settings import DEFAULT_CONTENT
from bot.whole_files import forget_old, read_own, write_whole

PATTERNS = ("*.yaml", "standards/*.yaml", "standards/*.yml", "phrasings/*/*.txt", "cautions/*.yaml", "scenarios/*.yaml")
MOST_KEPT = 4  # of each kind
LARGEST = 1024 * 1024  # bytes: larger ones are refused when they are parsed, and take long to read
K = TypeVar("K")
V = TypeVar("V")
Phrasings = Mapping[str, Mapping[str, Sequence[str]]]


class KeptPart(Mapping[K, V], Generic[K, V]):
    """A part of a catalogue that is made of what was kept at the first look."""

    def __init__(self, make: Callable[[], Mapping[K, V]]) -> None:
        self._make = make

    def __getitem__(self, key: K) -> V:
        return self._all[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> Mapping[K, V]:
        return self._make()


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
    """What was kept, not made yet; None where nothing is, or not what was written."""
    try:
        head, _, text = read_own(_file(cache, "catalogue", digest)).partition(b"\n")
        mark, *languages = head.decode().split()
    except (OSError, ValueError):
        return None
    if mark != _mark(text):
        return None
    whole = _at_first_look(text)
    return Catalogue(
        languages=tuple(languages),
        areas=KeptPart(lambda: whole().areas),
        values=KeptPart(lambda: whole().values),
        everything=KeptPart(lambda: whole().everything),
        levels=KeptPart(lambda: whole().levels),
        cautions=KeptPart(lambda: whole().cautions),
        phrasings=KeptPart(lambda: _phrasings(_file(cache, "phrasings", digest), folder)),
        scenarios=KeptPart(lambda: whole().scenarios),
        digest=digest,
    )


def _at_first_look(text: bytes) -> Callable[[], Catalogue]:
    """Makes the catalogue of its text once, whoever looks first."""
    return cache(lambda: TypeAdapter(Catalogue).validate_json(text))


def _phrasings(file: Path, folder: Path) -> Phrasings:
    """What was kept of a pack's phrasings; the folder's own where the file is gone."""
    with contextlib.suppress(OSError, ValueError):
        return TypeAdapter(dict[str, dict[str, tuple[str, ...]]]).validate_json(read_own(file))
    with contextlib.suppress(CatalogueError):
        return _load(folder).phrasings
    return {}  # the folder was broken since: who asks is answered from what else the catalogue says


def _keep(cache: Path, catalogue: Catalogue) -> None:
    """Write the phrasings first: where a catalogue is kept, so are they."""
    phrasings = json.dumps(catalogue.phrasings, ensure_ascii=False).encode()
    text = TypeAdapter(Catalogue).dump_json(replace(catalogue, phrasings={}))
    head = " ".join((_mark(text), *catalogue.languages)).encode()
    for kind, content in (("phrasings", phrasings), ("catalogue", head + b"\n" + text)):
        write_whole(_file(cache, kind, catalogue.digest), partial(_write, content=content))
        forget_old(cache, f"{kind}-*.json", MOST_KEPT)


def _mark(text: bytes) -> str:
    """By which a text is known to be as it was written, without making anything of it."""
    return blake2b(text, digest_size=8).hexdigest()


def _write(file: IO[bytes], content: bytes) -> None:
    file.write(content)


def _file(cache: Path, kind: str, digest: str) -> Path:
    return cache / f"{kind}-{digest}.json"
