"""The kinds of text that content files hold, and how long each may be."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

LONGEST_SHORT, LONGEST_LINE = 150, 300  # characters
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_SHORT)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LINE)]
KebabId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
TIP_WORDS = 60


def _short_enough(tip: str) -> str:
    words = len(tip.split())
    if words > TIP_WORDS:
        raise ValueError(f"has {words} words: a tip has at most {TIP_WORDS}")
    return tip


Tip = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600), AfterValidator(_short_enough)
]
