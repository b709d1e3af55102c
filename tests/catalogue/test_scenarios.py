"""Scenarios of a content pack: read beside the standards, checked with them, and no part of their version."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.catalogue.lint.check import check
from bot.catalogue.loader import CatalogueError, load, survey
from bot.catalogue.model import Catalogue, Level
from bot.catalogue.reload import fingerprint
from bot.catalogue.schema import SCENARIOS_FILE, scenarios_schema
from bot.observations.calibration_rules import scenario_key
from tests.catalogue.packs import write, write_pack
from tests.test_cli import ROOT, takt

CONTENT = ROOT / "standards_content"
LEVELS = ("met", "not-yet", "not-yet", "example", "met")
FILE = "scenarios/greeting.yaml"


def scenes(*levels: str, **changes: Any) -> list[dict[str, Any]]:
    """Five scenarios in both languages."""
    every = enumerate(levels or LEVELS, 1)
    return [{"expected": one, "text": {"en": f"Scene {n}.", "da": f"Scene {n}."} | changes} for n, one in every]


def problems(tmp_path: Path, content: object, name: str = FILE) -> list[str]:
    """What the survey of a tiny pack with this file complains about."""
    folder = write_pack(tmp_path)
    write(folder, name, content)
    return [str(problem) for problem in survey(folder).problems]


@pytest.fixture(scope="module")
def default() -> Catalogue:
    """The default pack."""
    return load(CONTENT)


def test_pack_may_have_them_or_not(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    assert load(folder).scenarios == {}
    write(folder, FILE, scenes())
    assert [one.expected for one in load(folder).scenarios["greeting"]] == [Level(one) for one in LEVELS]


def test_search_alone_does_not_read_them(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    write(folder, FILE, "- nonsense: [")
    assert load(folder, complete=False).scenarios == {}


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (scenes()[:4], FILE, "greeting.yaml:1"),
        ([*scenes(), *scenes()[:1]], FILE, "greeting.yaml:1"),
        (scenes("met", "met", "met", "met", "splendid"), FILE, "expected"),
        (scenes(de="Szene."), FILE, "language `de` is not in pack.yaml"),
        ([{**one, "text": {"da": "Scene."}} for one in scenes()], FILE, "language `en` is missing"),
        (scenes(da="x" * 301), FILE, "301"),
        (scenes(da="FILL IN: a scene"), FILE, "still blank"),
        (scenes(), "scenarios/greting.yaml", "no such standard"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(content: object, name: str, says: str, tmp_path: Path) -> None:
    found = problems(tmp_path, content, name)
    assert any(says in one and one.startswith(name) for one in found), found
    with pytest.raises(CatalogueError):
        load(tmp_path)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (scenes(*["met"] * 5), "scenarios-one-sided"),
        (scenes(da="Det er forbilledligt."), "scenario-names-level"),
        (scenes(en="She has not yet said hello."), "scenario-names-level"),
    ],
)
def test_lint_warns_of_what_makes_nobody_judge(content: object, rule: str, tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    levels = {"not-yet": ("Not yet", "Ikke endnu"), "met": ("Met", "Opfyldt"), "example": ("Example", "Forbilledligt")}
    pack = yaml.safe_load((folder / "pack.yaml").read_text(encoding="utf-8"))
    pack["levels"] = {one: {"en": f"{en}: so", "da": f"{da}: sådan"} for one, (en, da) in levels.items()}
    write(folder, "pack.yaml", pack)
    write(folder, FILE, content)
    found = [one for one in check(folder, date(2026, 11, 23)).findings if one.rule == rule]
    assert {one.file for one in found} == {FILE}


def test_edit_of_a_scenario_is_noticed_while_takt_runs(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    before = fingerprint(folder)
    write(folder, FILE, scenes())
    assert fingerprint(folder) != before


def test_scenario_is_no_part_of_the_version_and_has_a_key_of_its_words_and_the_criterion(default: Catalogue) -> None:
    standard, [first, second, *_] = default.everything["greeting"], default.scenarios["greeting"]
    keys = {scenario_key(standard, one) for one in (first, second)}
    reworded = first.model_copy(update={"text": {**first.text, "da": "Noget andet."}})
    danish = standard.text["da"].model_copy(update={"criterion": "Noget andet kan ses."})
    other = standard.model_copy(update={"text": {**standard.text, "da": danish}})
    titled = standard.model_copy(update={"review_by": date(2030, 1, 1)})
    assert len({*keys, scenario_key(standard, reworded), scenario_key(other, first)}) == 4
    assert scenario_key(titled, first) == scenario_key(standard, first)
    expected = first.model_copy(update={"expected": Level.EXAMPLE})
    assert scenario_key(standard, expected) == scenario_key(standard, first)


def test_default_pack_has_five_for_each_standard_in_both_languages(default: Catalogue) -> None:
    assert set(default.scenarios) == {standard.id for standard in default.standards}
    texts = [text for some in default.scenarios.values() for one in some for text in one.text.values()]
    assert len(texts) == len(set(texts)) == 30 * 5 * 2
    for standard, some in default.scenarios.items():
        assert {one.expected for one in some} == set(Level), standard


def test_place_in_the_list_does_not_give_the_level_away(default: Catalogue) -> None:
    for place in range(5):
        levels = [some[place].expected for some in default.scenarios.values()]
        assert max(levels.count(level) for level in Level) <= 18, place


def test_published_schema_is_the_model_s_and_fits_the_default_pack() -> None:
    published = (CONTENT / SCENARIOS_FILE).read_text(encoding="utf-8")
    assert published == scenarios_schema(), "publish it: python -m bot.catalogue.schema standards_content"
    validator: Any = jsonschema.Draft202012Validator(json.loads(published))
    for path in (CONTENT / "scenarios").glob("*.yaml"):
        validator.validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert not validator.is_valid(scenes()[:4])


def test_command_prints_the_schema_of_scenarios(tmp_path: Path) -> None:
    assert takt("content", "schema", "--scenarios", folder=tmp_path).stdout == scenarios_schema()
