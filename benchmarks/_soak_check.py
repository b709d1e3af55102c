"""Holds what was acknowledged in a soak against what is in the database and at Slack."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks._soak_acts import place, stamp
from benchmarks._soak_driver import Said, took

WRITES = ("click", "form")


@dataclass
class Verdict:
    """What a soak comes to."""

    requests: int = 0
    acknowledged: int = 0
    refused: int = 0  # writes of which the person was told that they failed
    given_up: int = 0  # never acknowledged, after all attempts
    writes: int = 0  # acknowledged, and not refused
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)  # seconds to the acknowledgement, sorted

    def slowest(self, share: float) -> float:
        """Seconds within which all but this share of the acknowledged were."""
        return self.times[int(len(self.times) * (1 - share)) - 1] if self.times else 0.0


def judge(
    everything: Sequence[Said],
    rows: Counter[str],
    posted: Iterable[Mapping[str, Any]],
    heard: Mapping[str, str],
    refusals: Sequence[str],
) -> Verdict:
    """`rows` by the word of their write; `heard` what response urls were told; `refusals` how a failure begins."""
    verdict = Verdict(len(everything))
    for said in everything:
        verdict.acknowledged += said.ack.ok
        verdict.given_up += not said.ack.ok
        if said.ack.ok:
            verdict.times.append(said.seconds)
        if said.act.kind in WRITES and said.ack.ok:
            told = heard.get(place(said.act.key), "")
            if not took(said.ack) or told.startswith(tuple(refusals)):
                verdict.refused += 1
            else:
                verdict.writes += 1
                verdict.lost += [] if rows[said.act.key] else [said.act.key]
    verdict.times.sort()
    verdict.twice = [word for word, count in rows.items() if count > 1] + _told_twice(everything, list(posted))
    return verdict


def _told_twice(everything: Sequence[Said], posted: Sequence[Mapping[str, Any]]) -> list[str]:
    """Answers to mentions, and messages about one observation to one person, of which there is more than one."""
    answers = Counter(str(message["thread_ts"]) for message in posted)
    mentions = [said.act.key for said in everything if said.act.kind == "mention" and answers[stamp(said.act.key)] > 1]
    forms = {said.act.key for said in everything if said.act.kind == "form"}
    about: Counter[tuple[str, str]] = Counter()
    for message in posted:
        words = {word.strip("_*.>`“”'") for word in str(message["text"]).split()}
        about.update({(message["channel"], key) for key in forms & words})
    return mentions + [f"{key} in {channel}" for (channel, key), count in about.items() if count > 1]
