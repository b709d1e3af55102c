"""The words of an export in the person's language: of columns, levels and states; pure.

What a program goes by (names in JSON, the codes of levels, steps and standards) is the same in every language.
"""

from collections.abc import Mapping
from typing import Any, Protocol


class Words(Protocol):
    """Says things in one language, as a `Translator` does."""

    language: str

    def __call__(self, message: str, /) -> str:
        """The message in that language."""


def columns(t: Words) -> dict[str, str]:
    """What stands above each column, by its name."""
    return {
        "id": t("id"),
        "seen_at": t("seen_at"),
        "recorded_at": t("recorded_at"),
        "observer": t("observer"),
        "standard": t("standard"),
        "standard_version": t("standard_version"),
        "level": t("level"),
        "note": t("note"),
        "place": t("place"),
        "purpose": t("purpose"),
        "state": t("state"),
        "steps": t("steps"),
    }


def in_words(row: Mapping[str, Any], t: Words) -> dict[str, str]:
    """What a person reads in place of the codes of an observation."""
    return {
        "standard": _title(row, t),
        "level": _levels(t).get(row["level"], row["level"]),
        "purpose": t("coaching only") if row["purpose"] == "coaching" else row["purpose"],
        "state": happened(_state(row), t),
    }


def purpose(t: Words) -> str:
    """What observations are for, and what they are not for."""
    return t("coaching only: never pay, shifts, warnings or any ranking")


def happened(step: str, t: Words) -> str:
    """The name of a step, or of the state that it leads to."""
    names = {
        "recorded": t("recorded"),
        "thanked": t("thanked"),
        "replied": t("replied"),
        "corrected": t("corrected"),
        "undone": t("undone"),
        "contested": t("contested"),
        "upheld": t("upheld"),
        "amended": t("amended"),
        "withdrawn": t("withdrawn"),
    }
    return names.get(step, step)


def _levels(t: Words) -> dict[str, str]:
    return {"not-yet": t("not yet"), "met": t("met"), "example": t("example")}


def _title(row: Mapping[str, Any], t: Words) -> str:
    """The standard as it was called then; its id where that is not known in this language."""
    read = row.get("standard_as_it_read", {}).get(t.language)
    return str(read["title"] if read else row["standard"])


def _state(row: Mapping[str, Any]) -> str:
    if row["undone_at"] and row["outcome"] != "withdrawn":
        return "undone"
    if row["outcome"]:
        return str(row["outcome"])
    if row["contested_at"]:
        return "contested"
    return "corrected" if row["corrected_at"] else "recorded"
