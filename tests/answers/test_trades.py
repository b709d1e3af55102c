"""The intents of other trades that the encoder is trained on: whole, of eight lines or more, hardly any the pack's."""

import json
from pathlib import Path

import pytest

from bot.answers.lines import key_of, lines_of
from bot.catalogue.loader import load

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "training" / "trades").glob("*.jsonl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_intent_of_a_trade_has_a_title_and_lines_that_differ(file: Path) -> None:
    intents = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len({one["intent"] for one in intents}) == len(intents) >= 10
    for one in intents:
        assert one["title"].strip()
        assert len({line.casefold() for line in one["lines"]}) == len(one["lines"]) >= 8, one["intent"]
        assert all(line.strip() for line in one["lines"])


def test_lines_of_trades_are_in_both_languages_and_hardly_any_is_the_packs() -> None:
    assert {file.name[:3] for file in FILES} == {"da-", "en-"}
    pack = {key_of(line.text) for line in lines_of(load(ROOT / "standards_content").searched)}
    lines = [line for file in FILES for text in file.open() for line in json.loads(text)["lines"]]
    assert sum(key_of(line) in pack for line in lines) < len(lines) / 1000
