"""`takt content new`: a standard's file with a blank in every place, which the content check asks to have filled in."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from babel import Locale, UnknownLocaleError

from bot.catalogue.blanks import ID_MARK, MARK
from bot.catalogue.lint.amounts import ENOUGH_QUESTIONS
from bot.catalogue.loader import survey
from bot.catalogue.model import Catalogue
from bot.catalogue.names import fold
from bot.catalogue.problems import TemplateRefused
from bot.catalogue.taken_over import Asked, read_questions
from bot.catalogue.wording import did_you_mean, list_names

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 60
TIPS = 4
RIGHT_PLACES = (2, 1, 3)  # one check each, so that the right option is not always at one place


def write_new(
    folder: Path, standard: str, area: str | None, today: date, drafts: Path | None = None, gap: int | None = None
) -> Path:
    """Write the template of a new standard into a pack; returns its file. Raises `TemplateRefused`.

    `drafts` is a file of what staff asked in vain, to begin the questions with; `gap` is which draft, of several.
    """
    _refuse_bad_id(standard)
    catalogue = _pack(folder)
    _refuse_taken(standard, catalogue)
    _refuse_unknown_area(area, catalogue)
    asked = _spoken(_asked(drafts, gap), catalogue)
    path = folder / "standards" / f"{standard}.yaml"
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(template(standard, area, catalogue, today, asked))
    except FileExistsError:
        raise TemplateRefused(f"{path} exists already, and is left as it is.") from None
    except OSError as error:
        raise TemplateRefused(f"{path} cannot be written ({error.strerror}).") from error
    return path


def template(standard: str, area: str | None, catalogue: Catalogue, today: date, asked: Asked | None = None) -> str:
    """The text of the file, with every language of the pack, and the questions that were asked already."""
    lines = [
        "# yaml-language-server: $schema=../standard.schema.json",
        f"# Replace every {MARK}, then: takt content check, takt content preview {standard}",
        f"id: {standard}  # the file's name; it never changes, because observations refer to it",
        f"area: {area or ID_MARK}  # one of: {', '.join(catalogue.areas)}",
        f"value: {ID_MARK}  # one of: {', '.join(catalogue.values)}",
        "factors: [culture]  # what shaped it: law, culture, product",
        f"owner: {ID_MARK}  # the role that answers for it, such as guest-experience",
        f"review_by: {_next_year(today)}  # when the owner reads it again",
        "law: null  # a pointer to check, such as a paragraph and whom to ask; not legal advice",
        "related: []  # ids of one to three standards that come next, such as [greeting, farewell]",
        "text:",
    ]
    for language in catalogue.languages:
        lines += _text(language, today, (asked or {}).get(language, ()))
    return "\n".join(lines) + "\n"


def _text(language: str, today: date, asked: Sequence[str]) -> Iterator[str]:
    yield f"  {language}:  # {_language_name(language)}"
    yield f'    title: "{_blank("two or three words")}"'
    yield f"    changed: {today}  # the day of the last change in this language"
    yield "    aliases: []  # other names that staff may type; each leads to one standard only"
    yield "    questions:  # as staff type them on a phone, in other words than the title; search learns from them"
    yield from (f"      - {json.dumps(question, ensure_ascii=False)}" for question in asked)
    yield from _list(["a question that staff would type"] * (ENOUGH_QUESTIONS - len(asked)))
    yield f'    criterion: "{_blank("what an observer sees or counts, with a number or an act")}"'
    yield f'    why: "{_blank("one sentence: what it gives the customer")}"'
    yield "    do:  # 2 to 4"
    yield from _list(["a thing to do"] * 2)
    yield "    dont:  # 2 to 4"
    yield from _list(["a thing not to do"] * 2)
    yield "    say: []  # 0 to 3 phrases, word for word"
    yield f'    exception: "{_blank("when it does not hold, and what to do then")}"'
    yield "    tips:  # each one thing to do today, at most 60 words"
    yield from _list(["one thing to do today"] * TIPS)
    yield "    checks:  # a scenario, three options of like length, exactly one of them right"
    for right in RIGHT_PLACES:
        yield from _check(right)


def _check(right: int) -> Iterator[str]:
    yield f'      - ask: "{_blank("a scenario that ends in a question")}"'
    yield "        options:"
    for place in (1, 2, 3):
        kind, flag = ("the right answer", ", right: true") if place == right else ("a tempting wrong answer", "")
        yield f'          - {{text: "{_blank(kind)}"{flag}, feedback: "{_blank("why, in one sentence")}"}}'


def _list(hints: Sequence[str]) -> Iterator[str]:
    for hint in hints:
        yield f'      - "{_blank(hint)}"'


def _blank(hint: str) -> str:
    return f"{MARK}: {hint}"


def _asked(drafts: Path | None, gap: int | None) -> Asked:
    try:
        return read_questions(drafts, gap) if drafts else {}
    except OSError as error:
        raise TemplateRefused(f"{drafts} cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise TemplateRefused(str(error)) from error


def _spoken(asked: Asked, catalogue: Catalogue) -> Asked:
    """The questions by the pack's languages; those in another one under its first, so that none is lost."""
    found: dict[str, list[str]] = {language: list(asked.get(language, ())) for language in catalogue.languages}
    for language, questions in asked.items():
        if language not in found:
            found[catalogue.default_language] += questions
    return found


def _pack(folder: Path) -> Catalogue:
    found = survey(folder)
    if any(problem.file == "pack.yaml" for problem in found.problems) or "pack.yaml" not in found.sources:
        raise TemplateRefused(f"{folder} has no pack.yaml that can be read: copy a pack, or run takt content check.")
    return found.catalogue


def _refuse_unknown_area(area: str | None, catalogue: Catalogue) -> None:
    if area is not None and area not in catalogue.areas:
        hint = did_you_mean(area, catalogue.areas) or f": it has {list_names(catalogue.areas)}"
        raise TemplateRefused(f"areas.yaml has no area `{area}`{hint}")


def _refuse_bad_id(standard: str) -> None:
    if not ID.fullmatch(standard) or len(standard) > LONGEST_ID:
        suggestion = "-".join(fold(standard).split())[:LONGEST_ID].strip("-") or "late-arrival"
        raise TemplateRefused(f"`{standard}` cannot be an id: small letters, digits and hyphens, such as {suggestion}.")


def _refuse_taken(standard: str, catalogue: Catalogue) -> None:
    for other in catalogue.standards:
        for text in other.text.values():
            if other.id != standard and fold(standard) in {fold(name) for name in (text.title, *text.aliases)}:
                raise TemplateRefused(f"`{standard}` is a name of `{other.id}` already: choose another id.")


def _next_year(today: date) -> date:
    return date(today.year + 1, today.month, min(today.day, 28))


def _language_name(language: str) -> str:
    try:
        return Locale.parse(language).english_name or language
    except (UnknownLocaleError, ValueError):
        return language
