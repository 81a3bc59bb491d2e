"""Gathering: the documents of a folder become notices; the same one from several files is one, a corrected one follows.

What comes out depends on what lies in the folder alone, never on the order in which it came there.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from corpus.file import Card
from corpus.notice import Problem
from corpus.reading import Reading

SAME_NUMBER = "same number"
_ALIKE = 0.6
"""Titles that share this much of their characters may be two texts of one notice."""

_FORMATS = (
    ".txt",
    ".md",
    ".markdown",
    ".docx",
    ".html",
    ".htm",
    ".ofd",
    ".doc",
    ".wps",
    ".xlsx",
    ".xls",
    ".et",
    ".pdf",
)
"""Of two files with the same words, the one whose ending stands first is shown: what it holds is plainest."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A notice of the corpus and the document that is shown for it.

    Attributes:
        id: of the notice.
        card: of the document that is shown.
        sources: all files that hold it, the shown one first.
        superseded_by: the id of the notice whose corrected text took its place, None where there is none.
        problems: what the keeper should know of how it stands to others.
    """

    id: str
    card: Card
    sources: tuple[str, ...]
    superseded_by: str | None = None
    problems: tuple[Problem, ...] = ()

    def complete(self, reading: Reading) -> Reading:
        """Return the reading of the shown document as that of this notice."""
        old = reading.notice
        problems = (*old.problems, *self.problems)
        known = (old.id, old.sources, old.superseded_by, old.problems)
        if known == (self.id, self.sources, self.superseded_by, problems):
            return reading
        notice = replace(old, id=self.id, sources=self.sources, superseded_by=self.superseded_by, problems=problems)
        if old.id == self.id:
            return Reading(notice, reading.clauses, reading.facts)

        def moved(clause_id: str) -> str:
            return self.id + clause_id.removeprefix(old.id)

        clauses = tuple(
            replace(one, id=moved(one.id), notice_id=self.id, parent=one.parent and moved(one.parent))
            for one in reading.clauses
        )
        facts = tuple(replace(fact, clause_id=moved(fact.clause_id)) for fact in reading.facts)
        return Reading(notice, clauses, facts)


def gather(cards: Iterable[Card], modified: Mapping[str, int]) -> tuple[Kept, ...]:
    """Return the notices that documents make, in the order of their ids.

    Documents of one identity with the same words are one notice with several sources. Other words under a like title
    are a corrected text: the later one (by its own date, then by when its file was changed, then by name) stands, and
    it supersedes the others, which stay. Two unlike titles under one number are two notices, and both are flagged.

    Args:
        cards: of all documents.
        modified: when the file of each was last changed, by the source on its card.
    """
    kept: list[Kept] = []
    for identity, group in sorted(_by_identity(cards).items()):
        subjects = _subjects(group)
        for number, subject in enumerate(subjects):
            id_ = identity if number == 0 else f"{identity}.{number + 1}"
            others = sorted({card.source for one in subjects if one is not subject for card in one})
            kept += _versions(id_, subject, modified, others)
    return tuple(sorted(kept, key=lambda one: one.id))


def read_documents(readings: Iterable[Reading], modified: Mapping[str, int] | None = None) -> tuple[Reading, ...]:
    """Return the readings of documents as those of the notices that they make."""
    by_source = {reading.notice.source: reading for reading in readings}
    kept = gather(map(Card.of, by_source.values()), modified or {})
    return tuple(one.complete(by_source[one.card.source]) for one in kept)


def _by_identity(cards: Iterable[Card]) -> Mapping[str, list[Card]]:
    """Return the documents by identity; one without a number belongs to the numbered one of its title and date."""
    ordered = sorted(cards, key=lambda card: card.source)
    numbered: dict[tuple[str, dt.date | None], set[str]] = defaultdict(set)
    for card in ordered:
        if card.doc_number:
            numbered[card.title, card.issued_on].add(card.identity)
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in ordered:
        same = numbered[card.title, card.issued_on] if not card.doc_number and card.title else set()
        groups[next(iter(same)) if len(same) == 1 else card.identity].append(card)
    return groups


def _subjects(cards: Sequence[Card]) -> list[list[Card]]:
    """Return the documents of one identity by what they are about, as their titles tell."""
    subjects: list[list[Card]] = []
    for card in cards:
        for subject in subjects:
            if _alike(card.title, subject[0].title):
                subject.append(card)
                break
        else:
            subjects.append([card])
    return subjects


def _alike(one: str, other: str) -> bool:
    return one == other or one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _versions(id_: str, cards: Sequence[Card], modified: Mapping[str, int], others: Sequence[str]) -> list[Kept]:
    """Return the texts of one notice, the one that stands first."""
    texts: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        texts[card.words].append(card)
    plain = [text for text in texts.values() if not all(card.recognised for card in text)]
    by_age = sorted(plain or texts.values(), key=lambda text: _age(text, modified), reverse=True)
    # What recognition misread is no other text of a notice that is there in characters.
    for text in texts.values():
        if text not in by_age:
            by_age[0] += text
    problems = tuple(Problem(SAME_NUMBER, f"文件{source}印有相同的发文字号，但标题不同，请核对。") for source in others)
    found = []
    for number, text in enumerate(by_age):
        shown, *rest = sorted(text, key=_plainness)
        version = id_ if number == 0 else f"{id_}@{shown.words[:8]}"
        sources = (shown.source, *sorted(card.source for card in rest))
        found.append(Kept(version, shown, sources, id_ if number else None, problems))
    return found


def _age(text: Sequence[Card], modified: Mapping[str, int]) -> tuple[dt.date, int, str]:
    return max((card.issued_on or dt.date.min, modified.get(card.source, 0), card.source) for card in text)


def _plainness(card: Card) -> tuple[bool, int, str]:
    ending = Path(card.source).suffix.casefold()
    return card.recognised, _FORMATS.index(ending) if ending in _FORMATS else len(_FORMATS), card.source
