"""Keeps to the standard that a thread is about when somebody asks on; pure."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from bot.answers.answer import SHOWN, UNSURE, Answer, Candidate, Outcome
from bot.catalogue.names import fold

MOST_WORDS = 12
SHORT = 4  # words of a question that may be about anything
SHORT_WITH_PRONOUN = 7


def asks_on(words: str, openers: Iterable[str]) -> bool:
    """Whether folded words are few and start as one goes on talking: `and if she is with a child`."""
    return len(words.split()) <= MOST_WORDS and any(f"{words} ".startswith(f"{opener} ") for opener in openers)


def is_bare(words: str, openers: Iterable[str], phrases: Iterable[str]) -> bool:
    """Whether folded words say nothing without what was said before: one of the phrases, or openers: `and?`."""
    known = frozenset(phrases)
    while words and words not in known:
        begins = max((len(one) for one in openers if f"{words} ".startswith(f"{one} ")), default=0)
        if not begins:
            return False
        words = words[begins:].strip()
        if not words:
            return True
    return bool(words)


def behind_openers(typed: str, said: str, openers: Iterable[str]) -> str:
    """What stands behind the words that one goes on with, as it was typed: `hygiene` of `ok, and what about hygiene?`.

    `said` is what was typed, folded and without a nod. Empty where it does not go on so, or nothing stands behind.
    """
    if not asks_on(said, openers):
        return ""
    rest = said
    while begins := max((len(one) for one in openers if f"{rest} ".startswith(f"{one} ")), default=0):
        rest = rest[begins:].strip()
    words = typed.split()
    ends = (" ".join(words[at:]) for at in range(len(words)))
    return next((end for end in ends if fold(end) == rest), rest)


def without_nod(words: str, is_nod: Callable[[str], bool], goes_on: Callable[[str], bool]) -> str:
    """Folded words that go on, without what somebody only nods with: `and children` of `ok and children`."""
    said = words.split()
    behind = (" ".join(said[at:]) for at in range(1, len(said)) if is_nod(" ".join(said[:at])))
    return words if goes_on(words) else next(filter(goes_on, behind), words)


def may_go_on(words: str, pronouns: Collection[str]) -> bool:
    """Whether folded words are so few that what was said before may be meant, whatever they begin with."""
    said = words.split()
    return len(said) <= SHORT or (len(said) <= SHORT_WITH_PRONOUN and any(word in pronouns for word in said))


def stays(standard: str) -> Answer:
    """The standard itself, for words that say nothing without it: `why?`."""
    return Answer(Outcome.MATCH, standard, UNSURE, (Candidate(standard, UNSURE),))


def in_context(alone: Answer, combined: Answer, standard: str, *, asks_on: bool, may_go_on: bool = False) -> Answer:
    """The answer in a thread about a standard; `combined` answers the standard's title and the question together.

    The title alone would make the combined question a match, so it never outvotes the question: it settles only
    what the question leaves open. What is asked on about keeps the thread's standard among what is offered, and so
    does what `may_go_on`, which is no match for another. A question about several standards leaves nothing open, nor
    does what asks nothing.
    """
    if alone.unasked or alone.exact or alone.standard == standard or (alone.several and not asks_on):
        return alone
    settled = combined.outcome is Outcome.MATCH and combined.standard == standard
    is_open = alone.outcome is Outcome.SUGGESTIONS and not alone.several
    if is_open and settled and (asks_on or standard in alone.suggestions):
        return combined
    if may_go_on or (asks_on and not (alone.outcome is Outcome.MATCH and not settled)):
        return _with(standard, alone, combined)
    return alone


def _with(standard: str, alone: Answer, combined: Answer) -> Answer:
    """Suggestions: what the question alone is about, beside the standard of the thread, and nothing else."""
    first = [alone.standard] if alone.standard else alone.several[: SHOWN - 1]
    near = alone.suggestions if alone.outcome is Outcome.SUGGESTIONS and not first else ()
    scores = {one.standard: one.score for one in (*combined.candidates, *alone.candidates)}
    offered = list(dict.fromkeys([*first, standard, *near]))[:SHOWN]
    candidates = tuple(Candidate(one, scores.get(one, 0.0)) for one in offered)
    return replace(
        alone, outcome=Outcome.SUGGESTIONS, standard=None, confidence=UNSURE, candidates=candidates, several=()
    )
