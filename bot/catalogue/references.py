"""Standards that name each other in their texts, as in `(see saying-no)`."""

import re
from collections.abc import Callable

from bot.catalogue.model import Catalogue

REFERENCE = re.compile(r"(?<=\()(\w+ )([a-z0-9]+(?:-[a-z0-9]+)*)(?=\))")


def with_titles(text: str, catalogue: Catalogue, language: str, quoted: Callable[[str], str]) -> str:
    """The text with the ids of other standards put as their titles; what is no id stays as it is."""

    def title(reference: re.Match[str]) -> str:
        other = catalogue.get(reference[2])
        return reference[1] + quoted(catalogue.localise(other, language).text.title) if other else reference[0]

    return REFERENCE.sub(title, text)
