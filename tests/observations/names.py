"""A few standards by name, as `Answers.name` would find them."""

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
