"""What supervisors rate to compare how they judge: `scenarios/<id>.yaml`, beside the standards and not in them.

They are no part of a standard's version: a better scenario changes nothing for those who were judged.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.catalogue.checks import UNKNOWN_REFERENCE, languages
from bot.catalogue.model import Scenario, ScenarioFile
from bot.catalogue.parsing import parse
from bot.catalogue.problems import Problem
from bot.catalogue.source import Source, read
from bot.catalogue.wording import did_you_mean

FOLDER = "scenarios"


@dataclass
class ScenariosRead:
    """The scenarios of a pack, which need not have any, by standard; their files; and what is wrong with those."""

    found: dict[str, tuple[Scenario, ...]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_scenarios(folder: Path, ids: Collection[str], spoken: Sequence[str] | None) -> ScenariosRead:
    """Read every file; each is about a standard of the pack and has every language of it."""
    reading = ScenariosRead()
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        source = read(path, folder)
        reading.sources[source.file] = source
        file, problems = parse(source, ScenarioFile, source.values)
        reading.problems += problems
        if ids and path.stem not in ids:  # a pack without standards is told of that
            message = f"is named after `{path.stem}`: no such standard{did_you_mean(path.stem, ids)}"
            reading.problems.append(Problem(source.file, 1, message, UNKNOWN_REFERENCE))
        if file:
            reading.found[path.stem] = file.root
            reading.problems += _languages(file.root, source, spoken)
    return reading


def _languages(scenarios: Sequence[Scenario], source: Source, spoken: Sequence[str] | None) -> Iterator[Problem]:
    for number, scenario in enumerate(scenarios):
        yield from languages(scenario.text, source, (number, "text"), spoken)
