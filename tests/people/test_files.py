"""What became of an observation, as an export says it."""

import csv
import io
import json

import pytest

from bot.i18n import translator
from bot.people.files import BYTE_ORDER_MARK, COLUMNS, as_csv, as_json

AT = "2026-11-23T08:00:00+00:00"


@pytest.mark.parametrize(
    ("undone_at", "outcome", "state"),
    [(None, None, "recorded"), (AT, None, "undone"), (AT, "upheld", "undone"), (AT, "withdrawn", "withdrawn")],
)
def test_what_was_taken_back_is_not_called_upheld(undone_at: str | None, outcome: str | None, state: str) -> None:
    row: dict[str, object] = dict.fromkeys(COLUMNS, "") | {"steps": [], "contested_at": None, "corrected_at": None}
    written = as_csv({"observations_about_me": [row | {"undone_at": undone_at, "outcome": outcome}]}, translator("en"))
    [line] = csv.DictReader(io.StringIO(written.removeprefix(BYTE_ORDER_MARK), newline=""))
    assert line["state"] == state


ROW: dict[str, object] = {
    **dict.fromkeys(COLUMNS, ""),
    **{"standard": "greeting", "level": "not-yet", "purpose": "coaching", "note": "Så ikke op"},
    **{"undone_at": None, "outcome": None, "contested_at": AT, "corrected_at": None},
    "standard_as_it_read": {"da": {"title": "Hilsen"}, "en": {"title": "Greeting"}},
    "steps": [{"at": AT, "step": "contested", "member": "U0ANNA", "words": "Jeg hilste"}],
}


@pytest.mark.parametrize(
    ("language", "header", "said"),
    [
        (
            "da",
            "nr. set noteret noteret_af standard standardens_version niveau note sted formål status forløb",
            ["Hilsen", "ikke endnu", "kun sparring og læring", "indsigelse", f"{AT} indsigelse U0ANNA: Jeg hilste"],
        ),
        ("en", " ".join(COLUMNS), ["Greeting", "not yet", "coaching only", "contested"]),
    ],
)
def test_file_is_in_the_language_of_the_person(language: str, header: str, said: list[str]) -> None:
    written = as_csv({"observations_about_me": [ROW]}, translator(language)).removeprefix(BYTE_ORDER_MARK)
    titles, line = csv.reader(io.StringIO(written, newline=""))
    assert [one.replace(" ", "_") for one in titles] == header.split()
    assert [one for one in said if one not in line] == []


@pytest.mark.parametrize(
    ("language", "purpose", "words"),
    [
        (
            *("da", "kun sparring og læring: aldrig løn, vagter, advarsler eller rangering af nogen"),
            ("ikke endnu", "indsigelse"),
        ),
        ("en", "coaching only: never pay, shifts, warnings or any ranking", ("not yet", "contested")),
    ],
)
def test_names_and_codes_are_the_same_in_every_language_with_words_beside_them(
    language: str, purpose: str, words: tuple[str, str]
) -> None:
    export = {"purpose": "coaching", "observations_about_me": [ROW], "observations_by_me": []}
    read = json.loads(as_json(export, translator(language)))
    assert list(read) == list(export)
    assert read["purpose"] == purpose
    [row] = read["observations_about_me"]
    assert (row["standard"], row["level"], row["purpose"]) == ("greeting", "not-yet", "coaching")
    assert (row["in_words"]["level"], row["in_words"]["state"]) == words
