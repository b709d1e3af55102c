"""Words that ask nothing of a standard, in all languages at once; folded; pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile

from bot.catalogue.names import fold

SHORTEST_HALF = 2  # words of a half of a question that asks something by itself
MOST_ABUSE = 5  # words of a text that only swears at Takt; who is sworn at by a guest says more


@dataclass(frozen=True)
class Speech:
    """What Takt knows of how people talk, in all its languages at once; words and phrases are folded.

    `refusals` begin a sentence that says what one does not want to know, `dismissals` are one by themselves, and
    `denials` may come before either. `exclusions` are refusals too where they stand before a standard's name.
    `lacks` are refusals where nothing but a name stands behind them: `no greeting, please`.
    `articles` may stand between, `tails` behind the name; `idioms` begin so and mean something else: `skip the queue`.
    `turns` are where somebody comes from what they do not want to what they do; `openers` go on from what was said.
    `abuse` makes nothing of a few words with it, unless one of them is of the `tellers`: who tells of others, or asks.
    `leads` may stand before a standard's name and say no more than that it is meant; `asking_leads` too, and make a
    question of it, so that nobody does without what stands behind them: `is there no rule on queues?`.
    `endings` are those of plural and definite form; `joints` stand between two questions in one, `steps` between two
    names. `askers` begin a question.
    """

    small_talk: frozenset[str] = frozenset()
    filling: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    refusals: frozenset[str] = frozenset()
    dismissals: frozenset[str] = frozenset()
    exclusions: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()
    idioms: frozenset[str] = frozenset()
    turns: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    abuse: frozenset[str] = frozenset()
    tellers: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    asking_leads: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    joints: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    askers: frozenset[str] = frozenset()

    def is_small_talk(self, folded: str) -> bool:
        """Whether the words are a greeting, thanks, laughter, abuse or a test, and nothing besides."""
        words = [*dropwhile(self.openers.__contains__, folded.split())]
        talks: dict[int, bool] = {0: False}  # up to which word the phrases reach, and whether one of them is talk
        for at in range(len(words)):
            for end in range(at + 1, min(at + self._longest, len(words)) + 1) if at in talks else ():
                phrase = " ".join(words[at:end])
                if phrase in self.small_talk or phrase in self.filling:
                    talks[end] = talks.get(end, False) or talks[at] or phrase in self.small_talk
        return talks.get(len(words), False)

    def is_abuse(self, folded: str) -> bool:
        """Whether a few words only swear at somebody: `son of a bitch`, but not `a guest called me a bitch`."""
        words = frozenset(folded.split())
        is_short = len(folded.split()) <= MOST_ABUSE
        return is_short and not words.isdisjoint(self.abuse) and words.isdisjoint(self.tellers)

    def is_refusal(self, folded: str) -> bool:
        """Whether the asker says that they do not want to know: `I do not want to know about this`, `never mind`."""
        words = self._begun(folded)
        dismissed = self._dismissed.match(words)
        behind = words[dismissed.end() :].split() if dismissed else [""]
        return bool(self._refused.match(words)) or all(word in self.small_talk for word in behind)

    def excluded(self, folded: str) -> str:
        """What somebody wants to do without: `queue` of `anything but the queue, please`; empty where it is nothing."""
        begins = self._excluding.match(self._begun(folded))
        return self.thing(begins[1]) if begins else ""

    def lacked(self, folded: str) -> str:
        """What somebody wants none of: `greeting` of `no greeting, please`; empty where it is nothing."""
        words = dropwhile(lambda word: self._says_little(word) and word not in self.lacks, folded.split())
        begins = self._lacking.match(" ".join(words))
        return self.thing(begins[1]) if begins else ""

    def thing(self, folded: str) -> str:
        """What is spoken of: `greeting` of `the greeting standard, please`, but `to greet` of `to greet`."""
        begins = self._articles.match(folded)
        words = folded[begins.end() if begins else 0 :].split()
        while words and (self._says_little(words[-1]) or words[-1] in self.tails or words[-1] in self.leads):
            del words[-1]
        return " ".join(words)

    def bare(self, folded: str) -> str:
        """Folded words without those at either end that say little: `queue` of `for the queue, please`."""
        words = folded.split()
        while words and self._says_little(words[0]):
            del words[0]
        while words and self._says_little(words[-1]):
            del words[-1]
        return " ".join(words)

    def led(self, folded: str) -> str:
        """What somebody wants to see: `greeting` of `show me the greeting standard`, or of `hi, what about greeting?`;
        empty where the words only name it.
        """
        asked = folded
        while (found := self._leading.match(asked)) is None and (behind := self._behind_opening(asked)):
            asked = behind
        if found is None and (asked == folded or self._refuses(asked)):
            return ""
        return self.bare(found[1] if found else asked)

    def _refuses(self, folded: str) -> bool:
        """Whether the words behind an opening name what somebody does not want: `no greeting` of `hi, no greeting`."""
        return bool(self.lacked(folded) or self.excluded(folded)) or self.is_refusal(folded)

    def _behind_opening(self, folded: str) -> str:
        """Folded words without the first that one greets or goes on with; empty where they begin with none such."""
        words = folded.split()
        ends = range(min(self._longest, len(words) - 1), 0, -1)
        opens = next((end for end in ends if self._only_opens(" ".join(words[:end]))), 0)
        return " ".join(words[opens:]) if opens else ""

    def _only_opens(self, phrase: str) -> bool:
        return phrase in self.openers or (phrase in self.small_talk and phrase not in self.lacks)

    def _begun(self, folded: str) -> str:
        """Folded words without what somebody only opens with: `not the queue` of `ok but not the queue`."""
        words = folded.split()
        while words and (words[0] in self.small_talk or words[0] in self.openers) and not self._begins(words):
            del words[0]
        return " ".join(words)

    def _begins(self, words: Sequence[str]) -> bool:
        """Whether these are the first words of what somebody does not want: `no more about the queue`."""
        said = " ".join(words)
        return any(one.match(said) for one in (self._refused, self._dismissed, self._excluding))

    def _says_little(self, word: str) -> bool:
        return word in self.filling or word in self.small_talk

    @cached_property
    def _longest(self) -> int:
        """The most words of a phrase."""
        phrases = self.small_talk | self.filling | self.openers
        return max((len(phrase.split()) for phrase in phrases), default=1)

    @cached_property
    def parts(self) -> re.Pattern[str]:
        """Finds what stands between names in a row, in words as they were typed."""
        words = f"|\\b(?:{_either(self.joints)})\\b" if self.joints else ""
        return re.compile(rf"[,;/&+?]{words}", re.IGNORECASE)

    @cached_property
    def breaks(self) -> re.Pattern[str]:
        """Finds what stands between two names: what stands between two questions, ends of sentences, `then`."""
        words = _either(self.joints | self.steps)
        return re.compile(rf"[,;/&+?…\n]|[.!](?=\s|$)|\s[-–—]\s|\b(?:{words})\b", re.IGNORECASE)

    def halves(self, wording: str) -> list[tuple[str, str]]:
        """What was typed in two halves, once for each place where one question may end and another begin."""
        cuts = [one.span() for one in self._cuts.finditer(wording)]
        halves = [(wording[:end].strip(), wording[begin:].strip()) for end, begin in cuts]
        return [both for both in halves if all(map(self._may_ask, both))]

    def _may_ask(self, half: str) -> bool:
        return len(half.split()) >= SHORTEST_HALF and not self.is_small_talk(fold(half))

    @cached_property
    def _cuts(self) -> re.Pattern[str]:
        """Finds where one question may end and another begin: signs and joints, however many in a row."""
        joints = f"|\\b(?:{_either(self.joints)})\\b" if self.joints else ""
        return re.compile(rf"(?<!\s)(?:\s*(?:[,;/&+\n]|[.!?…]+(?=\s|$)|\?|(?<=\s)[-–—](?=\s){joints}))+", re.IGNORECASE)

    @cached_property
    def _turning(self) -> re.Pattern[str]:
        """Finds where somebody goes on, in words as they were typed; its one group is where they do not."""
        own = [one for one in self.exclusions if not self.turns.isdisjoint(one.split())]
        words = rf"(\b(?:{_either(own)})\b)|\b(?:{_either(self.turns)})\b(?=\s+\S)"
        return re.compile(rf"{words}|[,;:.!?…–—\n]|\s-\s", re.IGNORECASE)

    def turned(self, wording: str) -> list[tuple[str, str]]:
        """The parts of what was typed, each of which may be wanted or not, and what ends each: `not the queue`, `,`."""
        ends = [*(one.span() for one in self._turning.finditer(wording) if not one[1]), (len(wording), len(wording))]
        begins = [0, *(end for _, end in ends)]
        return [(wording[begin:end], wording[end:after]) for begin, (end, after) in zip(begins, ends, strict=False)]

    @cached_property
    def _refused(self) -> re.Pattern[str]:
        return re.compile(rf"{self._denied}(?:{_either(self.refusals)})\b")

    @cached_property
    def _dismissed(self) -> re.Pattern[str]:
        return re.compile(rf"{self._denied}(?:{_either(self.dismissals)})\b")

    @cached_property
    def _denied(self) -> str:
        return rf"(?:(?:{_either(self.denials)}) )?"

    @cached_property
    def _articles(self) -> re.Pattern[str]:
        return re.compile(rf"(?:(?:{_either(self.articles | self.leads)}) )*")

    @cached_property
    def _leading(self) -> re.Pattern[str]:
        leads = _either(self.leads | self.asking_leads)
        return re.compile(rf"(?:(?:{leads}) )+(.+?)(?: (?:{leads}))?$")

    @cached_property
    def _lacking(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_either(self.lacks)}) (.+)")

    @cached_property
    def _excluding(self) -> re.Pattern[str]:
        return re.compile(rf"{self._denied}(?!(?:{_either(self.idioms)})\b)(?:{_either(self.exclusions)}) (.+)")


def _either(phrases: Collection[str]) -> str:
    """Any of the phrases, the longest first; nothing at all where there are none."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) or r"(?!)"
