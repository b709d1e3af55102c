"""A few standards by name, as `Answers.name` would find them."""

from rapidfuzz.distance import OSA

from bot.catalogue.names import fold

NAMES = {
    fold(name): standard
    for standard, names in {
        "greeting": ("greeting", "welcome", "hilsen", "velkomst", "sige hej", "say hello"),
        "approaching-customers": ("approaching customers", "just looking", "kigger bare"),
        "eye-contact-and-smile": ("eye contact and smile", "eye contact", "eye contact and a friendly face", "smil"),
        "saying-no": ("saying no", "say no", "ikke muligt", "sige nej"),
        "lost-property": ("lost property", "lost & found"),
        "queue": ("queue", "kø"),
    }.items()
    for name in names
}


def named(words: str, _language: str) -> str | None:
    """The standard that goes by exactly these words."""
    return NAMES.get(fold(words))


def misspelt(words: str, _language: str) -> str | None:
    """The standard that goes by these words but for one letter."""
    return next((standard for name, standard in NAMES.items() if OSA.distance(fold(words), name) <= 1), None)
