"""Where a catalogue ends: what people at work ask that no standard answers, as examples of nothing."""

from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("elsewhere.yaml")


@cache
def elsewhere() -> tuple[str, ...]:
    """Questions, small talk and abuse in every language of the file; the text is data that comes with Takt."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(str(line) for lines in found.values() for line in lines)
