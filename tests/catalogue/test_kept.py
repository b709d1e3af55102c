"""A folder is parsed once while no byte of it changes; what is kept is what would be read."""

from hashlib import blake2b
from pathlib import Path

import pytest

from bot.catalogue.kept import KeptPart, digest_of, load_kept
from bot.catalogue.loader import load
from bot.catalogue.problems import CatalogueError
from bot.catalogue.source import LIMIT
from bot.settings import DEFAULT_CONTENT
from tests.catalogue.packs import write_pack


def catalogue_files(cache: Path) -> list[Path]:
    return sorted(cache.glob("catalogue-*.json"))


def test_what_is_kept_is_what_is_read(tmp_path: Path) -> None:
    first, second = (load_kept(DEFAULT_CONTENT, tmp_path) for _ in range(2))
    assert first == second == load(DEFAULT_CONTENT)
    assert first.searched == second.searched
    assert (first.digest, len(catalogue_files(tmp_path))) == (second.digest, 1)
    assert {type(one) for one in second.scenarios.values()} == {tuple}
    assert not isinstance(first.phrasings, KeptPart)
    assert isinstance(second.phrasings, KeptPart), "it was parsed again"


def test_nothing_is_made_of_what_is_kept_before_somebody_looks(tmp_path: Path) -> None:
    load_kept(DEFAULT_CONTENT, tmp_path)
    (file,) = catalogue_files(tmp_path)
    text = b"no catalogue"
    file.write_bytes(blake2b(text, digest_size=8).hexdigest().encode() + b" en da\n" + text)
    kept = load_kept(DEFAULT_CONTENT, tmp_path)
    assert kept.languages == ("en", "da")
    with pytest.raises(ValueError, match="JSON"):
        kept.get("greeting")


def test_a_change_is_read(tmp_path: Path) -> None:
    pack, cache = write_pack(tmp_path / "pack"), tmp_path / "cache"
    before = load_kept(pack, cache)
    file = pack / "standards" / "greeting.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: Greeting", "title: Hello"), encoding="utf-8")
    after = load_kept(pack, cache)
    assert before.everything["greeting"].text["en"].title == "Greeting"
    assert after.everything["greeting"].text["en"].title == "Hello"
    assert before.digest != after.digest


def test_new_phrasings_alone_make_another_catalogue(tmp_path: Path) -> None:
    pack, cache = write_pack(tmp_path / "pack"), tmp_path / "cache"
    load_kept(pack, cache)
    kept = load_kept(pack, cache)
    file = pack / "phrasings" / "en" / "greeting.txt"
    file.parent.mkdir(parents=True)
    file.write_text("do i wave at them\n", encoding="utf-8")
    assert load_kept(pack, cache) != kept
    assert load(pack) != kept


def test_what_is_broken_is_told_each_time_and_not_kept(tmp_path: Path) -> None:
    pack, cache = write_pack(tmp_path / "pack"), tmp_path / "cache"
    (pack / "standards" / "greeting.yaml").write_text("id: greeting\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CatalogueError):
            load_kept(pack, cache)
    assert not cache.exists()


@pytest.mark.parametrize("broken", [b"", b"{}", b"\xff"])
def test_what_cannot_be_read_is_read_anew(tmp_path: Path, broken: bytes) -> None:
    pack, cache = write_pack(tmp_path / "pack"), tmp_path / "cache"
    first = load_kept(pack, cache)
    for file in cache.iterdir():
        file.write_bytes(broken)
    assert load_kept(pack, cache) == first
    assert catalogue_files(cache)[0].read_bytes() != broken


def test_phrasings_that_are_gone_are_read_from_the_folder(tmp_path: Path) -> None:
    first = load_kept(DEFAULT_CONTENT, tmp_path)
    kept = load_kept(DEFAULT_CONTENT, tmp_path)
    next(tmp_path.glob("phrasings-*.json")).unlink()
    assert kept.searched == first.searched


@pytest.mark.parametrize("broken", [b"[]", b'{"greeting": ["hello"]}', b'{"greeting": {"en": "hello"}}'])
def test_phrasings_of_another_shape_are_read_from_the_folder(tmp_path: Path, broken: bytes) -> None:
    first = load_kept(DEFAULT_CONTENT, tmp_path)
    kept = load_kept(DEFAULT_CONTENT, tmp_path)
    next(tmp_path.glob("phrasings-*.json")).write_bytes(broken)
    assert kept.searched == first.searched


def test_without_its_phrasings_a_catalogue_answers_while_the_folder_is_broken(tmp_path: Path) -> None:
    pack, cache = write_pack(tmp_path / "pack"), tmp_path / "cache"
    load_kept(pack, cache)
    kept = load_kept(pack, cache)
    next(cache.glob("phrasings-*.json")).unlink()
    (pack / "standards" / "greeting.yaml").write_text("id: greeting\n", encoding="utf-8")
    assert kept.searched == kept.standards


def test_a_cache_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert load_kept(pack, tmp_path / "file") == load(pack)


def test_a_folder_in_the_place_of_a_file_has_no_digest(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    (pack / "standards" / "one.yaml").mkdir()
    assert digest_of(pack) == ""


def test_what_is_refused_as_too_large_has_no_digest(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    large = pack / "standards" / "large.yaml"
    large.write_bytes(b"#" * LIMIT)
    assert digest_of(pack) != ""
    large.write_bytes(b"#" * (LIMIT + 1))
    assert digest_of(pack) == ""
