"""What could point to a person is gone before a question is stored."""

import pytest

from bot.answers.redaction import redacted


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("mail anna.berg+x@shop.example.dk now", "mail [e-mail] now"),
        ("is <@U0ANNA|anna> right?", "is [mention] right?"),
        ("ask @anna.berg", "ask [mention]"),
        ("<mailto:a@b.dk|a@b.dk> says", "<mailto:[e-mail]|[e-mail]> says"),
        ("cpr 010190-1234", "cpr [CPR]"),
        ("cpr 0101901234.", "cpr [CPR]."),
        ("cpr 010190 - 1234", "cpr [CPR]"),
        ("cpr 010190–1234", "cpr [CPR]"),
        ("cpr 01/01/1990-1234", "cpr [CPR]"),
        ("cpr 01 01 90 1234", "cpr [CPR]"),
        ("ring 12/34/56/78", "ring [number]"),
        ("ring 12\u00a034\u00a056\u00a078", "ring [number]"),
        ("skriv til søren@firma.dk", "skriv til [e-mail]"),
        ("<!subteam^S123|@team> ved det", "[mention] ved det"),
        ("ring 12 34 56 78", "ring [number]"),
        ("ring +45 12345678", "ring [number]"),
        ("tlf12345678 or nr.12345678", "tlf[number] or nr.[number]"),
        ("card 4571 1234 5678 9012", "card [number]"),
        ("within 10 seconds and 3 metres, 24/7, 2026", "within 10 seconds and 3 metres, 24/7, 2026"),
        ("room 1204 at 09:30", "room 1204 at 09:30"),
    ],
)
def test_personal_signs_are_taken_out(text: str, stored: str) -> None:
    assert redacted(text) == stored
