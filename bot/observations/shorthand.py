"""`@anna greeting met Warm welcome`: from a typed line to what was understood of it; pure."""

from collections.abc import Callable

from bot.markup import as_typed
from bot.observations.follow_words import BETWEEN, follow_at, follow_at_end
from bot.observations.level_words import SIGNS
from bot.observations.phrases import (
    MENTION,
    guess_at,
    level_at,
    levels_ahead,
    may_begin_note,
    nobody_at,
    others_at,
    skip_space,
    standard_at,
    stands_apart,
    word_ends,
)
from bot.observations.understood import Judged, Part, Understood
from bot.ports import MemberId

MOST_UNKNOWN_WORDS = 3
NameToStandard = Callable[[str, str], str | None]  # words, language → standard id


def no_guess(_words: str, _language: str) -> None:
    """Forgive no typing error."""


def understand(text: str, language: str, names: NameToStandard, guess: NameToStandard = no_guess) -> Understood:
    """Read person, standard, level and follow-up in any order; from the first other word on it is the note.

    `names` knows a standard by its exact name, `guess` by one with a typing error. A follow-up may also stand at the
    note's end.

    What is not in its place is guessed at most, and then it is `unclear`: only a form that a person checks uses it.
    """
    reader = _Reader(text.strip(), lambda words: names(words, language))
    reader.read_parts()
    if not reader.all_found:
        reader.read_name_without_mention()
        reader.guess_around_unknown_words(lambda words: guess(words, language))
    return reader.result()


