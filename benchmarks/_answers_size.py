"""Time and memory of answers with 20 to 20 000 standards of made-up words, each size in a process of its own."""

import datetime
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil

from bot import multiplying
from bot.answers.cache import Cache
from bot.answers.choosing import default_encoder
from bot.answers.grams import Floats
from bot.answers.named import Named
from bot.answers.responding import Responder, Wording
from bot.answers.speech import speech
from bot.answers.vectors import Vectors, unit
from bot.catalogue.model import Area, AreaText, Catalogue, Standard, StandardText

SIZES = (20, 200, 2_000, 20_000)
QUESTIONS, ROUNDS, WORDS = 10, 300, 20_000


class MadeUp:
    """An encoder of nothing, so that the index is measured and not the engine."""

    name = "made-up"
    size = 384

    def encode(self, texts: object) -> Floats:
        """Rows of chance."""
        count = len(texts) if isinstance(texts, list) else 1
        return unit(np.random.default_rng(0).standard_normal((count, self.size)).astype(np.float32))


def measured(sizes: tuple[int, ...] = SIZES) -> list[dict[str, float]]:
    """A row per size: seconds to build and to load, milliseconds a question (median, 99th percentile), megabytes."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            both = [_in_a_process(size, folder) for _ in ("build", "load")]
        rows.append({**both[1], "build": both[0]["load"], "learn": both[0]["learn"]})
    return rows


def encoder_milliseconds() -> float:
    """The median time of the encoder alone, for a question; not a number without one."""
    encoder = default_encoder()
    if encoder is None:
        return float("nan")
    texts = [f"how close may I stand to customer number {number}" for number in range(60)]
    return _timed(lambda at: encoder.encode([texts[at % len(texts)]]), len(texts))[0]


def made_up(size: int) -> Catalogue:
    """A catalogue of as many standards of made-up words."""
    chance = random.Random(size)
    return _catalogue(size, _words(chance), chance)


def _in_a_process(size: int, folder: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks._answers_size", str(size), folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _run(size: int, folder: str) -> dict[str, float]:
    chance = random.Random(size)
    words = _words(chance)
    catalogue = _catalogue(size, words, chance)
    names = [standard.text["en"].title for standard in catalogue.standards[:ROUNDS]]
    asked = [_sentence(words, chance) for _ in range(ROUNDS)]
    before, started = psutil.Process().memory_info().rss, time.perf_counter()
    responder = Responder(catalogue, Named(catalogue, speech().endings), Cache(Path(folder)))
    loaded = time.perf_counter() - started
    responder.learn(Vectors(MadeUp(), Cache(Path(folder)), None))
    learnt = time.perf_counter() - started - loaded
    multiplying.in_one_thread()  # as whoever answers does
    vector = MadeUp().encode(["x"])
    exact = _timed(lambda at: responder.answer(Wording(names[at % len(names)]), "en", None), ROUNDS)
    letters = _timed(lambda at: responder.answer(Wording(asked[at]), "en", None), ROUNDS)
    both = _timed(lambda at: responder.answer(Wording(asked[at]), "en", vector), ROUNDS)
    memory = (psutil.Process().memory_info().rss - before) / 1e6
    times = {"exact": exact[0], "letters": letters[0], "letters99": letters[1], "both": both[0], "both99": both[1]}
    return {"size": size, "load": loaded, "learn": learnt, "memory": memory, **times}


def _timed(ask: Callable[[int], object], rounds: int) -> tuple[float, float]:
    times = []
    for at in range(rounds):
        started = time.perf_counter()
        ask(at)
        times.append(1000 * (time.perf_counter() - started))
    return float(np.median(times)), float(np.percentile(times, 99))


def _words(chance: random.Random) -> list[str]:
    return ["".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiouy") for _ in range(3)) for _ in range(WORDS)]


def _catalogue(size: int, words: list[str], chance: random.Random) -> Catalogue:
    everything = {f"s{number}": _standard(number, words, chance) for number in range(size)}
    area = Area(id="a", text={"en": AreaText(title="Everything", covers="–")})
    return Catalogue(("en",), {"a": area}, {}, everything)


def _standard(number: int, words: list[str], chance: random.Random) -> Standard:
    text = StandardText.model_construct(
        title=f"{chance.choice(words)} {number}",
        aliases=(f"{number} {chance.choice(words)}",),
        questions=tuple(_sentence(words, chance) for _ in range(QUESTIONS)),
        criterion="–",
        why="–",
        do=("–",),
        dont=("–",),
        tips=("–",),
    )
    review = datetime.date(2099, 1, 1)
    return Standard.model_construct(
        id=f"s{number}", area="a", value="v", owner="o", review_by=review, text={"en": text}
    )


def _sentence(words: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(words) for _ in range(8))


if __name__ == "__main__":
    print(json.dumps(_run(int(sys.argv[1]), sys.argv[2])))
