"""Two questions in one: whether both their standards are offered, and how often one question is taken for several."""

import random
from collections.abc import Iterator, Mapping, Sequence

from benchmarks._answers_measures import Asked, Question, share
from benchmarks._answers_systems import System
from bot.answers.answer import SHOWN, Outcome

JOINTS = {"en": "and", "da": "og"}
LONGEST = 12  # words of a question that one asks beside another
PAIRS = 200  # a language
_SEED = 4


def print_pairs(systems: Mapping[str, System], questions: Sequence[Question]) -> None:
    """Print a table for a language that has a joint: each system, its share of pairs and of false alarms."""
    pairs = list(_pairs(questions))
    if not pairs:
        return
    single = [one for one in questions if one.right]
    print(f"\n| two questions in one ({len(pairs)}) | both offered | one taken for several |\n|---|---|---|")
    for name, system in systems.items():
        both = share([_has_both(system, text, language, rights) for text, language, rights in pairs])
        found = [Asked(one, system(one.text, one.language)) for one in single]
        several = share([bool(one.found.answer.several) for one in found if one.found.answer])
        print(f"| {name} | {both:.1f} | {several:.1f} |".replace("nan", ""), flush=True)


def _pairs(questions: Sequence[Question]) -> Iterator[tuple[str, str, tuple[frozenset[str], frozenset[str]]]]:
    """Questions of few words, drawn by chance and joined two by two, where no standard answers both."""
    short = [one for one in questions if one.right and one.language in JOINTS and len(one.text.split()) <= LONGEST]
    chance = random.Random(_SEED)
    drawn = [chance.sample(short, 2) for _ in range(PAIRS)] if len(short) > 1 else []
    for one, other in drawn:
        if not one.right & other.right:
            second = other.text[:1].lower() + other.text[1:]
            text = f"{one.text.rstrip('?.! ')}, {JOINTS[one.language]} {second}"
            yield text, one.language, (one.right, other.right)


def _has_both(system: System, text: str, language: str, rights: Sequence[frozenset[str]]) -> bool:
    """Whether both are among what is shown: of Takt as suggestions, of a list the best three."""
    found = system(text, language)
    shown = set(found.answer.suggestions if found.answer else found.standards[:SHOWN])
    is_offer = found.answer is None or found.answer.outcome is Outcome.SUGGESTIONS
    return is_offer and all(shown & right for right in rights)
