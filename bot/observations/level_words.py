"""The words and signs that people type for a level: one table per language, all understood by everybody."""

from collections.abc import Mapping, Sequence

from bot.catalogue.model import Level
from bot.catalogue.names import fold
from bot.observations.understood import Judged, NotSeen

# Compared without case, accents and hyphens. A further language is a further entry; nothing else changes.
WORDS: Mapping[str, Mapping[Judged, Sequence[str]]] = {
    "en": {
        Level.NOT_YET: ("not yet", "notyet", "not met", "not ok", "no"),
        Level.MET: ("met", "ok", "okay", "yes"),
        Level.EXAMPLE: ("example", "great", "star"),
        NotSeen.NOT_SEEN: ("not seen", "notseen", "not observed", "unseen"),
    },
    "da": {
        Level.NOT_YET: ("ikke endnu", "endnu ikke", "ikke opfyldt", "ikke mødt", "ikke ok", "ikke", "nej"),
        Level.MET: ("opfyldt", "mødt", "ja"),
        Level.EXAMPLE: ("forbilledligt", "forbilledlig", "forbillede", "eksempel"),
        NotSeen.NOT_SEEN: ("ikke set", "ikke observeret"),
    },
}
SIGNS: Mapping[str, Level] = {
    "-": Level.NOT_YET,
    "−": Level.NOT_YET,
    "–": Level.NOT_YET,
    "+": Level.MET,
    "!": Level.EXAMPLE,
}
# Words with which a note may begin, too: `greeting no eye contact`, `hilsen ikke et smil`, `greeting great job`.
ALSO_OF_NOTES = frozenset({"no", "great", "star", "ikke", "nej", "forbillede", "eksempel"})
BY_WORD: Mapping[str, Judged] = {
    fold(word): level for words in WORDS.values() for level, spoken in words.items() for word in spoken
}
MOST_WORDS = max(len(word.split()) for word in BY_WORD)
