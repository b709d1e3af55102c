"""Reads a content pack from its folder: a catalogue, or every problem of every file at once."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias, TypeVar

from pydantic import BaseModel

from bot.catalogue import blanks, checks, lean, phrasings
from bot.catalogue.model import (
    Area,
    AreaFile,
    Catalogue,
    Cautions,
    Pack,
    Scenario,
    Standard,
    Value,
    ValueFile,
)
from bot.catalogue.parsing import parse
from bot.catalogue.problems import CatalogueError, Problem
from bot.catalogue.scenarios import read_scenarios
from bot.catalogue.source import Source, read
from bot.settings import DEFAULT_CONTENT

__all__ = ["CatalogueError", "Problem", "Survey", "load", "survey"]

Model = TypeVar("Model", bound=BaseModel)
Read: TypeAlias = tuple[Model, Source]


@dataclass(frozen=True)
class Survey:
    """A folder as far as it can be read: what is right by itself, where it stands, every error, and what it lacks."""

    catalogue: Catalogue
    standards: Sequence[Read[Standard]]
    sources: Mapping[str, Source]
    problems: Sequence[Problem]
    lacking: Sequence[Problem]  # what it can be used without


def load(folder: Path, *, complete: bool = True) -> Catalogue:
    """The catalogue of a folder; `complete=False` fills what search does not need. Raises `CatalogueError`."""
    found = survey(folder, complete=complete)
    if found.problems:
        raise CatalogueError(found.problems)
    return found.catalogue


def survey(folder: Path, *, complete: bool = True) -> Survey:
    """What `load` finds, without raising: for a check that looks at the right parts of a broken pack too."""
    if closed := _closed(folder):
        return Survey(_catalogue([], None, None, None, {}), [], {}, [closed], [])
    reading = _Reading(folder, complete=complete)
    pack = reading.one("pack.yaml", Pack)
    areas = reading.one("areas.yaml", AreaFile)
    values = reading.one("values.yaml", ValueFile)
    files = reading.standard_files()
    standards = reading.standards(files)
    phrased = reading.phrasings(files, pack)
    scenarios = reading.scenarios(files, pack)
    reading.check(pack, areas, values, files, standards)
    catalogue = replace(
        _catalogue([standard for standard, _ in standards], pack, areas, values, reading.cautions()),
        phrasings=phrased,
        scenarios=scenarios,
    )
    found = sorted(set(reading.problems))
    errors, others = ([one for one in found if one.is_error is grave] for grave in (True, False))
    return Survey(catalogue, standards, reading.sources, errors, others)


def _closed(folder: Path) -> Problem | None:
    """That nobody may look into the folder; nothing where one may, or where it is not there, which is told later."""
    try:
        os.scandir(folder).close()
        os.stat(os.path.join(folder, "."))  # noqa: PTH116, PTH118  (pathlib would leave the dot out)
    except PermissionError as error:
        return Problem(str(folder), 1, f"cannot be entered ({error.strerror}): let Takt's user read the folder")
    except OSError:
        pass
    return None


class _Reading:
    """One reading of a folder, with the problems found so far."""

    def __init__(self, folder: Path, *, complete: bool) -> None:
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self._folder = folder
        self._complete = complete

    def one(self, name: str, model: type[Model]) -> Read[Model] | None:
        """The file of the pack with this name, where it is there and right."""
        path = self._folder / name
        if not path.is_symlink() and not path.exists():
            if self._complete and self._folder.is_dir():
                self.problems.append(Problem(name, 1, f"is missing: a pack needs its {name}"))
            return None
        source = read(path, self._folder)
        return self._parsed(source, model, source.values)

    def standard_files(self) -> list[Path]:
        """The files of standards, in the order of their names."""
        folder = self._folder / "standards"
        try:
            names = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        except OSError:
            where = "standards" if self._folder.is_dir() else str(self._folder)
            self.problems.append(
                Problem(where, 1, "no such folder that can be read: TAKT_CONTENT_DIR needs `standards/`")
            )
            return []
        self._wrong_suffixes(names)
        files = [path for path in names if path.suffix == ".yaml"]
        if not files:
            self.problems.append(Problem("standards", 1, "holds no standard: put one file per standard here"))
        return files

    def standards(self, files: Sequence[Path]) -> list[Read[Standard]]:
        """The standards that are right by themselves."""
        return [found for path in files if (found := self._standard(path))]

    def cautions(self) -> dict[str, Cautions]:
        """The words to ask back about, by language: the pack's own, else Takt's."""
        if not self._complete:
            return {}
        own = {path.stem: path for path in sorted(self._folder.glob("cautions/*.yaml"))}
        ours = {path.stem: path for path in sorted(DEFAULT_CONTENT.glob("cautions/*.yaml"))}
        found = {language: self._cautions(path, self._folder) for language, path in own.items()}
        found |= {one: self._cautions(path, DEFAULT_CONTENT) for one, path in ours.items() if one not in own}
        return {language: words for language, words in found.items() if words}

    def _cautions(self, path: Path, folder: Path) -> Cautions | None:
        source = read(path, folder)
        words, problems = parse(source, Cautions, source.values)
        self.problems.extend(problems)
        return words

    def phrasings(self, files: Sequence[Path], pack: Read[Pack] | None) -> phrasings.Phrasings:
        """What staff type in other words, where the pack says so."""
        found, problems = phrasings.read_phrasings(self._folder)
        ids = [path.stem for path in files]
        self.problems.extend([*problems, *phrasings.references(found, ids, pack[0].languages if pack else None)])
        return found

    def scenarios(self, files: Sequence[Path], pack: Read[Pack] | None) -> dict[str, tuple[Scenario, ...]]:
        """What supervisors rate to compare how they judge, where the pack has it."""
        if not self._complete:
            return {}
        reading = read_scenarios(self._folder, [path.stem for path in files], pack[0].languages if pack else None)
        self.sources |= reading.sources
        self.problems.extend(reading.problems)
        return reading.found

    def check(
        self,
        pack: Read[Pack] | None,
        areas: Read[AreaFile] | None,
        values: Read[ValueFile] | None,
        files: Sequence[Path],
        standards: Sequence[Read[Standard]],
    ) -> None:
        """Add what is wrong between the files."""
        spoken = pack[0].languages if pack else None
        known = checks.Known(
            ids=frozenset(path.stem for path in files),
            areas=[area.id for area in areas[0].root] if areas else None,
            values=[value.id for value in values[0].root] if values else None,
            languages=spoken,
        )
        for standard, source in standards:
            self.problems.extend(checks.references(standard, source, known))
        if self._complete:
            self.problems.extend(checks.names(standards))
            self.problems.extend(left for source in self.sources.values() for left in blanks.blanks_left(source))
        if pack:
            self.problems.extend(checks.levels(*pack))
        for items, source in _lists(areas, values):
            self.problems.extend(checks.entries(items, source, spoken))

    def _standard(self, path: Path) -> Read[Standard] | None:
        source = read(path, self._folder)
        return self._parsed(source, Standard, source.values if self._complete else lean.filled(source.values))

    def _parsed(self, source: Source, model: type[Model], values: object) -> Read[Model] | None:
        self.sources[source.file] = source
        found, problems = parse(source, model, values)
        self.problems.extend(problems)
        return (found, source) if found else None

    def _wrong_suffixes(self, paths: Iterable[Path]) -> None:
        for path in paths:
            if path.suffix in {".yml", ".YAML", ".YML"}:
                name = path.relative_to(self._folder).as_posix()
                self.problems.append(Problem(name, 1, f"is not read: name it `{path.stem}.yaml`"))


def _lists(
    areas: Read[AreaFile] | None, values: Read[ValueFile] | None
) -> Iterator[tuple[Sequence[Area | Value], Source]]:
    if areas:
        yield areas[0].root, areas[1]
    if values:
        yield values[0].root, values[1]


def _catalogue(
    standards: Sequence[Standard],
    pack: Read[Pack] | None,
    areas: Read[AreaFile] | None,
    values: Read[ValueFile] | None,
    cautions: Mapping[str, Cautions],
) -> Catalogue:
    languages = pack[0].languages if pack else tuple(dict.fromkeys(key for one in standards for key in one.text))
    area_list = areas[0].root if areas else lean.areas((one.area for one in standards), languages)
    value_list = values[0].root if values else lean.values((one.value for one in standards), languages)
    return Catalogue(
        languages=languages,
        areas={area.id: area for area in area_list},
        values={value.id: value for value in value_list},
        everything={standard.id: standard for standard in standards},
        levels=pack[0].levels if pack else {},
        cautions=cautions,
    )
