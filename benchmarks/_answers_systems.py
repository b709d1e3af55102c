"""What answers are compared with: word BM25, SQLite FTS5, tantivy, an encoder alone; all over the same lines."""

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import tantivy

from bot.answers.answers import Answer, Answers
from bot.answers.lines import Line
from bot.answers.vectors import Vectors
from bot.catalogue.model import Catalogue
from bot.catalogue.names import fold

MOST = 5


@dataclass(frozen=True)
class Ranked:
    """Standards, best first, and how sure it is that any answers; `answer` where the system decides too."""

    standards: Sequence[str]
    score: float
    answer: Answer | None = None


System = Callable[[str, str], Ranked]


def ours(answers: Answers) -> System:
    """Takt itself; without an encoder in `answers`, by letters alone."""

    def ask(question: str, language: str) -> Ranked:
        found = answers.answer(question, language)
        best = found.candidates[0].score if found.candidates else 0.0
        return Ranked([one.standard for one in found.candidates], best, found)

    return ask


def word_bm25(catalogue: Catalogue, lines: Sequence[Line]) -> System:
    """Robertson's BM25 over whole words, one document per standard."""
    ids, texts = documents(catalogue, lines)
    counts = [Counter(text.split()) for text in texts]
    lengths = np.array([max(sum(count.values()), 1) for count in counts], float)
    norms = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())
    having = Counter(word for count in counts for word in count)

    def ask(question: str, _language: str) -> Ranked:
        scores = np.zeros(len(ids))
        for word in fold(question).split():
            rarity = math.log1p((len(ids) - having[word] + 0.5) / (having[word] + 0.5))
            found = np.array([count[word] for count in counts], float)
            scores += rarity * found * 2.2 / (found + norms)
        return ranked(ids, scores)

    return ask


def fts5(catalogue: Catalogue, lines: Sequence[Line], tokenizer: str) -> System:
    """SQLite's full-text search, one row per standard."""
    ids, texts = documents(catalogue, lines)
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE found USING fts5(text, tokenize='{tokenizer}')")
    base.executemany("INSERT INTO found(rowid, text) VALUES (?, ?)", list(enumerate(texts)))
    shortest = 3 if tokenizer == "trigram" else 1

    def ask(question: str, _language: str) -> Ranked:
        words = [word for word in fold(question).split() if len(word) >= shortest]
        parts = [word[at : at + 3] for word in words for at in range(len(word) - 2)] if shortest == 3 else words
        query = " OR ".join(f'"{part}"' for part in dict.fromkeys(parts))
        if not query:
            return Ranked([], 0.0)
        found = base.execute(f"SELECT rowid, rank FROM found WHERE found MATCH ? ORDER BY rank LIMIT {MOST}", (query,))
        rows = found.fetchall()
        return Ranked([ids[row[0]] for row in rows], -rows[0][1] if rows else 0.0)

    return ask


def tantivy_search(catalogue: Catalogue, lines: Sequence[Line]) -> System:
    """tantivy with its English stemmer, one document per standard."""
    ids, texts = documents(catalogue, lines)
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("text", tokenizer_name="en_stem")
    index = tantivy.Index(schema.build())
    writer = index.writer()
    for one, text in zip(ids, texts, strict=True):
        writer.add_document(tantivy.Document(id=[one], text=[text]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(question: str, _language: str) -> Ranked:
        words = " ".join(re.findall(r"\w+", fold(question)))
        if not words:
            return Ranked([], 0.0)
        hits = searcher.search(index.parse_query(words, ["text"]), MOST).hits
        return Ranked([searcher.doc(place)["id"][0] for _, place in hits], hits[0][0] if hits else 0.0)

    return ask


def encoder_alone(catalogue: Catalogue, lines: Sequence[Line], vectors: Vectors) -> System:
    """The standard of the line that is nearest in meaning."""
    ids = [standard.id for standard in catalogue.standards]
    rows = vectors.of([line.text for line in lines])
    owners = np.array([line.standard for line in lines])

    def ask(question: str, _language: str) -> Ranked:
        likeness = rows @ vectors.of([question[:300]])[0]
        scores = np.full(len(ids), -1.0)
        np.maximum.at(scores, owners, likeness)
        return ranked(ids, scores)

    return ask


def documents(catalogue: Catalogue, lines: Sequence[Line]) -> tuple[list[str], list[str]]:
    """The ids of the standards, and all lines of each as one folded text."""
    texts: list[list[str]] = [[] for _ in catalogue.standards]
    for line in lines:
        texts[line.standard].append(line.folded)
    return [standard.id for standard in catalogue.standards], [" ".join(text) for text in texts]


def ranked(ids: Sequence[str], scores: "np.ndarray") -> Ranked:
    """The best few by score."""
    order = np.argsort(-scores, kind="stable")[:MOST]
    return Ranked([ids[place] for place in order], float(scores[order[0]]) if len(order) else 0.0)
