"""A content folder that somebody means harm with: bombs, links out of it, and code where words belong."""

import os
import time
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bot.answers.cache import read_arrays
from bot.catalogue.kept import load_kept
from bot.catalogue.reload import fingerprint
from bot.content_cli import app
from tests.catalogue.packs import GREETING, greeting, problems_of, queue, write, write_pack

MEBIBYTE = 1024 * 1024
SECONDS = 60  # a generous clock for a busy machine; a bomb takes hours, or all memory
SECRET = "root-x-0-0"

BOMBS = {
    "aliases in aliases": "a: &a [x, x]\n" + "".join(f"{n}: &n{n} [*a, *a, *a]\n" for n in range(2000)),
    "lists in lists": "[" * 500_000,
    "mappings in mappings": "{a: " * 200_000,
    "blocks in blocks": "".join(" " * n + "a:\n" for n in range(1200)),
    "one long key": "k" * (MEBIBYTE - 10) + ": 1",
    "one key again and again": "a: 1\n" * 150_000,
    "many keys": "".join(f"k{n}: 1\n" for n in range(80_000)),
    "an endless quote": '"' + "x" * (MEBIBYTE - 10),
    "a thousand documents": "--- a\n" * 100_000,
    "merge keys": "a: &a {b: 1}\nc: {<<: *a}\n",
    "larger than a mebibyte": "# " + "x" * 2 * MEBIBYTE,
}
CODE = ("!!python/object/apply:os.system [touch harmed]", "!!python/name:os.system", "!<tag:yaml.org,2002:python/x> y")


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path, bomb: str) -> None:
    folder = write_pack(tmp_path, queue())
    write(folder, GREETING, bomb)
    began = time.monotonic()
    assert GREETING in {problem.file for problem in problems_of(folder)}
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("code", CODE)
def test_code_in_yaml_is_never_carried_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.chdir(tmp_path)
    folder = write_pack(tmp_path / "pack", greeting(owner="OWNER"), queue())
    path = folder / GREETING
    path.write_text(path.read_text(encoding="utf-8").replace("OWNER", code), encoding="utf-8")
    assert {problem.file for problem in problems_of(folder)} == {GREETING}
    assert not (tmp_path / "harmed").exists()


LINKS = ("pack.yaml", "areas.yaml", "values.yaml", GREETING, "phrasings/en/queue.txt", "cautions/en.yaml")


@pytest.mark.parametrize(
    ("name", "whole_folder"), [(name, whole) for name in LINKS for whole in (False, True) if "/" in name or not whole]
)
def test_no_link_leads_out_of_the_folder(tmp_path: Path, name: str, whole_folder: bool) -> None:
    folder = write_pack(tmp_path / "pack", greeting(), queue())
    outside = tmp_path / "outside" / Path(name).name
    outside.parent.mkdir()
    outside.write_text(SECRET, encoding="utf-8")
    place = folder / name
    if whole_folder and place.parent.exists():
        place.parent.rename(tmp_path / "away")
    place.parent.parent.mkdir(parents=True, exist_ok=True)
    if whole_folder:
        place.parent.symlink_to(outside.parent)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        place.symlink_to(outside)
    told = [str(problem) for problem in problems_of(folder)]
    assert any("leads out of the content folder" in one for one in told)
    assert not [one for one in told if SECRET in one]


def test_a_watched_folder_with_links_in_a_ring_is_no_trap(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, greeting(), queue())
    (folder / "standards" / "ring.yaml").symlink_to(folder / "standards" / "ring.yaml")
    (folder / "phrasings").symlink_to(folder)
    assert len(fingerprint(folder)) >= 5


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/tmp/evil", "..", "a\\b", "a\x00b", "greeting.yaml"])
def test_a_new_standard_stays_in_the_folder(tmp_path: Path, name: str) -> None:
    folder = write_pack(tmp_path / "pack", greeting(), queue())
    before = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    assert CliRunner().invoke(app, ["new", name, "--dir", str(folder)]).exit_code == 1
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*")) == before


class Harm:
    """What unpickling would carry out."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("harmed",)


def test_code_in_the_cache_is_never_carried_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "index-x.npz").open("wb") as file:
        np.savez(file, allow_pickle=True, harm=np.array([Harm()], dtype=object))
    assert read_arrays(tmp_path / "index-x.npz") is None
    assert not (tmp_path / "harmed").exists()


def tampered(pack: Path, cache: Path) -> Path:
    """What is kept of a catalogue, with words that the pack does not have."""
    load_kept(pack, cache)
    (file,) = cache.glob("catalogue-*.json")
    head, _, text = file.read_bytes().partition(b"\n")
    harmed = text.replace(b'"Greeting"', b'"Harmed"')
    mark, harmed_mark = (blake2b(one, digest_size=8).hexdigest().encode() for one in (text, harmed))
    assert mark in head
    file.write_bytes(head.replace(mark, harmed_mark) + b"\n" + harmed)
    return file


def title_of_greeting(pack: Path, cache: Path) -> str:
    return load_kept(pack, cache).everything["greeting"].text["en"].title


def test_what_takt_has_written_is_believed(tmp_path: Path) -> None:
    pack, cache = write_pack(tmp_path / "pack"), tmp_path / "cache"
    tampered(pack, cache)
    assert title_of_greeting(pack, cache) == "Harmed", "the tests below could not fail"


def test_what_everybody_can_write_is_not_believed(tmp_path: Path) -> None:
    pack, cache = write_pack(tmp_path / "pack"), tmp_path / "cache"
    tampered(pack, cache).chmod(0o602)
    assert title_of_greeting(pack, cache) == "Greeting"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_what_another_user_has_written_is_not_believed(tmp_path: Path) -> None:
    pack, cache = write_pack(tmp_path / "pack"), tmp_path / "cache"
    os.chown(tampered(pack, cache), 12345, -1)
    assert title_of_greeting(pack, cache) == "Greeting"


def test_a_pipe_in_the_place_of_what_is_kept_holds_no_start_up(tmp_path: Path) -> None:
    pack, cache = write_pack(tmp_path / "pack"), tmp_path / "cache"
    file = tampered(pack, cache)
    file.unlink()
    os.mkfifo(file)
    assert title_of_greeting(pack, cache) == "Greeting"
