"""The development questions of the encoder as benchmarks: formal, everyday and English, over whole real documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from statistics import fmean

from corpus import Reading
from corpus.fold import fold
from eval.stard import Asked, Benchmark
from index.training.texts import LAWS, REPORTS
from index.training.written import DEVELOPMENT, STYLES, Written, character_pairs, read_documents, read_written


def read_development(data: Path, path: Path = DEVELOPMENT) -> dict[str, Benchmark]:
    """Return a benchmark for each style of question, all over every clause of the documents that are asked about.

    Args:
        data: the folder of the archives of laws and reports.
        path: the questions.

    Raises:
        FileNotFoundError: if a file is missing.
        ValueError: if no question's clause is in the archives.
    """
    rows = read_written(path)
    read = dict(read_documents([data / LAWS, data / REPORTS], {row.document for row in rows}))
    wanted = [(row, _clause_id(read, row)) for row in rows]
    matched = [(row, clause) for row, clause in wanted if clause]
    if not matched:
        raise ValueError(f"{path}: none of its clauses is in the archives of {data}. Check that they belong together")
    readings = tuple(read.values())
    return {
        style: Benchmark(
            readings,
            tuple(Asked(row.questions.of(style), frozenset({clause})) for row, clause in matched),
            len(rows) - len(matched),
        )
        for style in STYLES
    }


def shared_pairs(benchmark: Benchmark) -> float:
    """Return how much of a question's character pairs its clause holds, on average over the questions."""
    texts = {clause.id: fold(clause.own_text) for reading in benchmark.readings for clause in reading.clauses}
    shares = []
    for asked in benchmark.asked:
        pairs = character_pairs(fold(asked.question))
        held = character_pairs("".join(texts[clause] for clause in asked.wanted))
        shares.append(len(pairs & held) / max(len(pairs), 1))
    return fmean(shares)


def _clause_id(read: Mapping[str, Reading], row: Written) -> str | None:
    reading = read.get(row.document)
    clauses = reading.clauses if reading else ()
    return next((clause.id for clause in clauses if "/".join(clause.path) == row.clause), None)
