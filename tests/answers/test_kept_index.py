"""What search needs is kept on disk and read where it lies; what was kept answers as what was made."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.answers.answer import Answer
from bot.answers.answers import Answers
from bot.answers.cache import Cache, read_arrays, write_arrays
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.settings import DEFAULT_CONTENT
from tests.answers.catalogues import tiny_catalogue

ASKED = ("how close may i stand", "hvad gør jeg når kudnen er sur", "where do i park my car", "greting and queue", "?")


def answers(folder: Path | None) -> list[Answer]:
    catalogue = load(DEFAULT_CONTENT)
    index = Answers(LiveCatalogue(catalogue), None, Cache(folder))
    return [index.answer(text, language) for text in ASKED for language in catalogue.languages]


def kept_in(folder: Path) -> Path:
    return next(folder.glob("index-search-*.npz"))


def test_what_was_kept_answers_as_what_is_made(tmp_path: Path) -> None:
    first = answers(tmp_path)
    written = kept_in(tmp_path).stat()
    assert answers(tmp_path) == first == answers(None)
    assert kept_in(tmp_path).stat().st_ino == written.st_ino


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 not a zip"])
def test_broken_file_is_made_again(tmp_path: Path, broken: bytes) -> None:
    first = answers(tmp_path)
    kept_in(tmp_path).write_bytes(broken)
    assert answers(tmp_path) == first
    assert read_arrays(kept_in(tmp_path)) is not None


def test_file_with_a_bit_that_flipped_counts_as_absent(tmp_path: Path) -> None:
    file = tmp_path / "one.npz"
    with file.open("wb") as opened:
        write_arrays(opened, {"numbers": np.arange(1000)})
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert read_arrays(file) is None


def test_standard_that_changed_is_found_by_its_new_words(tmp_path: Path) -> None:
    tiny = tiny_catalogue()
    live = LiveCatalogue(tiny)
    index = Answers(live, None, Cache(tmp_path))
    *others, last = tiny.everything.values()
    assert index.near("zebra crossing", "en", 3)[:1] != [last.id]
    text = last.text["en"].model_copy(update={"questions": ("Where is the zebra crossing?",)})
    changed = last.model_copy(update={"text": {**last.text, "en": text}})
    live.replace(replace(tiny, everything={one.id: one for one in (*others, changed)}))
    assert index.near("zebra crossing", "en", 3)[:1] == [last.id]


@pytest.mark.parametrize("name", ["a", "numbers", "of-a-longer-name"])
@pytest.mark.parametrize(
    "array", [np.arange(7, dtype=np.uint16), np.array(3), np.zeros((0, 4), np.float32), np.ones((2, 3))]
)
def test_arrays_come_back_in_place_and_are_not_written_to(tmp_path: Path, name: str, array: np.ndarray) -> None:
    with (tmp_path / "some.npz").open("wb") as file:
        write_arrays(file, {name: array, "other": array})
    found = read_arrays(tmp_path / "some.npz")
    assert found is not None
    assert list(found) == [name, "other"]
    for one in found.values():
        assert one.dtype == array.dtype
        assert one.flags.aligned
        assert np.array_equal(one, array)
    with np.load(tmp_path / "some.npz") as loaded:
        assert np.array_equal(loaded[name], array)


COLUMNS_FIRST = np.arange(6.0).reshape(2, 3).T


@pytest.mark.parametrize("array", [COLUMNS_FIRST, np.array(7), np.zeros((0, 4), np.int8), np.array(["å"])])
def test_read_as_written_and_not_as_python(tmp_path: Path, array: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads that parse Python at once may fail (CPython's gh-106905), and pytest parses what it imports."""
    file = tmp_path / "one.npz"
    with file.open("wb") as opened:
        write_arrays(opened, {"one": array})
    monkeypatch.delattr(ast, "parse")
    arrays = read_arrays(file)
    assert arrays is not None
    assert arrays["one"].dtype == array.dtype
    assert arrays["one"].tolist() == array.tolist()
