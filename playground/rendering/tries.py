"""Three things to try for somebody who has never been here, as this person."""

from __future__ import annotations

from playground.world import Person

_TRIES: dict[tuple[str, str], tuple[str, ...]] = {
    ("staff", "da"): ("/standard hilsen", "/standard hvor tæt må jeg stå på en gæst?", "/observe mine"),
    ("staff", "en"): ("/standard greeting", "/standard how close may I stand to a guest?", "/standard list"),
    ("supervisor", "da"): (
        "/observe @anna hilsen + Varm velkomst ved døren",
        "/tips til 09:00 hverdage",
        "/observe seneste",
    ),
    ("supervisor", "en"): (
        "/observe @anna greeting + A warm welcome at the door",
        "/tips on 09:00 weekdays",
        "/observe recent",
    ),
}


def tries_for(person: Person) -> tuple[str, ...]:
    """The commands that the welcome card offers; in English for a language without its own."""
    language = person.locale.partition("-")[0]
    return _TRIES.get((person.role, language)) or _TRIES.get((person.role, "en"), ())
