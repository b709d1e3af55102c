"""Whether scenarios make supervisors judge: not all of them on one level, and no level named."""

import re
from collections.abc import Iterator

from bot.catalogue.lint.draft import Draft, remark
from bot.catalogue.lint.findings import Remark
from bot.catalogue.names import fold
from bot.catalogue.scenarios import FOLDER
from bot.catalogue.source import Source

FEWEST_LEVELS = 2


def one_sided(draft: Draft) -> Iterator[Remark]:
    """All five scenarios of a standard are expected on one level."""
    for standard, scenarios in draft.catalogue.scenarios.items():
        if len({one.expected for one in scenarios}) < FEWEST_LEVELS:
            yield remark(_source(draft, standard), (), "all scenarios are expected on one level: let some be another")


def names_level(draft: Draft) -> Iterator[Remark]:
    """A scenario that says itself which level it is, in the words of pack.yaml before the colon."""
    for standard, scenarios in draft.catalogue.scenarios.items():
        for number, scenario in enumerate(scenarios):
            for language, text in scenario.text.items():
                if name := _level_named(draft, language, text):
                    place = (number, "text", language)
                    yield remark(_source(draft, standard), place, f"says “{name}”: describe what was done instead")


def _level_named(draft: Draft, language: str, text: str) -> str | None:
    sentences = (sentences.get(language, "") for sentences in draft.catalogue.levels.values())
    names = [sentence.partition(":")[0] for sentence in sentences if ":" in sentence]
    words = f" {fold(text)} "
    return next((name for name in names if re.search(rf" {re.escape(fold(name))} ", words)), None)


def _source(draft: Draft, standard: str) -> Source:
    file = f"{FOLDER}/{standard}.yaml"
    return draft.sources.get(file, Source(file))
