"""Calibration: which scenarios somebody has rated, and how far all raters agree; pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.catalogue.model import Level, Scenario, Standard
from bot.observations.agreement import ordinal_alpha, percent_agreement
from bot.people.groups import FEWEST
from bot.spoken_words import spoken

COMMANDS = spoken("calibrate|calibration")
AGREEMENT_WORDS = spoken("agreement")
RANKS: Mapping[Level, int] = {level: rank for rank, level in enumerate(Level)}
Counts = Mapping[Level, int]


@dataclass(frozen=True)
class Scene:
    """A scenario, and how one person has rated it; what is sent stays as it is."""

    key: str
    scenario: Scenario
    level: Level | None = None
    is_sent: bool = False


@dataclass(frozen=True)
class Sheet:
    """The scenarios of a standard for one person."""

    standard: Standard
    scenes: tuple[Scene, ...]

    @property
    def open(self) -> tuple[Scene, ...]:
        """Those that are still to be sent."""
        return tuple(scene for scene in self.scenes if not scene.is_sent)

    @property
    def rated(self) -> int:
        """How many have a level, sent or not."""
        return sum(scene.level is not None for scene in self.scenes)


@dataclass(frozen=True)
class Compared:
    """A scenario as one person rated it, beside the others; None where those are fewer than five."""

    scene: Scene
    others: Counts | None


@dataclass(frozen=True)
class Agreement:
    """How far the raters of a standard agree; `alpha` is None where all chose one level."""

    standard: str
    raters: int
    percent: int
    alpha: float | None


def scenario_key(standard: Standard, scenario: Scenario) -> str:
    """What ratings of a scenario are kept under: another wording of it, or of the criterion, starts anew."""
    criteria = {language: text.criterion for language, text in standard.text.items()}
    meaning = json.dumps([standard.id, criteria, scenario.text], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(meaning.encode()).hexdigest()[:16]


def agreement_of(standard: str, counts: Sequence[Counts]) -> Agreement | None:
    """The agreement on those scenarios that five or more have rated; None where there is none."""
    shown = [one for one in counts if sum(one.values()) >= FEWEST]
    units = [{RANKS[level]: number for level, number in one.items()} for one in shown]
    percent = percent_agreement(units)
    if percent is None:
        return None
    return Agreement(standard, max(sum(one.values()) for one in shown), percent, ordinal_alpha(units))


def shown_group(others: Counts) -> Counts | None:
    """How the others rated, unless they are too few to be a group."""
    return others if sum(others.values()) >= FEWEST else None
