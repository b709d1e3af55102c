"""What a standard is: the content format of `standards_content/`, checked by pydantic."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator
from pydantic.config import JsonDict

from bot.catalogue.texts import KebabId, Language, Line, Short, Text, Tip


class Level(StrEnum):
    """How what was seen compares with the criterion."""

    NOT_YET = "not-yet"
    MET = "met"
    EXAMPLE = "example"


class Content(BaseModel):
    """Base of everything that is read from a content file: immutable, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Content):
    """One answer to choose in a check."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=75)]
    right: bool = False
    feedback: Line


_ONE_RIGHT: JsonDict = {
    "contains": {"properties": {"right": {"const": True}}, "required": ["right"]},
    "minContains": 1,
    "maxContains": 1,
}


class Check(Content):
    """One scenario with three options, exactly one of them right."""

    ask: Line
    options: tuple[Option, ...] = Field(min_length=3, max_length=3, json_schema_extra=_ONE_RIGHT)

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        right = sum(option.right for option in self.options)
        if right != 1:
            raise ValueError(f"has {right} right options: exactly one needs `right: true`")
        return self


class StandardText(Content):
    """A standard in one language."""

    title: Short
    changed: date | None = Field(default=None, description="The day on which this language was last changed.")
    aliases: tuple[Short, ...] = ()
    questions: tuple[Line, ...] = Field(default=(), description="How staff ask; search learns from them.")
    criterion: Text = Field(description="What an observer can see or count.")
    why: Text
    do: tuple[Line, ...] = Field(min_length=2, max_length=4)
    dont: tuple[Line, ...] = Field(min_length=2, max_length=4)
    say: tuple[Line, ...] = Field(default=(), max_length=3)
    exception: Text | None = None
    law: Text | None = Field(default=None, description="The legal pointer in this language; not legal advice.")
    tips: tuple[Tip, ...] = Field(min_length=1)
    checks: tuple[Check, ...] = ()


class Standard(Content):
    """One rule of conduct, in every language that it has."""

    id: KebabId
    area: KebabId
    value: KebabId
    factors: tuple[Literal["law", "culture", "product"], ...] = ()
    owner: KebabId
    review_by: date
    law: Text | None = Field(default=None, description="A pointer for the local owner to check; not legal advice.")
    related: tuple[KebabId, ...] = ()
    retired: bool = False
    text: dict[Language, StandardText] = Field(min_length=1)

    @property
    def version(self) -> str:
        """Twelve hex digits of the hash of the file's meaning: the same until a word of it changes."""
        meaning = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(meaning.encode()).hexdigest()[:12]

    @property
    def changed(self) -> date | None:
        """The last day on which any language was changed, where the file says so."""
        return max((text.changed for text in self.text.values() if text.changed), default=None)


class Scenario(Content):
    """What a colleague did, in one or two sentences, for supervisors to rate; `expected` is the owner's own level."""

    expected: Level
    text: dict[Language, Line] = Field(min_length=1)


class ScenarioFile(RootModel[tuple[Scenario, ...]]):
    """scenarios/<standard>.yaml: five scenarios, the same for everybody, from plain to borderline."""

    root: tuple[Scenario, ...] = Field(min_length=5, max_length=5)


class AreaText(Content):
    """An area in one language; who types one of its `aliases` finds it."""

    title: Short
    aliases: tuple[Short, ...] = ()
    covers: Text
    background: Text | None = None


class Area(Content):
    """A part of behaviour that standards are about; `seed` is the parameter that it goes back to."""

    id: KebabId
    seed: str | None = None
    text: dict[Language, AreaText] = Field(min_length=1)


class ValueText(Content):
    """A value in one language; who types one of its `aliases` finds it."""

    title: Short
    aliases: tuple[Short, ...] = ()
    why: Text


class Value(Content):
    """Why standards matter."""

    id: KebabId
    text: dict[Language, ValueText] = Field(min_length=1)


class AreaFile(RootModel[tuple[Area, ...]]):
    """areas.yaml: the areas, in the order in which staff see them."""

    root: tuple[Area, ...] = Field(min_length=1)


class ValueFile(RootModel[tuple[Value, ...]]):
    """values.yaml: the values, in their order."""

    root: tuple[Value, ...] = Field(min_length=1)


class Pack(Content):
    """The pack as a whole: its name, its languages (the first is the default) and the level sentences."""

    schema_: int = Field(alias="schema", ge=1, le=1)
    name: KebabId
    languages: tuple[Language, ...] = Field(min_length=1)
    levels: dict[Level, dict[Language, Line]]


