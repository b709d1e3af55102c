"""Every text that a person meets exists in every language, with the same placeholders, and nothing is left over."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.i18n import LOCALE_FOLDER, languages, translator

ROOT = Path(__file__).parent.parent
PLACEHOLDER = re.compile(r"{[a-z_]*}")
TRANSLATED = sorted(languages() - {"en"})


def texts_in_code() -> set[str]:
    found: set[str] = set()
    for folder in ("bot", "handlers"):
        for _, _, message, _, _ in extract_from_dir(
            ROOT / folder, keywords={"t": None, "plural": (1, 2), "spoken": None}
        ):
            found.add(message if isinstance(message, str) else message[0])
    return found


def catalogue(language: str) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    with (LOCALE_FOLDER / language / "LC_MESSAGES" / "takt.po").open("rb") as file:
        for entry in read_po(file, abort_invalid=True):
            if entry.id:
                sources = (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)
                targets = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
                yield sources[0], sources, tuple(target or "" for target in targets)


def test_no_sentence_ends_with_a_day_and_goes_on() -> None:
    """The Danish `26. nov.` ends with a full stop by itself, `3. maj` does not."""
    runs_on = [
        text for _, _, targets in catalogue("da") for text in targets if re.search(r"{(day|other)} [A-ZÆØÅ]", text)
    ]
    assert runs_on == []


def test_there_is_danish() -> None:
    assert "da" in TRANSLATED


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_missing(language: str) -> None:
    translated = {key for key, _, targets in catalogue(language) if all(targets)}
    assert sorted(texts_in_code() - translated) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_left_over(language: str) -> None:
    assert sorted({key for key, _, _ in catalogue(language)} - texts_in_code()) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_stands_there_twice(language: str) -> None:
    raw = (LOCALE_FOLDER / language / "LC_MESSAGES" / "takt.po").read_text(encoding="utf-8")
    texts = Counter(re.findall(r'(?m)^msgid "(.+)"$', raw))
    assert [text for text, count in texts.items() if count > 1] == [], "one of them would win, for both"


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_are_the_same(language: str) -> None:
    wrong = [
        key
        for key, sources, targets in catalogue(language)
        for source, target in zip(sources, targets, strict=True)
        if set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(target))
    ]
    assert wrong == []


def test_danish_quotes_as_danes_do() -> None:
    wrong = [target for _, _, targets in catalogue("da") for target in targets if set("“”") & set(target)]
    assert wrong == []


@pytest.mark.parametrize(
    ("locale", "moment"), [("en-GB", "Mon 23 Nov 09:05"), ("da-DK", "man. 23. nov. 09:05"), ("xx", "Mon 23 Nov 09:05")]
)
def test_moments_are_written_as_the_language_does(locale: str, moment: str) -> None:
    written = translator(locale).moment(datetime(2026, 11, 23, 8, 5, tzinfo=UTC), "Europe/Copenhagen")
    assert written.replace(",", "") == moment


@pytest.mark.parametrize(("locale", "day"), [("en", "23 November 2026"), ("da", "23. november 2026")])
def test_days_are_written_as_the_language_does(locale: str, day: str) -> None:
    assert translator(locale).day(date(2026, 11, 23)) == day


@pytest.mark.parametrize(("locale", "day"), [("en", "Thu 24 Dec 2026"), ("da", "tors. 24. dec. 2026")])
def test_full_dates_have_no_comma_that_reads_as_the_next_item_of_a_list(locale: str, day: str) -> None:
    assert translator(locale).full_date(date(2026, 12, 24)) == day


def test_week_begins_on_monday() -> None:
    assert translator("da").weekdays("wide")[0] == "mandag"
