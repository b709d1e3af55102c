"""Calibration: which scenarios somebody has rated, and how far all raters agree; pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.catalogue.model import Level, Scenario, Standard
from bot.observations.agreement import Unit, ordinal_alpha, percent_agreement
from bot.people.groups import FEWEST
from bot.spoken_words import spoken

COMMANDS = spoken("calibrate|calibration")
AGREEMENT_WORDS = spoken("agreement")
RANKS: Mapping[Level, int] = {level: rank for rank, level in enumerate(Level)}
Counts = Mapping[Level, int]
Groups = Mapping[int, Counts]  # by number, of one scenario


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
    """A scenario as one person rated it, beside the middle of the five they rated with; None unless those are five."""

    scene: Scene
    middle: Level | None


@dataclass(frozen=True)
class Agreement:
    """How far the raters of a standard agree, by whole groups; `alpha` is None where each group chose one level."""

    standard: str
    raters: int
    percent: int
    alpha: float | None


def scenario_key(standard: Standard, scenario: Scenario) -> str:
    """What ratings of a scenario are kept under: another wording of it, or of the criterion, starts anew."""
    criteria = {language: text.criterion for language, text in standard.text.items()}
    meaning = json.dumps([standard.id, criteria, scenario.text], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(meaning.encode()).hexdigest()[:16]


def agreement_of(standard: str, groups: Sequence[Sequence[Counts]]) -> Agreement | None:
    """The mean of the groups' agreements, each on the scenarios that a whole group has rated; None where there is none.

    Each group is figured for itself: what is shown when one more is whole tells nothing new of those before it.
    """
    found = [[_unit(one) for one in group if is_whole(one)] for group in groups]
    percents = [percent for units in found if (percent := percent_agreement(units)) is not None]
    if not percents:
        return None
    alphas = [alpha for units in found if (alpha := ordinal_alpha(units)) is not None]
    return Agreement(standard, len(percents) * FEWEST, round(fmean(percents)), fmean(alphas) if alphas else None)


def is_whole(group: Counts) -> bool:
    """Whether everybody of a group is still there: one that somebody has left is shown no more, and not filled up."""
    return sum(group.values()) == FEWEST


def middle_of(group: Counts) -> Level | None:
    """The level in the middle of a whole group: how no one of them has rated follows from it."""
    if not is_whole(group):
        return None
    return [level for level in Level for _ in range(group.get(level, 0))][FEWEST // 2]


def _unit(group: Counts) -> Unit:
    return {RANKS[level]: number for level, number in group.items()}
