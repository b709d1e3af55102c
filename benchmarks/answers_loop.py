"""How long answering keeps the event loop from anything else: `python -m benchmarks.answers_loop`.

    --quick    fewer rounds, and limits that forgive a busy machine (for CI)

A heartbeat asks for its turn every millisecond while 200 questions are answered at once, people type into the form's
search field (of the default pack, and of one of 2 000 standards), the default pack is loaded anew, and its meanings
are learnt from nothing in a thread. `loop` is the most
that the loop's own thread worked without a pause; `gap` the longest that the heartbeat waited while any thread of the
process worked, beside an idle loop; each in the best of a few rounds. Exits with 1 where a limit is missed.
"""

import argparse
import asyncio
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from rich.console import Console
from rich.table import Table

from benchmarks._answers_size import made_up
from benchmarks._heartbeat import Beats, heartbeat
from bot.answers.answers import Answers
from bot.answers.cache import Cache
from bot.answers.choosing import default_encoder
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue, Standard
from bot.services import Services
from handlers.act import Act
from handlers.observation_form import suggest_standards

CONTENT = Path(__file__).parent.parent / "standards_content"
AT_ONCE, IDLE_SECONDS, SUGGESTED = 200, 1.0, 20
LIMIT_MS, QUICK_LOOP_MS, QUICK_GAP_MS = 10.0, 30.0, 200.0  # a busy machine makes gaps longer, not the loop's work
KEY_LIMIT_MS = 50.0
MANY = 2_000
MANY_KEY_MS, QUICK_MANY_KEY_MS = 5.0, 15.0  # of the loop's thread, in 99 of 100 keys; a busy machine is slower
Kind = Callable[[], Awaitable[None]]


@dataclass
class Measured:
    """One kind of work: the loop's longest work and its longest gap in the best round, in ms."""

    name: str
    loop: float
    gap: float


def main() -> int:
    """Run the benchmark; 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    return asyncio.run(_run(quick=options.quick))


async def _run(*, quick: bool) -> int:
    rounds, limits = (1, (QUICK_LOOP_MS, QUICK_GAP_MS)) if quick else (5, (LIMIT_MS, LIMIT_MS))
    with tempfile.TemporaryDirectory() as folder:
        work = Work(load(CONTENT), Path(folder))
        gc.freeze()  # as `takt run` does once it has started
        idle = await _measured("idle", lambda: asyncio.sleep(IDLE_SECONDS), rounds)
        acts: dict[str, Kind] = {
            "meanings learnt from nothing": work.learn,
            f"{AT_ONCE} questions at once": work.ask,
            "typing into the search field": work.type_ahead,
            f"typing among {MANY} standards": work.type_among_many,
            "the pack loaded anew": work.reload,
        }
        found = [await _measured(name, act, rounds) for name, act in acts.items()]
        work.close()
    _show(idle, found, work)
    missed = [*_missed(idle, found, limits), *_slow_keys(work, QUICK_MANY_KEY_MS if quick else MANY_KEY_MS)]
    print("\n".join(missed) or "All limits are kept.")
    return int(bool(missed))


class Work:
    """What Takt does while others wait."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self.keys: list[float] = []
        self.keys_among_many: list[float] = []
        self._folder = folder
        self._live = LiveCatalogue(catalogue)
        self._answers = Answers(self._live, default_encoder(catalogue, folder), Cache(folder))
        self._many = _services(made_up(MANY))
        self._questions = [question for one in catalogue.standards for question in one.text["en"].questions][:AT_ONCE]

    async def ask(self) -> None:
        """Everybody asks at once."""
        await asyncio.gather(*(self._answers.ask(question, "en") for question in self._questions))

    async def type_ahead(self) -> None:
        """A few words, letter by letter, as Slack sends them."""
        for question in self._questions[:: AT_ONCE // 8]:
            for typed in range(1, len(question) + 1):
                began = time.perf_counter()
                self._answers.near(question[:typed], "en", SUGGESTED)
                self.keys.append(1000 * (time.perf_counter() - began))
                await asyncio.sleep(0)

    async def type_among_many(self) -> None:
        """The same where there are many standards, with all that the form's handler does for a key."""
        await self._many.answers.load()
        for standard in self._many.catalogue.current.standards[:: MANY // 8]:
            for typed in _keys(standard):
                began = time.thread_time()
                await suggest_standards(_typing(typed), self._many)
                self.keys_among_many.append(1000 * (time.thread_time() - began))
                await asyncio.sleep(0)

    async def reload(self) -> None:
        """As the watch of the content folder does it."""
        catalogue = await asyncio.to_thread(load, CONTENT)
        await asyncio.to_thread(self._live.replace, catalogue)

    async def learn(self) -> None:
        """With nothing kept but the vectors that come with Takt."""
        for kept in self._folder.iterdir():
            kept.unlink()
        await asyncio.to_thread(self._live.replace, self._live.current)

    def close(self) -> None:
        """End the encoder's thread."""
        self._answers.close()


def _services(catalogue: Catalogue) -> Services:
    """As much of the services as type-ahead needs."""
    live = LiveCatalogue(catalogue)
    answers = Answers(live, None, Cache(None))
    return cast(Services, SimpleNamespace(catalogue=live, answers=answers))


def _keys(standard: Standard) -> Iterator[str]:
    """A title and a question, letter by letter."""
    text = standard.text["en"]
    for words in (text.title, text.questions[0]):
        yield from (words[:end] for end in range(1, len(words) + 1))


def _typing(typed: str) -> Act:
    return cast(Act, SimpleNamespace(text=typed, language="en"))


async def _measured(name: str, act: Kind, rounds: int) -> Measured:
    felt: list[Beats] = []
    for _ in range(rounds):
        async with heartbeat() as beats:
            await act()
        felt.append(beats)
    return Measured(name, min(beats.busiest for beats in felt), min(beats.longest for beats in felt))


def _missed(idle: Measured, found: list[Measured], limits: tuple[float, float]) -> Iterator[str]:
    work, wait = limits
    for one in found:
        if one.loop > work:
            yield f"MISSED {one.name}: the loop worked {one.loop:.1f} ms without a pause, limit {work:.0f}"
        if one.gap - idle.gap > wait:
            yield f"MISSED {one.name}: the loop waited {one.gap:.1f} ms (idle {idle.gap:.1f}), limit {wait:.0f} more"


def _slow_keys(work: Work, among_many: float) -> Iterator[str]:
    for name, keys, limit in (
        ("typing", work.keys, KEY_LIMIT_MS),
        (f"typing among {MANY}", work.keys_among_many, among_many),
    ):
        if _slowest(keys) > limit:
            yield f"MISSED {name}: more than 1 % of the keys took longer than {limit:.0f} ms"


def _slowest(keys: list[float]) -> float:
    """Of a hundred keys, the time of the slowest but one."""
    return statistics.quantiles(keys, n=100)[98]


def _show(idle: Measured, found: list[Measured], work: Work) -> None:
    table = Table("work", "loop ms", "gap ms", title="How long the event loop is kept")
    for one in (idle, *found):
        table.add_row(one.name, f"{one.loop:.1f}", f"{one.gap:.1f}")
    Console().print(table)
    for name, keys in (("A key", work.keys), (f"A key among {MANY} standards", work.keys_among_many)):
        print(f"{name}: p50 {statistics.median(keys):.1f} ms, p99 {_slowest(keys):.1f} ms of {len(keys)}")


if __name__ == "__main__":
    sys.exit(main())
