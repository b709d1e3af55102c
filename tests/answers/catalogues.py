"""Catalogues for tests of answers: the default pack, a tiny one, and what is asked of them."""

from pathlib import Path

from bot.answers.answers import Answers
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue, Standard
from tests.catalogue.packs import greeting, queue, standard, text

CONTENT = Path(__file__).parent.parent.parent / "standards_content"


def default_answers() -> Answers:
    """Answers from the default pack."""
    return Answers(LiveCatalogue(load(CONTENT)))


def catalogue_of(*files: dict[str, object], languages: tuple[str, ...] = ("en", "da")) -> Catalogue:
    """A catalogue of standards that are given as files are."""
    standards = [Standard.model_validate(file) for file in files]
    return Catalogue(languages, areas={}, values={}, everything={one.id: one for one in standards})


def tiny_catalogue() -> Catalogue:
    """Two standards with a handful of questions."""
    asked = ["How do I say hello?", "What do I say first?"]
    return catalogue_of(
        standard("greeting", text("Greeting", aliases=["say hello"], questions=asked), text("Hilsen")), queue()
    )


__all__ = ["catalogue_of", "default_answers", "greeting", "queue", "standard", "text", "tiny_catalogue"]
