"""The JSON Schemas of the content files, for editors and for authors without Python; made from the model."""

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from bot.catalogue.model import ScenarioFile, Standard

FILE = "standard.schema.json"
SCENARIOS_FILE = "scenarios.schema.json"


def standard_schema() -> str:
    """The schema of a standard's file as published text."""
    return _published(Standard)


def scenarios_schema() -> str:
    """The schema of a file of scenarios as published text."""
    return _published(ScenarioFile)


def write(folder: Path) -> None:
    """Publish the schemas beside the content."""
    for name, text in ((FILE, standard_schema()), (SCENARIOS_FILE, scenarios_schema())):
        (folder / name).write_text(text, encoding="utf-8")


def _published(model: type[BaseModel]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(by_alias=True)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
