"""`@anna greeting met Warm welcome`: from a typed line to what was understood of it; pure."""

from collections.abc import Callable

from bot.markup import as_typed
from bot.observations.follow_words import follow_at, follow_at_end
from bot.observations.phrases import MENTION, level_at, mention_at, nobody_at, skip_space, standard_at, word_ends
from bot.observations.understood import Part, Understood
from bot.ports import MemberId

MOST_UNKNOWN_WORDS = 3
NameToStandard = Callable[[str, str], str | None]  # words, language → standard id


def understand(text: str, language: str, names: NameToStandard) -> Understood:
    """Read person, standard, level and follow-up in any order; from the first other word on it is the note.

    A follow-up may also stand at the note's end.

    What is not in its place is guessed at most, and then it is `unclear`: only a form that a person checks uses it.
    """
    reader = _Reader(text.strip(), lambda words: names(words, language))
    reader.read_parts()
    if not reader.all_found:
        reader.read_name_without_mention()
        reader.guess_around_unknown_words()
    return reader.result()


class _Reader:
    def __init__(self, text: str, name: Callable[[str], str | None]) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._said = Understood()

    @property
    def all_found(self) -> bool:
        return len(self._said.found) == len(Part)

    def result(self) -> Understood:
        self._read_follow_up_at_end()
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
                said.standard, said.level, self._at = rest._said.standard, rest._said.level, rest._at
                return

    def guess_around_unknown_words(self) -> None:
        """Name what was typed in place of a part, and guess what can be guessed; the note keeps all words."""
        said = self._said
        if said.standard is None:
            self._guess_level_behind_unknown_standard()
        elif said.level is None and (ends := word_ends(self._text, self._at, 1)):
            said.unclear[Part.LEVEL] = as_typed(self._text[self._at : ends[0]])
        if said.subject is None and Part.SUBJECT not in said.unclear:
            self._guess_subject()

    def _guess_level_behind_unknown_standard(self) -> None:
        said, ends = self._said, word_ends(self._text, self._at, MOST_UNKNOWN_WORDS)
        for end in ends:
            level = level_at(self._text, skip_space(self._text, end)) if said.level is None else None
            if level or end == len(self._text):
                said.unclear[Part.STANDARD] = as_typed(self._text[self._at : end])
                said.level = level[0] if level else said.level
                return

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
        while mention := mention_at(self._text, self._at):
            if said.subject is not None:  # several at once: the form asks whether all are meant
                said.unclear[Part.SUBJECT] = as_typed(self._text[start : mention[1]]).strip()
                said.others = (*said.others, mention[0])
            said.subject, self._at = said.subject or mention[0], mention[1]
        return said.subject is not None

    def _read_standard_or_level(self) -> bool:
        said = self._said
        level = level_at(self._text, self._at) if said.level is None else None
        standard = standard_at(self._text, self._at, self._name) if said.standard is None else None
        if standard and (not level or standard[1] > level[1]):
            said.standard, self._at = standard
            return True
        if level:
            said.level, self._at = level
        return level is not None

    def _read_follow_up(self) -> bool:
        found = follow_at(self._text, self._at) if self._said.follow_up is None else None
        if found:
            self._said.follow_up, self._at = found
        return found is not None

    def _read_follow_up_at_end(self) -> None:
        found = follow_at_end(self._text[self._at :]) if self._said.follow_up is None else None
        if found:
            self._said.follow_up, begins = found[0], self._at + found[1]
            self._text, self._said.tail = self._text[:begins].rstrip(), self._text[begins:]

    def _read_standard_and_level(self) -> bool:
        while self._read_standard_or_level():
            self._at = skip_space(self._text, self._at)
        return self._said.standard is not None and self._said.level is not None
