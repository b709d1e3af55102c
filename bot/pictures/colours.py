"""The colours of pictures: Okabe and Ito's (2008), which people with any kind of colour blindness tell apart. Pure.

A picture brings its own ground: what Slack shows behind it, no app is told. Text stands out from the ground by 4.5 : 1
at least and marks by 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11); a test measures both, and the marks differ in shape as well.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """The colours of one picture: ground, text, lines in the background, marks of then and of now."""

    ground: str
    ink: str
    faint: str
    first: str
    later: str


LIGHT = Colours(ground="#FFFFFF", ink="#222222", faint="#D9D9D9", first="#D55E00", later="#0072B2")
DARK = Colours(ground="#1A1D21", ink="#F2F2F2", faint="#4A4D52", first="#E69F00", later="#56B4E9")
