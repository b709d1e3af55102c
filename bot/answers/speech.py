"""How people talk, as the catalogues of texts say for each language: a language is added there, without any code."""

from functools import cache

from bot.answers.smalltalk import Speech
from bot.catalogue.names import fold
from bot.i18n import spoken


@cache
def speech() -> Speech:
    """What is known of all languages at once: nobody is asked in which one they greet."""
    return Speech(
        small_talk=_folded(
            spoken(
                "hi|hello|hey|there|hiya|yo|bye|goodbye|morning|evening|night|thanks|thank|thx|cheers|ok|okay|yes|no"
                "|yeah|nope|sure|great|nice|cool|good|lol|haha|hahaha|hehe|wow|test|testing|takt|bot|ping|sorry|please"
                "|fuck|fucking|shit|idiot|stupid|moron|asshole|bitch|crap|damn|loser|useless|dumb"
            )
        ),
        filling=_folded(spoken("a|an|the|you|you're|youre|are|is|it|so|very|this|that|u|ur|piece|of|i|and|to")),
        denials=_folded(spoken("no")),
        refusals=_folded(
            spoken(
                "i do not want to know|i do not want to hear|i don't want to know|i don't want to hear"
                "|i do not need to know|i do not need to hear|i don't need to know|i don't need to hear"
                "|i do not care to know|i do not care to hear|i don't care to know|i don't care to hear"
                "|not about|not the|never mind|nevermind"
            )
        ),
        dismissals=_folded(spoken("forget it")),
        endings=_longest_first(_folded(spoken("ers|er|es|e|s"))),
        joints=spoken("and|or|plus"),
    )


def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _longest_first(endings: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))
