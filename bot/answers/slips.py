"""In which language a misspelt name of a standard is: `hislen` is `hilsen`, whatever its letters look like; pure."""

from collections.abc import Collection, Mapping


class Slips:
    """Folded names and the languages that each is in, to be found by one typing error behind the first letter."""

    def __init__(self, names: Mapping[str, Collection[str]]) -> None:
        self._names = names
        self._alike: dict[tuple[str, int], list[str]] = {}
        for name in names:
            self._alike.setdefault((name[:1], len(name)), []).append(name)

    def language(self, folded: str) -> str | None:
        """The language of the names that are a letter or a swap away; None where there are none, or in several."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415  (with the first word that nobody knows)
        from rapidfuzz.process import extract  # noqa: PLC0415

        sizes = range(len(folded) - 1, len(folded) + 2)
        alike = [name for size in sizes for name in self._alike.get((folded[:1], size), ())]
        near = extract(folded, alike, scorer=OSA.distance, score_cutoff=1, limit=None)
        found = {language for name, _, _ in near for language in self._names[name]}
        return found.pop() if len(found) == 1 else None
