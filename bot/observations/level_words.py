"""The words and signs that people type for a level, in every language at once; pure."""

from collections.abc import Mapping

from bot.catalogue.model import Level
from bot.observations.understood import Judged, NotSeen
from bot.spoken_words import Meanings, meanings, spoken

SIGNS: Mapping[str, Level] = {
    "-": Level.NOT_YET,
    "−": Level.NOT_YET,
    "–": Level.NOT_YET,
    "+": Level.MET,
    "!": Level.EXAMPLE,
}
# Compared without case, accents and hyphens.
BY_WORD: Meanings[Judged] = meanings(
    {
        Level.NOT_YET: spoken("not yet|notyet|not met|not ok|no|not yet met|not yet ok"),
        Level.MET: spoken("met|ok|okay|yes"),
        Level.EXAMPLE: spoken("example|great|star"),
        NotSeen.NOT_SEEN: spoken("not seen|notseen|not observed|unseen"),
    }
)
# Words with which a note may begin, too: `greeting no eye contact`, `hilsen ikke et smil`, `greeting great job`.
ALSO_OF_NOTES = spoken("no|great|star|example")
MEETING = spoken("met|not met")  # begins a note before one of these: `greeting met a guest without looking up`
WHOM = spoken("a|an|the|him|her|them|his|their|everybody|everyone|somebody|someone|nobody|with")
JOINTS = spoken("and")  # between two people
