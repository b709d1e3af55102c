"""Reads the drafts of `/standard gaps`: questions that staff asked in vain, by language, for a new standard."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

LONGEST = 300
Asked = Mapping[str, list[str]]


def read_questions(path: Path) -> Asked:
    """The questions of every draft in the file, each once. Raises `ValueError` with one sentence, or `OSError`."""
    try:
        drafts = list(yaml.safe_load_all(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is not a draft: copy it from `/standard gaps` as it is.") from error
    found: dict[str, dict[str, None]] = {}
    for draft in drafts:
        for language, questions in _questions(draft, path):
            found.setdefault(language, {}).update(dict.fromkeys(questions))
    return {language: list(questions) for language, questions in found.items()}


def _questions(draft: Any, path: Path) -> list[tuple[str, list[str]]]:
    if draft is None:
        return []
    try:
        return [(str(one), [str(line)[:LONGEST] for line in text["questions"]]) for one, text in draft.items()]
    except (AttributeError, TypeError, KeyError):
        raise ValueError(f"{path} is not a draft: it needs a language, then `questions:`, then a list.") from None
