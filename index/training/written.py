"""Written questions: what people wrote to clauses of laws and reports, formally, in everyday words and in English.

Each row of written/train.jsonl names a document of the data folder and a clause in it; the clause's text is read from
the archives when the encoder is trained, and is not kept in the repository. written/development.jsonl has the same
form, for documents that no training row names: it measures, it never trains.
"""

from __future__ import annotations

import json
import random
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from corpus import Reading, UnreadableFile
from corpus.fold import fold
from corpus.reading import read_text
from index.encoder import Encoder
from index.lexical import terms_of
from index.sentences import ABOVE, headings_above, split_sentences
from index.training.pairs import Pair

FOLDER = Path(__file__).parent / "written"
STYLES = ("formal", "everyday", "english")
TRAIN, DEVELOPMENT = FOLDER / "train.jsonl", FOLDER / "development.jsonl"


@dataclass(frozen=True, slots=True)
class Written:
    """One clause's questions: the document's path in the data folder, the clause's path, and the three wordings."""

    document: str
    clause: str
    formal: str
    everyday: str
    english: str

    @property
    def wordings(self) -> tuple[str, str, str]:
        """The three questions."""
        return self.formal, self.everyday, self.english


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause as training text: what stands above it, and its sentences."""

    above: str
    sentences: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The clause under its headings."""
        return ABOVE.join([self.above, "".join(self.sentences)])

    def best_for(self, question: str) -> str:
        """Return the sentence that shares most character pairs with `question`, under its headings."""
        asked = _character_pairs(question)
        best = max(self.sentences, key=lambda sentence: len(asked & _character_pairs(sentence)))
        return ABOVE.join([self.above, best])


def _character_pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def read_written(path: Path) -> list[Written]:
    """Return the rows of a file of written questions.

    Raises:
        FileNotFoundError: if there is no such file.
    """
    return [Written(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_passages(archives: Iterable[Path], rows: Sequence[Written]) -> dict[tuple[str, str], Passage]:
    """Return the clauses that `rows` name, by document and clause path; those not in the archives are left out."""
    wanted: dict[str, set[str]] = {}
    for row in rows:
        wanted.setdefault(row.document, set()).add(row.clause)
    found: dict[tuple[str, str], Passage] = {}
    for archive in archives:
        for document, reading in _readings(archive, wanted):
            found.update({(document, path): passage for path, passage in _passages(reading, wanted[document])})
    return found


def _readings(archive: Path, wanted: Mapping[str, set[str]]) -> Iterator[tuple[str, Reading]]:
    with tarfile.open(archive, "r:xz") as tar:
        for member in tar:
            document = member.name.removeprefix("./")
            handle = tar.extractfile(member) if document in wanted else None
            if handle is None:
                continue
            try:
                yield document, read_text(handle.read().decode("utf-8", errors="replace"), Path(document).name)
            except UnreadableFile:
                continue


def _passages(reading: Reading, paths: set[str]) -> Iterator[tuple[str, Passage]]:
    clauses = {clause.id: clause for clause in reading.clauses}
    for clause in reading.clauses:
        path = "/".join(clause.path)
        if path in paths:
            above = ABOVE.join([reading.notice.title, *headings_above(clause, clauses)])
            spans = split_sentences(clause.own_text)
            yield path, Passage(above, tuple(clause.own_text[span.start : span.end] for span in spans))


def written_pairs(
    rows: Sequence[Written], passages: Mapping[tuple[str, str], Passage], rng: random.Random
) -> list[Pair]:
    """Return each question with its clause, with the sentence that most likely answers it, and with its formal twin."""
    pairs: list[Pair] = []
    for row in rows:
        passage = passages.get((row.document, row.clause))
        if passage is None or not passage.sentences:
            continue
        best = fold(passage.best_for(row.formal))
        pairs += [(fold(wording), rng.choice((fold(passage.whole), best))) for wording in row.wordings]
        pairs += [(fold(wording), fold(row.formal)) for wording in (row.everyday, row.english)]
    return pairs


def written_recall(
    encoder: Encoder, rows: Sequence[Written], passages: Mapping[tuple[str, str], Passage], depth: int = 5
) -> dict[str, float]:
    """Return, for each style of question, the share whose clause is among the `depth` nearest of all `passages`."""
    table = encoder.encode([fold(passage.whole) for passage in passages.values()])

    def score(questions: Sequence[str]) -> NDArray[np.float32]:
        return encoder.encode(questions) @ table.T

    return _recalls(score, rows, passages, depth)


def keyword_recall(
    rows: Sequence[Written], passages: Mapping[tuple[str, str], Passage], depth: int = 5
) -> dict[str, float]:
    """Return the same for BM25 over character pairs and Latin words, as the keyword index cuts texts."""
    table = bm25s.BM25()
    table.index([terms_of(passage.whole) for passage in passages.values()], show_progress=False)

    def score(questions: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([table.get_scores(list(terms_of(question))) for question in questions])

    return _recalls(score, rows, passages, depth)


def _recalls(
    score: Callable[[Sequence[str]], NDArray[np.float32]],
    rows: Sequence[Written],
    passages: Mapping[tuple[str, str], Passage],
    depth: int,
) -> dict[str, float]:
    places = {key: at for at, key in enumerate(passages)}
    held = [row for row in rows if (row.document, row.clause) in places]
    wanted = np.array([places[row.document, row.clause] for row in held])
    recalls = {}
    for at, style in enumerate(STYLES):
        scores = score([fold(row.wordings[at]) for row in held])
        own = scores[np.arange(len(held)), wanted][:, None]
        recalls[style] = float(((scores > own).sum(axis=1) < depth).mean())
    return recalls
