"""From one content file to its model, or to everything that is wrong with its form."""

from functools import cache
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError

from bot.catalogue.problems import Problem
from bot.catalogue.source import Source
from bot.catalogue.wording import field_trouble

Model = TypeVar("Model", bound=BaseModel)


def parse(source: Source, model: type[Model], values: object) -> tuple[Model | None, list[Problem]]:
    """The model of the values, or None; and the problems of the file, its YAML's included."""
    problems = list(source.problems)
    if source.is_spoilt(()):
        return None, problems
    try:
        found = model.model_validate(values)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if not source.is_spoilt(detail["loc"]):
                place = tuple(part for part in detail["loc"] if part != "[key]")
                problems.append(Problem(source.file, source.line_of(place), field_trouble(detail, keys_of(model))))
        return None, problems
    return (None if problems else found), problems


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
