"""How the doctor's findings are shown."""

import json

from bot.doctor.findings import as_json, is_ill, lines, ok, warning, wrong


def test_what_is_not_well_says_below_how_to_mend_it() -> None:
    shown = list(lines([ok("content", "fine."), wrong("Slack", "not reached.\nTwice.", "Open the door.")]))
    assert shown == [
        "ok       content  fine.",
        "wrong    Slack    not reached.",
        "                  Twice.",
        "                  → Open the door.",
        "",
        "1 ok, 0 warnings, 1 wrong.",
    ]


def test_a_warning_does_not_make_it_ill() -> None:
    assert not is_ill([ok("a", "b"), warning("c", "d", "e")])
    assert is_ill([warning("c", "d", "e"), wrong("f", "g", "h")])


def test_programs_get_the_same_as_json() -> None:
    assert json.loads(as_json([warning("c", "æ", "e")])) == {
        "ok": True,
        "findings": [{"about": "c", "state": "warning", "seen": "æ", "mend": "e"}],
    }
