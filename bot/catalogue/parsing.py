"""From one content file to its model, or to everything that is wrong with its form."""

from collections.abc import Iterable
from functools import cache
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.catalogue.problems import Problem
from bot.catalogue.source import Source
from bot.catalogue.wording import field_trouble

Model = TypeVar("Model", bound=BaseModel)
MOST_TOLD = 200  # of one file: nobody mends more at once, and a hostile file has a hundred thousand
RULES = {"string_too_long": "too-long-for-slack"}  # the model's limits keep texts within Slack's


def parse(source: Source, model: type[Model], values: object) -> tuple[Model | None, list[Problem]]:
    """The model of the values, or None; and the problems of the file, its YAML's included."""
    problems = list(source.problems)
    if source.is_spoilt(()):
        return None, problems
    try:
        found = model.model_validate(values)
    except ValidationError as error:
        details = error.errors(include_url=False)[:MOST_TOLD]
        for detail in details:
            if not source.is_spoilt(detail["loc"]) and not _is_echo(detail, details):
                place = tuple(part for part in detail["loc"] if part != "[key]")
                rule = RULES.get(detail["type"], "format")
                problems.append(
                    Problem(source.file, source.line_of(place), field_trouble(detail, keys_of(model)), rule)
                )
        return None, problems
    return (None if problems else found), problems


def _is_echo(detail: ErrorDetails, details: Iterable[ErrorDetails]) -> bool:
    """Whether a list seems short only because pydantic does not count its faulty items."""
    place = detail["loc"]
    return detail["type"] == "too_short" and any(
        other["loc"][: len(place)] == place != other["loc"] for other in details
    )


@cache
def keys_of(model: type[BaseModel]) -> frozenset[str]:
    """Every key that may stand somewhere in a file of this model."""
    keys: set[str] = set()
    for name, field in model.model_fields.items():
        keys.add(field.alias or name)
        for part in _models_in(field.annotation):
            keys |= keys_of(part)
    return frozenset(keys)


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
