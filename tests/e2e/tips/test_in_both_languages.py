"""Every button, menu choice, form, field and command of tips is used in Danish and in English by some dialogue."""

import importlib
import pkgutil

import pytest

from tests.e2e import tips
from tests.e2e.tips.speaking import USED_IN_BOTH
from tests.e2e.tips.using import command, everything


def test_whatever_tips_offer_is_used_in_both_languages() -> None:
    for module in pkgutil.iter_modules(tips.__path__, f"{tips.__name__}."):
        importlib.import_module(module.name)
    assert everything() == USED_IN_BOTH


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "/tips"),
        ("til 10:00", "/tips on"),
        ("mig 08:30", "/tips me on"),
        ("me", "/tips me"),
        ("spring over 24. dec", "/tips skip"),
        ("me holidays off", "/tips me holidays"),
        ("stil spørgsmål", "/tips style question"),
        ("mig stil digt", "/tips me style"),
        ("rapport", "/tips report"),
    ],
)
def test_a_command_is_known_by_what_is_typed(text: str, named: str) -> None:
    assert command(text) == named
    assert named in everything()
