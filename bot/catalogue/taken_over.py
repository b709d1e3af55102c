"""Reads the drafts of `/standard gaps`: questions that staff asked in vain, by language, for a new standard."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

LONGEST = 300
Asked = Mapping[str, list[str]]


def read_questions(path: Path, number: int | None = None) -> Asked:
    """The questions of one draft, each once: of the only one, or of the one with this number, counted from 1.

    Raises `ValueError` with one sentence, or `OSError`.
    """
    try:
        found = list(yaml.safe_load_all(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is not a draft: copy it from `/standard gaps` as it is.") from error
    drafts = [_questions(draft, path) for draft in found if draft is not None]
    if not drafts:
        return {}
    place = 1 if number is None and len(drafts) == 1 else number or 0
    if not 1 <= place <= len(drafts):
        listed = ", ".join(f"{at} ({_first(draft)})" for at, draft in enumerate(drafts, 1))
        holds = "1 draft" if len(drafts) == 1 else f"{len(drafts)} drafts"
        raise ValueError(f"{path} holds {holds}: choose one with --gap: {listed}.")
    return drafts[place - 1]


def _questions(draft: Any, path: Path) -> Asked:
    try:
        found = [(str(one), [str(line)[:LONGEST] for line in text["questions"]]) for one, text in draft.items()]
    except (AttributeError, TypeError, KeyError):
        raise ValueError(f"{path} is not a draft: it needs a language, then `questions:`, then a list.") from None
    return {language: list(dict.fromkeys(questions)) for language, questions in found}


def _first(draft: Asked) -> str:
    """The question by which a draft is told from the others."""
    return next((question for questions in draft.values() for question in questions), "no questions")
