"""Words that ask nothing of a standard, in both languages; folded."""

_WORDS = """
hi hello hey there hiya yo bye goodbye morning evening night thanks thank you thx cheers ok okay yes no yeah nope sure
great nice cool good lol haha hahaha hehe wow test testing takt bot ping sorry please
hej hejsa hallo halloej davs dav mojn farvel godmorgen godaften godnat tak mange tusind skal du have ja nej jo jep
fint fedt godt super hov undskyld proeve
"""
SMALL_TALK = frozenset(_WORDS.split())


def is_small_talk(folded: str) -> bool:
    """Whether the words are a greeting, thanks, laughter or a test, and nothing besides."""
    return set(folded.split()) <= SMALL_TALK
