"""Words that ask nothing of a standard, in both languages; folded."""

import re

_WORDS = """
hi hello hey there hiya yo bye goodbye morning evening night thanks thank thx cheers ok okay yes no yeah nope sure
great nice cool good lol haha hahaha hehe wow test testing takt bot ping sorry please
hej hejsa hallo halloej davs dav mojn farvel godmorgen godaften godnat tak mange tusind skal du have ja nej jo jep
fint fedt godt super hov undskyld proeve
fuck fucking shit idiot stupid moron asshole bitch crap damn loser useless dumb
idioter dum dumme lort lorte pis skide kraftedeme fanden satan roevhul taber ubrugelig kaelling svin
"""
_BETWEEN = (
    "a an the you you're youre are is it so very this that u ur piece of en et den det der er saa meget i og and to"
)
SMALL_TALK = frozenset(_WORDS.split())
_FILLING = frozenset(_BETWEEN.split())
_REFUSED = re.compile(
    r"(?:(?:no|nej) )?(?:i (?:do not|dont) (?:want|need|care) to (?:know|hear)|not (?:about|the)\b|never ?mind"
    r"|forget it$"
    r"|jeg (?:vil|skal|gider|behoever) ikke (?:vide|hoere) noget|(?:det er |det var )?ikke om\b|glem det$)"
)


def is_small_talk(folded: str) -> bool:
    """Whether the words are a greeting, thanks, laughter, abuse or a test, and nothing besides."""
    words = set(folded.split())
    return words <= SMALL_TALK or (bool(words & SMALL_TALK) and words <= SMALL_TALK | _FILLING)


def is_refusal(folded: str) -> bool:
    """Whether the asker says what they do not want to know: `not about the dress code`."""
    return bool(_REFUSED.match(folded))
