"""The standards and the index that answers from them: what may be shared by several Takts in one process."""

from dataclasses import dataclass
from pathlib import Path

from bot.answers.answers import Answers
from bot.answers.cache import Cache, default_folder
from bot.answers.choosing import finding
from bot.catalogue.kept import load_kept
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Catalogue
from bot.errors import SettingsError


@dataclass(frozen=True)
class Library:
    """The catalogue in use, and the answers from it."""

    live: LiveCatalogue
    answers: Answers


def open_library(folder: Path, cache: Path | None = None) -> Library:
    """Load a content folder, or what was kept of it; search is loaded when asked, or by `Answers.learn`.

    Raises `CatalogueError` when the content is broken.
    """
    keeps = cache or default_folder()
    live = LiveCatalogue(load_kept(folder, keeps))
    return Library(live, Answers(live, None, Cache(keeps), find_encoder=finding(keeps)))


def require_language(language: str, catalogue: Catalogue) -> None:
    """Raise `SettingsError` unless the content has the default language."""
    if language not in catalogue.languages:
        known = ", ".join(catalogue.languages)
        raise SettingsError([f"TAKT_DEFAULT_LANGUAGE: the content has no `{language}`; expected one of {known}"])
