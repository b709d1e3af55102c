"""What Takt's own buttons and forms carry is read, and what is none of it is refused in words."""

import pytest

from bot.carrying import read_object
from bot.errors import Illegible, TaktError
from handlers.views.asked import Asked
from handlers.views.carried import carried_by


def test_object_with_its_names_is_read() -> None:
    assert read_object('{"step": "reply", "observation": 7}', "step", "observation")["observation"] == 7


@pytest.mark.parametrize("text", ["", "{", "null", "-1", "[" * 100_000, '{"step": "reply"}', '"step"'])
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(Illegible):
        read_object(text, "observation")


def test_button_and_form_that_were_bent_raise_what_a_person_is_told_of() -> None:
    with pytest.raises(TaktError):
        Asked.read("{greeting")
    with pytest.raises(TaktError):
        carried_by({"private_metadata": "{C0"})
