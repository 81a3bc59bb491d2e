"""The STARD benchmark: laypeople's legal questions, and the articles of national law that answer them.

Source: STARD / LeCoQA (MIT licence). The articles are those of the national texts of the archive of laws, each
law in its newest version, split where 第X条 begins.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Clause, Notice, Reading
from corpus.notice import Piece
from index.training.texts import (
    LAWS,
    QUESTIONS,
    Law,
    article_key,
    is_development,
    newest,
    read_laws,
    read_questions,
    undated,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a benchmark and the ids of the clauses that answer it."""

    question: str
    wanted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The texts that are searched and the questions; `unmatched` counts those of which no clause was found."""

    readings: tuple[Reading, ...]
    asked: tuple[Asked, ...]
    unmatched: int

    @property
    def clauses(self) -> int:
        """How many clauses there are."""
        return sum(len(reading.clauses) for reading in self.readings)


def read_benchmark(data: Path, questions: Path | None = None) -> Benchmark:
    """Return the articles of `data`'s archive of laws with the questions of a file.

    Args:
        data: the folder that holds the archive.
        questions: JSON lines of a question and its articles as "law title + 第X条"; when None, the development part
            of the published training questions in `data`.

    Raises:
        FileNotFoundError: if a file is missing.
        ValueError: if a line of the questions has another form, or no question's article is in the archive.
    """
    read = read_questions(questions or data / QUESTIONS)
    if questions is None:
        read = [question for question in read if is_development(question.text)]
    readings = tuple(map(as_reading, newest(read_laws(data / LAWS))))
    ids = _ids(readings)
    asked = [Asked(one.text, _wanted(one.articles, ids)) for one in read]
    matched = tuple(one for one in asked if one.wanted)
    if not matched:
        raise ValueError(
            f"{questions or data / QUESTIONS}: none of its {len(asked)} questions names an article of {data / LAWS}; "
            "expected articles such as 民法典第一百四十四条. Check that both files belong together."
        )
    return Benchmark(readings, matched, len(asked) - len(matched))


def as_reading(law: Law) -> Reading:
    """Return `law` as a notice whose clauses are its articles, under the headings that stand above them."""
    parts = [f"{article.number} {article.text}" for article in law.articles]
    text = "\n".join(parts)
    clauses, at = [], 0
    for number, (article, part) in enumerate(zip(law.articles, parts, strict=True), start=1):
        clauses.append(
            Clause(
                id=f"{law.path}#{number}",
                notice_id=law.path,
                path=(article.number,),
                marker=article.number,
                heading=article.heading,
                text=part,
                start=at,
                end=at + len(part),
                own_end=at + len(part),
                parent=None,
                is_leaf=True,
            )
        )
        at += len(part) + 1
    return Reading(_notice(law, text), tuple(clauses), ())


def _notice(law: Law, text: str) -> Notice:
    return Notice(
        id=law.path,
        title=law.title,
        doc_number=None,
        issuer=None,
        region=(),
        level=None,
        issued_on=None,
        year=None,
        sources=(law.path,),
        version=law.path,
        effective_from=None,
        effective_to=None,
        superseded_by=None,
        raw=text,
        text=text,
        based_on=(),
        problems=(),
        pieces=(Piece(0, 0, len(text)),),
        boilerplate=(),
    )


def _ids(readings: Sequence[Reading]) -> Mapping[str, set[str]]:
    """Return the clauses of each article by its key, under the law's title and under its file's name."""
    ids: dict[str, set[str]] = {}
    for reading in readings:
        names = {reading.notice.title, undated(reading.notice.source)}
        for clause in reading.clauses:
            for name in names:
                ids.setdefault(article_key(name + clause.marker), set()).add(clause.id)
    return ids


def _wanted(articles: Collection[str], ids: Mapping[str, set[str]]) -> frozenset[str]:
    return frozenset[str]().union(*(ids.get(article_key(article), ()) for article in articles))
