"""What Takt's own buttons and forms carry is read, and what is none of it is refused in words."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from bot.carrying import read_day, read_fields, read_moment, read_number, read_object
from bot.errors import Illegible
from bot.observations.draft import Draft
from handlers.forms import Filled
from handlers.views.asked import Asked
from handlers.views.carried import carried_by


def test_object_with_its_names_is_read() -> None:
    assert read_object('{"step": "reply", "observation": 7}', "step", "observation")["observation"] == 7


@pytest.mark.parametrize("text", ["", "{", "null", "-1", "[" * 100_000, '{"step": "reply"}', '"step"'])
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(Illegible):
        read_object(text, "observation")


@pytest.mark.parametrize(("said", "number"), [("7", 7), (7, 7), ("0", 0), ("0007", 7), (str(2**63 - 1), 2**63 - 1)])
def test_number_that_a_column_takes_is_read(said: object, number: int) -> None:
    assert read_number(said) == number


@pytest.mark.parametrize(
    "said", ["", "x", "-1", "1.5", "٣", "²", "1_0", " 7", 2**63, str(2**63), "9" * 5000, -1, 7.0, True, None, [7]]
)
def test_any_other_number_is_refused(said: object) -> None:
    with pytest.raises(Illegible):
        read_number(said)


def test_day_and_moment_are_read() -> None:
    assert read_day("2026-11-26") == date(2026, 11, 26)
    assert read_moment(1_700_000_000) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert read_moment(0.5) == datetime(1970, 1, 1, 0, 0, 0, 500_000, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "2026-02-30", "0000-01-01", "99999-01-01", "9" * 5000])
def test_day_of_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(Illegible):
        read_day(text)


@pytest.mark.parametrize("seconds", [-1, 2**35, 10**30, 1e308, float("inf"), float("nan"), True, "1", None])
def test_moment_of_no_calendar_is_refused(seconds: object) -> None:
    with pytest.raises(Illegible):
        read_moment(seconds)


@pytest.mark.parametrize("said", [{"a": "x"}, {"a": 1, "b": 2}, {"a": None}, {}])
def test_field_of_another_kind_or_name_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(Illegible):
        read_fields(json.dumps(said), {"a": int}, "a")


def _form(**element: object) -> Filled:
    return Filled({"state": {"values": {"b": {"b": element}}}})


@pytest.mark.parametrize(
    "read",
    [
        lambda: Asked.read("{greeting"),
        lambda: Asked.read('{"standard": 7}'),
        lambda: Asked.read('{"standard": "greeting", "colour": "red"}'),
        lambda: carried_by({"private_metadata": "{C0"}),
        lambda: carried_by({"private_metadata": '{"asked": 7}'}),
        lambda: Draft.read('{"seen": 1e300}'),
        lambda: Draft.read('{"seen": "now"}'),
        lambda: Draft.read('{"follow": "tomorrow"}'),
        lambda: Draft.read('{"who": 7}'),
        lambda: Draft.read('{"level": []}'),
        lambda: _form(selected_date="2026-13-01").day("b"),
        lambda: _form(selected_date_time=2**63).moment("b"),
    ],
)
def test_button_and_form_that_were_bent_raise_what_a_person_is_told_of(read: Callable[[], object]) -> None:
    with pytest.raises(Illegible):
        read()


@pytest.mark.parametrize("state", [None, {}, {"values": None}, {"values": {"b": None}}, {"values": {"b": {"b": None}}}])
def test_a_form_that_says_nothing_of_a_field_has_nothing_in_it(state: object) -> None:
    filled = Filled({"state": state})
    assert (filled.text("b"), filled.option("b"), filled.users("b"), filled.day("b")) == ("", "", [], None)
