"""Carries what was learnt of a catalogue over to the same one with a few lines changed; pure.

The lines that are as they were keep their weights; the others get theirs as if they were one block among many
(see `kernel.add`). A second is enough for that, where learning anew takes minutes and much memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.grams import Codes, Floats, Integers
from bot.answers.lines import FORM, Line, key_of

MOST_CHANGED = 0.1  # of the lines, since all were learnt together


@dataclass(frozen=True)
class Inherited:
    """Weights of the lines, 0 for those that are new; which these are; how many have come or gone since all learnt."""

    weights: Floats
    new: Integers
    changes: int


def names(lines: Sequence[Line], standards: Sequence[str], changes: int) -> dict[str, np.ndarray]:
    """What `inherit` needs to know of lines and standards, beside their weights, to be kept on disk."""
    return {
        "keys": _keys(lines, standards),
        "standards": np.frombuffer("\n".join(standards).encode(), np.uint8),
        "changes": np.array(changes),
        "form": _form(),
    }


def inherit(kept: Mapping[str, np.ndarray], lines: Sequence[Line], standards: Sequence[str]) -> Inherited | None:
    """What is left of what was kept; None where too much has changed, or it is of another form."""
    found = _places(kept, _keys(lines, standards))
    changes = _changes(kept, found)
    if changes is None or "few" in kept or kept["linear"]:
        return None
    missing = np.flatnonzero(found < 0)
    weights = np.zeros((len(lines), len(standards) + 1), np.float32)
    from_column, to_column = _columns(kept["standards"].tobytes().decode().split("\n"), standards)
    held = np.flatnonzero(found >= 0)
    weights[np.ix_(held, to_column)] = kept["weights"].astype(np.float32)[np.ix_(found[held], from_column)]
    return Inherited(weights, missing, changes)


def inherit_bounds(
    kept: Mapping[str, np.ndarray], inside: Sequence[Line], outside: Sequence[Line], standards: Sequence[str]
) -> dict[str, np.ndarray] | None:
    """What was learnt of letters, to be kept for these lines too; None where too much has changed."""
    lines = [*inside, *outside]
    keys = _keys(lines, standards)
    changes = _changes(kept, _places(kept, keys))
    if changes is None or not np.array_equal(kept["keys"][-len(outside) :], keys[-len(outside) :]):
        return None
    return {"bounds": kept["bounds"], "outside": kept["outside"], **names(lines, standards, changes)}


def _places(kept: Mapping[str, np.ndarray], keys: Codes) -> Integers:
    """Where each line stood in what was kept, -1 for a new one."""
    places = {key: place for place, key in enumerate(kept["keys"].tolist())} if "keys" in kept else {}
    return np.array([places.get(key, -1) for key in keys.tolist()], np.int64)


def _changes(kept: Mapping[str, np.ndarray], places: Integers) -> int | None:
    """How many lines have come or gone since all were learnt together; None for too many, or for another form."""
    if not len(places) or "keys" not in kept or not np.array_equal(kept["form"], _form()):
        return None
    held = int((places >= 0).sum())
    changes = int(kept["changes"]) + len(places) - held + len(kept["keys"]) - held
    return changes if changes <= MOST_CHANGED * len(places) else None


def _form() -> np.ndarray:
    return np.frombuffer(FORM, np.uint8)


def _columns(old: Sequence[str], new: Sequence[str]) -> tuple[Integers, Integers]:
    """Where the standards stood and where they stand now; after the last of each stands nowhere."""
    pairs = [(old.index(one), place) for place, one in enumerate(new) if one in old]
    pairs.append((len(old), len(new)))
    both = np.array(pairs, np.int64)
    return both[:, 0], both[:, 1]


def _keys(lines: Sequence[Line], standards: Sequence[str]) -> Codes:
    """A number for each line and whose it is."""
    owners = [*standards, ""]
    return np.frombuffer(b"".join(key_of(f"{owners[line.standard]}\x1f{line.text}") for line in lines), np.uint64)
