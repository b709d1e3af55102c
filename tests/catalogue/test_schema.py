"""The published JSON Schema says the same as the model."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.catalogue.schema import FILE, standard_schema
from tests.catalogue.packs import check, greeting, standard, text

CONTENT = Path(__file__).parent.parent.parent / "standards_content"


@pytest.fixture(scope="module")
def validator() -> Any:
    return jsonschema.Draft202012Validator(json.loads(standard_schema()))


def test_published_schema_is_the_model_s() -> None:
    published = (CONTENT / FILE).read_text(encoding="utf-8")
    assert published == standard_schema(), "publish it: python -m bot.catalogue.schema standards_content"


def test_default_pack_fits_the_schema(validator: Any) -> None:
    for path in (CONTENT / "standards").glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        validator.validate(json.loads(json.dumps(content, default=str)))  # dates become texts, as in the file


@pytest.mark.parametrize(
    "spoilt",
    [
        greeting(colour="red"),
        standard("greeting", text("Greeting", do=["One"]), None),
        standard("greeting", text("Greeting", checks=[check((True, True, False))]), None),
    ],
)
def test_schema_refuses_what_the_model_refuses(validator: Any, spoilt: dict[str, Any]) -> None:
    assert not validator.is_valid(spoilt)
