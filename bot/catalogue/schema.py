"""The JSON Schema of a standard's file, for editors and for authors without Python; made from the model."""

import json
import sys
from pathlib import Path

from bot.catalogue.model import Standard

FILE = "standard.schema.json"


def standard_schema() -> str:
    """The schema as published text."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Standard.model_json_schema(by_alias=True)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write(folder: Path) -> Path:
    """Publish the schema beside the content; returns the file."""
    path = folder / FILE
    path.write_text(standard_schema(), encoding="utf-8")
    return path


if __name__ == "__main__":
    write(Path(sys.argv[1]))
