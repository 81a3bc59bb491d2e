"""What people wrote for the training: questions to clauses, formally, in everyday words and in English.

written/train.jsonl        questions to a clause of the data folder: its document and path; the clause's words are
                           read from the archives when the encoder is trained, and are not kept in the repository
written/invented.jsonl     questions to clauses of invented notices, with the clause's words, and questions about the
                           same things on which the clause is silent
written/calibration.jsonl  the form of invented.jsonl; encoder and reranker never learn from it, for on what they have
                           learned they are surer than on anything new: `eval.calibrate` finds out on it how sure to be
written/development.jsonl  the form of train.jsonl, for documents that nothing is trained on: it measures
"""

from __future__ import annotations

import json
import random
import tarfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Reading, UnreadableFile
from corpus.catalogue import Entry
from corpus.fold import fold
from corpus.reading import read_text
from index.sentences import ABOVE, headings_above, split_sentences
from index.training.pairs import Pair
from index.training.texts import Article

FOLDER = Path(__file__).parent / "written"
TRAIN, INVENTED = FOLDER / "train.jsonl", FOLDER / "invented.jsonl"
CALIBRATION, DEVELOPMENT = FOLDER / "calibration.jsonl", FOLDER / "development.jsonl"
STYLES = ("formal", "everyday", "english")
# A long article is known by its beginning.
LONGEST = 420


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions that a clause answers, by style; `silent` are about the same and it answers none of them."""

    formal: str
    everyday: tuple[str, ...]
    english: tuple[str, ...]
    silent: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """All that the clause answers, the formal one first."""
        return (self.formal, *self.everyday, *self.english)

    def of(self, style: str) -> str:
        """Return the first question of a style."""
        return {"formal": (self.formal,), "everyday": self.everyday, "english": self.english}[style][0]


@dataclass(frozen=True, slots=True)
class Written:
    """Questions to a clause of the data folder: the document's path there and the clause's path."""

    document: str
    clause: str
    questions: Questions


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented clause: its notice's title, the headings above it, its text, and the questions to it."""

    title: str
    headings: tuple[str, ...]
    text: str
    questions: Questions


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
        asked = character_pairs(question)
        best = max(self.sentences, key=lambda sentence: len(asked & character_pairs(sentence)))
        return ABOVE.join([self.above, best])


def character_pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of `text`."""
    return {text[at : at + 2] for at in range(len(text) - 1)}


def read_written(path: Path) -> list[Written]:
    """Return the rows of a file of written questions.

    Raises:
        FileNotFoundError: if there is no such file.
    """
    return [Written(row["document"], row["clause"], _questions(row)) for row in _rows(path)]


def read_invented(path: Path = INVENTED) -> list[Invented]:
    """Return the invented clauses of a file, those of a notice behind each other.

    Raises:
        FileNotFoundError: if there is no such file.
    """
    rows = _rows(path)
    return [Invented(row["title"], tuple(row["headings"]), row["text"], _questions(row)) for row in rows]


def invented_passages(clauses: Iterable[Invented]) -> list[tuple[Passage, Questions]]:
    """Return invented clauses as training text, with their questions."""
    return [(_passage(one.title, one.headings, one.text), one.questions) for one in clauses]


def read_passages(archives: Iterable[Path], rows: Sequence[Written]) -> dict[tuple[str, str], Passage]:
    """Return the clauses that `rows` name, by document and clause path; those not in the archives are left out."""
    wanted: dict[str, set[str]] = {}
    for row in rows:
        wanted.setdefault(row.document, set()).add(row.clause)
    found: dict[tuple[str, str], Passage] = {}
    for document, reading in read_documents(archives, wanted):
        clauses = {clause.id: clause for clause in reading.clauses}
        for clause in reading.clauses:
            path = "/".join(clause.path)
            if path in wanted[document]:
                headings = headings_above(clause, clauses)
                found[document, path] = _passage(reading.notice.title, headings, clause.text[:LONGEST])
    return found


def read_documents(archives: Iterable[Path], documents: Collection[str]) -> Iterator[tuple[str, Reading]]:
    """Yield the readings of those of `documents` that are in the archives and can be read, with their paths."""
    for archive in archives:
        with tarfile.open(archive, "r:xz") as tar:
            for member in tar:
                document = member.name.removeprefix("./")
                handle = tar.extractfile(member) if document in documents else None
                if handle is None:
                    continue
                raw = handle.read().decode("utf-8", errors="replace")
                # Many reports have the same name and no title: the path alone tells them apart.
                entry = Entry(Path(document).name, id=document)
                try:
                    yield document, read_text(raw, entry.source, entry)
                except UnreadableFile:
                    continue


def article_passage(article: Article) -> Passage:
    """Return an article of a law as the passages of the written questions are."""
    return _passage(article.law, [article.heading] if article.heading else [], article.text[:LONGEST])


def written_pairs(asked: Iterable[tuple[Passage, Questions]], rng: random.Random) -> list[Pair]:
    """Return each question with its clause or with the sentence that most likely answers it, and with its formal twin.

    Args:
        asked: clauses with their questions; one without a sentence is passed over.
        rng: chooses between clause and sentence.
    """
    pairs: list[Pair] = []
    for passage, questions in asked:
        if passage.sentences:
            whole, best = fold(passage.whole), fold(passage.best_for(questions.formal))
            formal, *others = map(fold, questions.all)
            pairs += [(question, rng.choice((whole, best))) for question in (formal, *others)]
            pairs += [(question, formal) for question in others]
    return pairs


def passages_asked(
    rows: Iterable[Written], passages: Mapping[tuple[str, str], Passage]
) -> list[tuple[Passage, Questions]]:
    """Return the rows whose clause is among `passages`, each with it."""
    found = ((passages.get((row.document, row.clause)), row.questions) for row in rows)
    return [(passage, questions) for passage, questions in found if passage]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _questions(row: Mapping[str, str]) -> Questions:
    return Questions(row["formal"], tuple(row["everyday"]), tuple(row["english"]), tuple(row.get("silent", ())))


def _passage(title: str, headings: Iterable[str], text: str) -> Passage:
    spans = split_sentences(text)
    return Passage(ABOVE.join([title, *headings]), tuple(text[span.start : span.end] for span in spans))
