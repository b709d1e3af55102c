"""Where each number that reports count has its place, for linear algebra; pure."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from bot.observations.cells import Group, Masks


class Cells:
    """A place for each standard in each atom in which anybody was seen; that elsewhere is nothing is no secret."""

    def __init__(self, people: Mapping[Group, Masks]) -> None:
        self.standards = sorted((one for one in people if one.standard is not None), key=str)
        self.parts = {whole: np.array([one.is_within(whole) for one in self.standards]) for whole in people}
        self.atoms = max((max(masks, default=0).bit_length() for masks in people.values()), default=0)
        self._standard, self._atom = np.nonzero([_atoms(people[one], self.atoms) for one in self.standards])
        self.count = len(self._atom)

    def vectors(self, standards: Any, atoms: Any) -> Any:
        """A one for each cell of these standards in these atoms: rows of yes and no, each row a vector."""
        return (np.array(standards)[:, self._standard] & np.array(atoms)[:, self._atom]).astype(float)

    def interval(self, interval: Iterable[int]) -> list[bool]:
        """Which atoms are in an interval."""
        inside = set(interval)
        return [atom in inside for atom in range(self.atoms)]

    def up_to(self, vectors: Any) -> Any:
        """The sums of every standard up to each atom, from none on: by atom, vector and standard."""
        whole = np.zeros((self.atoms + 1, len(vectors), len(self.standards)))
        whole[self._atom + 1, :, self._standard] = vectors.T
        return np.cumsum(whole, axis=0)


def _atoms(masks: Masks, atoms: int) -> list[bool]:
    """Whether anybody was seen, of each atom."""
    return [any(mask >> atom & 1 for mask in masks) for atom in range(atoms)]