class _Reader:
    def __init__(self, text: str, name: Callable[[str], str | None]) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._said = Understood()
        self._by_sign = False  # whether the level is one, which may be meant as a dash or for emphasis

    @property
    def all_found(self) -> bool:
        return len(self._said.found) == len(Part)

    def result(self) -> Understood:
        self._read_follow_up_at_end()
        if self.all_found:
            self._read_mentions_alone()
            if Part.LEVEL not in self._said.unclear:
                self._read_level_once_more()
            self._doubt_level()
        self._said.head, self._said.note = self._text[: self._at], as_typed(self._text[self._at :])
        return self._said

    def read_parts(self) -> None:
        while self._read_follow_up() or (
            not self.all_found and (self._read_subject() or self._read_standard_or_level())
        ):
            self._at = skip_space(self._text, self._at)

    def read_name_without_mention(self) -> None:
        """`anna greeting met` and `@Anna Jensen greeting met`: a person whom only the form can find."""
        said = self._said
        if said.found:
            return
        for end in word_ends(self._text, self._at, 2):
            rest = _Reader(self._text, self._name)
            rest._at = skip_space(self._text, end)
            if rest._read_standard_and_level():
                words = f"{said.unclear.get(Part.SUBJECT, '')} {as_typed(self._text[self._at : end])}"
                said.unclear[Part.SUBJECT] = words.strip()
                said.standard, said.level = rest._said.standard, rest._said.level
                self._by_sign, self._at = rest._by_sign, rest._at
                return

    def guess_around_unknown_words(self, guess: Callable[[str], str | None]) -> None:
        """Name what was typed in place of a part, and guess what can be guessed; the note keeps all words."""
        said = self._said
        if said.standard is None:
            self._guess_standard(guess)
        elif said.level is None and (ends := word_ends(self._text, self._at, 1)):
            said.unclear[Part.LEVEL] = as_typed(self._text[self._at : ends[0]])
            said.level = self._level_from(self._at)
        if said.subject is None and Part.SUBJECT not in said.unclear:
            self._guess_subject()

    def _guess_standard(self, guess: Callable[[str], str | None]) -> None:
        """By a name with a typing error; where there is none, the words up to a level stand in its place."""
        said, found = self._said, guess_at(self._text, self._at, guess)
        for end in [found[1]] if found else word_ends(self._text, self._at, MOST_UNKNOWN_WORDS):
            level = self._level_from(skip_space(self._text, end)) if said.level is None else None
            if found or level or end == len(self._text):
                said.standard = found[0] if found else None
                said.unclear[Part.STANDARD] = as_typed(self._text[self._at : end])
                said.level = level or said.level
                return

    def _level_from(self, at: int) -> Judged | None:
        """A level for the form: behind a sign that it contradicts, the word."""
        found = level_at(self._text, at)
        words = (level for level, begins, end in levels_ahead(self._text, at) if self._text[begins:end] not in SIGNS)
        return found[0] if found else next(words, None)

    def _guess_subject(self) -> None:
        mentions = {mention[1]: mention[0] for mention in MENTION.finditer(self._text, self._at)}
        if len(mentions) == 1:
            [(member, mention)] = mentions.items()
            self._said.subject, self._said.unclear[Part.SUBJECT] = MemberId(member), as_typed(mention)

    def _read_subject(self) -> bool:
        said, start = self._said, self._at
        if said.subject is not None or Part.SUBJECT in said.unclear:
            return False
        if nobody := nobody_at(self._text, self._at):
            said.unclear[Part.SUBJECT], self._at = nobody
            return True
        everyone, self._at = others_at(self._text, self._at)
        if len(everyone) > 1:  # several at once: the form asks whether all are meant
            said.unclear[Part.SUBJECT] = as_typed(self._text[start : self._at]).strip()
        if everyone:
            said.subject, said.others = everyone[0], everyone[1:]
        return said.subject is not None

    def _read_mentions_alone(self) -> None:
        """A note of nothing but mentions: the form asks whether they are meant, too."""
        others, end = others_at(self._text, self._at)
        if others and end == len(self._text):
            said = self._said
            said.unclear.setdefault(Part.SUBJECT, as_typed(self._text[self._at :]).strip())
            said.others, self._at = (*said.others, *others), end

    def _read_standard_or_level(self) -> bool:
        said = self._said
        level = level_at(self._text, self._at, self._standard_from) if said.level is None else None
        standard = self._standard_from(self._at)
        if standard and (not level or standard[1] > level[1]):
            said.standard, self._at = standard
            return True
        if level is None or self._is_of_note(level[1]):
            return False
        self._by_sign = self._text[self._at : level[1]] in SIGNS
        said.level, self._at = level
        return True

    def _read_level_once_more(self) -> None:
        """`- not yet`, `- @anna greeting: not met`: the same said twice is no note, where it stands apart from one."""
        for level, begins, end in levels_ahead(self._text, self._at):
            is_word = self._text[begins:end] not in SIGNS
            if is_word and level is self._said.level and stands_apart(self._text, begins, end):
                self._at = skip_space(self._text, end)

    def _doubt_level(self) -> None:
        """Leave it to the form where the note begins with another level, for a sign may have been a dash."""
        said, doubted = self._said, self._by_sign
        for level, begins, end in levels_ahead(self._text, self._at):
            words = self._text[begins:end]
            of_note = words in SIGNS or may_begin_note(self._text, begins, end)
            if level is said.level or Part.LEVEL in said.unclear or (of_note and not doubted):
                continue
            said.unclear[Part.LEVEL] = words.rstrip(BETWEEN) or words
            said.level = level if doubted and words not in SIGNS else said.level

    def _is_of_note(self, end: int) -> bool:
        """Whether the word of a level is none where it stands: the note begins with it, as no standard comes behind."""
        runs_on = may_begin_note(self._text, self._at, end)
        return runs_on and self._standard_from(skip_space(self._text, end)) is None

    def _standard_from(self, at: int) -> tuple[str, int] | None:
        return standard_at(self._text, at, self._name) if self._said.standard is None else None

    def _read_follow_up(self) -> bool:
        found = follow_at(self._text, self._at) if self._said.follow_up is None else None
        if found:
            self._said.follow_up, self._at = found
        return found is not None

    def _read_follow_up_at_end(self) -> None:
        found = follow_at_end(self._text[self._at :]) if self._said.follow_up is None else None
        if found:
            self._said.follow_up, begins = found[0], self._at + found[1]
            note = self._text[:begins].rstrip(BETWEEN)
            self._text, self._said.tail = note, self._text[len(note) :]

    def _read_standard_and_level(self) -> bool:
        while self._read_standard_or_level():
            self._at = skip_space(self._text, self._at)
        return self._said.standard is not None and self._said.level is not None