class Cautions(Content):
    """cautions/<language>.yaml: what to ask back about. `*`: any ending or beginning; `/`: or; `=`: its case counts."""

    traits: tuple[Line, ...] = ()
    health: tuple[Line, ...] = ()
    religion: tuple[Line, ...] = ()
    union: tuple[Line, ...] = ()
    family: tuple[Line, ...] = ()
    fine: tuple[Line, ...] = Field(default=(), description="Phrases that are never meant.")
    ambiguous: tuple[Line, ...] = Field(default=(), description="Everyday words of another language.")
    common: tuple[Line, ...] = Field(default=(), description="Words by which a note in this language is known.")


@dataclass(frozen=True)
class Localised:
    """A standard in the language that a person gets; `fell_back` when it is not the one they asked for."""

    standard: Standard
    text: StandardText
    language: str
    fell_back: bool

    @property
    def law(self) -> str | None:
        """The legal pointer, in this language where it has one."""
        return self.text.law or self.standard.law


@dataclass(frozen=True)
class Catalogue:
    """All standards of one content pack, in the order of their areas; retired ones are known but not offered."""

    languages: tuple[str, ...]
    areas: Mapping[str, Area]
    values: Mapping[str, Value]
    everything: Mapping[str, Standard]
    levels: Mapping[Level, Mapping[str, str]] = field(default_factory=dict)
    cautions: Mapping[str, Cautions] = field(default_factory=dict)
    phrasings: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)  # id → language → lines
    scenarios: Mapping[str, tuple[Scenario, ...]] = field(default_factory=dict)  # by standard
    digest: str = field(default="", compare=False)  # of the files; empty where it was not read from any

    @property
    def default_language(self) -> str:
        """The language used where a person's own is missing."""
        return self.languages[0]

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards in force, area by area."""
        order = {area: position for position, area in enumerate(self.areas)}
        active = (standard for standard in self.everything.values() if not standard.retired)
        return tuple(sorted(active, key=lambda standard: order.get(standard.area, len(order))))

    @property
    def searched(self) -> tuple[Standard, ...]:
        """The standards in force as search reads them: with their phrasings among their questions."""
        return tuple(_with_phrasings(one, self.phrasings.get(one.id, {})) for one in self.standards)

    def in_force(self, standard: str) -> bool:
        """Whether somebody may be judged by this standard now."""
        found = self.everything.get(standard)
        return found is not None and not found.retired

    def get(self, standard: str) -> Standard | None:
        """The standard with this id, retired or not."""
        return self.everything.get(standard)

    def in_area(self, area: str) -> tuple[Standard, ...]:
        """The standards in force of one area."""
        return tuple(standard for standard in self.standards if standard.area == area)

    def localise(self, standard: Standard, language: str) -> Localised:
        """The standard in the person's language; else in the pack's default, else in the first that it has."""
        chosen = _first((language, self.default_language, *standard.text), standard.text)
        return Localised(standard, standard.text[chosen], chosen, fell_back=chosen != language)

    def area_text(self, area: str, language: str) -> AreaText:
        """What an area is about, in the person's language or the default."""
        text = self.areas[area].text
        return text[_first((language, self.default_language, *text), text)]

    def value_text(self, value: str, language: str) -> ValueText:
        """Why a value matters, in the person's language or the default."""
        text = self.values[value].text
        return text[_first((language, self.default_language, *text), text)]

    def area_title(self, area: str, language: str) -> str:
        """The area's title in the person's language or the default."""
        return self.area_text(area, language).title

    def value_title(self, value: str, language: str) -> str:
        """The value's title in the person's language or the default."""
        return self.value_text(value, language).title

    def serving(self, value: str) -> tuple[Standard, ...]:
        """The standards in force that serve a value."""
        return tuple(standard for standard in self.standards if standard.value == value)

    def level_sentence(self, level: Level, language: str) -> str:
        """What a level means, in the person's language or the default."""
        text = self.levels.get(level, {})
        return text[_first((language, self.default_language, *text), text)] if text else str(level)


def _with_phrasings(standard: Standard, phrasings: Mapping[str, Sequence[str]]) -> Standard:
    text = {
        language: one.model_copy(update={"questions": (*one.questions, *phrasings.get(language, ()))})
        for language, one in standard.text.items()
    }
    return standard.model_copy(update={"text": text}) if phrasings else standard


def _first(wanted: Iterable[str], present: Mapping[str, object]) -> str:
    return next(language for language in wanted if language in present)
