"""Adding a language is adding a catalogue of texts: what people type in commands is understood in German, too."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.tips.focus_words import FocusWish
from bot.tips.words import DAYS
from handlers.standards import page_named
from tests.added_language import said_with

GERMAN_TEXTS = {
    "on|start": "an|ein|start",
    "o'clock": "uhr|um",
    "and|at|in|": "und|am|im|von|jeden|bis|bitte",
    "every|each|all": "jeden|alle",
    "day|days": "tag|tage|tagen",
    "week|weeks": "woche|wochen",
    "not|except|": "nicht|außer|ohne",
    "weekday|weekdays|": "werktag|werktage|werktags",
    "skip": "lass aus|auslassen",
    "holidays|public": "feiertage",
    "st|nd|rd|th": ".",
    "today|this day": "heute",
    "tomorrow": "morgen",
    "through|thru": "bis einschließlich",
    "to|up to": "bis",
    "quiet": "ruhe",
    "not yet|": "noch nicht|nicht erfüllt|nein",
    "met|ok": "erfüllt|ja",
    "example|great": "vorbildlich|vorbild",
    "not seen|": "nicht gesehen",
    "follow-up|follow": "nachfassen|wiedervorlage",
    "in|on": "in|am",
    "next": "nächste|nächsten",
    "two": "zwei",
    "a|an|one": "ein|eine",
    "no|great|star": "nein|vorbild",
    "notice": "hinweis",
    "mine|my": "meine|über mich",
    "report": "bericht",
    "last week|": "letzte woche",
    "csv|file|": "datei|als datei",
    "list|all|": "liste|alle standards",
    "for": "für",
    "until|till": "bis zum",
}
SCRIPT = """
import json, sys
from dataclasses import replace
from datetime import date
from bot.observations.notice_words import read_notice
from bot.observations.report_words import read_report
from bot.observations.shorthand import understand
from bot.tips.focus_words import read_focus
from bot.tips.rest import Rest
from bot.tips.wording import read
from handlers.observation_input import subcommand
from handlers.standards import page_named

TODAY = date(2026, 11, 26)

def tips(text):
    said = read(text, ["de", "en"])
    rest = [change.made(Rest(), TODAY) for change in said.wanted.rest]
    return said.verb, replace(said.wanted, rest=()), rest, said.problems

def observe(text):
    said = understand(text, "de", lambda words, language: words if words == "greeting" else None)
    return said.subject, said.standard, said.level, said.follow_up and said.follow_up.on(TODAY), said.note

def focus(text):
    return replace(read_focus(text), length="")

def page(text):
    return page_named(text).__name__

READERS = {
    "tips": tips, "observe": observe, "focus": focus, "page": page, "subcommand": subcommand, "notice": read_notice,
    "report": read_report,
}
print(json.dumps([repr(READERS[reader](text)) for reader, text in json.loads(sys.argv[1])]))
"""
ALIKE = [
    ("tips", "an 9 montag", "on 9 monday"),
    ("tips", "mo-fr um 17:30 Uhr Wien", "mon-fri 17:30 Vienna"),
    ("tips", "an jeden Tag um 9 Uhr außer so", "on every day at 9 o'clock except sun"),
    ("tips", "werktags um 8 Rom Englisch", "weekdays at 8 Rome English"),
    ("tips", "auslassen 24. Dez. bis 2. Januar", "skip 24 Dec to 2 January"),
    ("tips", "lass 1. März 2027 aus", "skip 1 March 2027"),
    ("tips", "an 9 Mittwoch und Ruhe 22 bis 7, Feiertage Österreich", "on 9 wed and quiet 22 to 7, holidays Austria"),
    ("focus", "greeting für eine Woche", "greeting for a week"),
    ("observe", "<@U1> greeting erfüllt Grüßt alle", "<@U1> greeting met Grüßt alle"),
    ("observe", "<@U1> noch nicht greeting Kein Gruß", "<@U1> not yet greeting Kein Gruß"),
    ("observe", "<@U1> greeting nein", "<@U1> greeting no"),
    ("observe", "<@U1> greeting Nein Schade, nachfassen in zwei Wochen", "<@U1> greeting no Schade, follow up in 2w"),
    ("observe", "wiedervorlage am 1. März: <@U1> greeting nicht erfüllt", "follow up 1 March: <@U1> greeting not met"),
    ("observe", "<@U1> greeting noch nicht nachfassen nächste Woche", "<@U1> greeting not yet follow up next week"),
    ("observe", "<@U1> greeting noch nicht nachfassen Donnerstag", "<@U1> greeting not yet follow up Thursday"),
    ("observe", "<@U1> greeting noch nicht nachfassen morgen", "<@U1> greeting not yet follow up tomorrow"),
    ("notice", "Hinweis 1. März 2027", "notice 1 March 2027"),
    ("notice", "hinweis 3. Okt. 2026", "notice 3 October 2026"),
    ("report", "letzte Woche greeting als Datei", "last week greeting as a file"),
    ("subcommand", "bericht letzte woche", "report last week"),
    ("subcommand", "über mich", "about me"),
    ("page", "alle Standards", "all standards"),
    ("tips", "on 9 mandag", "on 9 monday"),
    ("observe", "<@U1> greeting ikke endnu opfølgning i morgen", "<@U1> greeting not yet follow up tomorrow"),
]


@pytest.fixture(scope="module")
def read_as(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], str]:
    lines = [(reader, line) for reader, *both in ALIKE for line in both]
    said = said_with("de", GERMAN_TEXTS, tmp_path_factory.mktemp("german"), "-c", SCRIPT, json.dumps(lines))
    return dict(zip(lines, said, strict=True))


@pytest.mark.parametrize(("reader", "line", "english"), ALIKE)
def test_line_is_read_as_the_english_one(
    reader: str, line: str, english: str, read_as: Mapping[tuple[str, str], str]
) -> None:
    assert read_as[reader, line] == read_as[reader, english]
    assert "Problem" not in read_as[reader, english]


def test_what_only_another_language_says_is_not_understood_without_it() -> None:
    assert "montag" not in DAYS
    assert page_named("alle standards") is None


def test_days_and_places_keep_their_names_beside_a_language_that_babel_does_not_know(tmp_path: Path) -> None:
    lines = [("tips", "on 9 mandag Wien English, holidays Austria"), ("focus", "greeting for zzwei weeks")]
    tips, focus = said_with("xx", {"two": "zzwei"}, tmp_path, "-c", SCRIPT, json.dumps(lines))
    assert "Problem" not in tips
    assert focus == repr(FocusWish("greeting", 14))
