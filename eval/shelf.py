"""The shelf: the readings of an index, and the place in them that a gold entry means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus import Clause, Notice, Reading
from eval.case import Gold, normal_path


@dataclass(frozen=True, slots=True)
class Shelf:
    """Readings, looked up by notice id or by the start of a source's name."""

    readings: tuple[Reading, ...]

    def text_of(self, notice_id: str) -> str | None:
        """Return the text of a notice, None if it is not on the shelf."""
        return next((reading.notice.text for reading in self.readings if reading.notice.id == notice_id), None)

    def readings_of(self, gold: Gold) -> tuple[Reading, ...]:
        """Return the readings whose source's name begins as the gold entry says: one, if the entry is good."""
        return tuple(reading for reading in self.readings if has_source(reading.notice, gold.doc))

    def reading_of(self, gold: Gold) -> Reading | None:
        """Return the first reading whose source's name begins as the gold entry says, None if there is none."""
        return next(iter(self.readings_of(gold)), None)

    def clause_of(self, gold: Gold) -> Clause | None:
        """Return the clause that a gold entry names, None if the reading lacks it."""
        reading = self.reading_of(gold)
        if reading is None:
            return None
        return next((clause for clause in reading.clauses if path_of(clause) == gold.clause), None)

    def holds(self, gold: Gold) -> bool:
        """Return whether the gold clause exists and has the gold quote in it, white space apart."""
        clause = self.clause_of(gold)
        return clause is not None and _squeezed(gold.quote) in _squeezed(clause.text)

    def names_of(self, gold: Iterable[Gold]) -> tuple[str, ...]:
        """Return titles and document numbers of the notices that hold `gold`."""
        notices = [reading.notice for entry in gold if (reading := self.reading_of(entry)) is not None]
        return tuple(name for notice in notices for name in (notice.title, notice.doc_number) if name)


def has_source(notice: Notice, prefix: str) -> bool:
    """Return whether one of the notice's source names begins with `prefix`."""
    return any(source.startswith(prefix) for source in notice.sources)


def path_of(clause: Clause) -> str:
    """Return a clause's path as case files write it: 二/（五）/18."""
    return normal_path("/".join(clause.path))


def deepest_at(clauses: Sequence[Clause], offset: int) -> Clause | None:
    """Return the deepest clause that covers `offset` in its notice's text, None if none does."""
    covering = [clause for clause in clauses if clause.start <= offset < clause.end]
    return max(covering, key=lambda clause: (len(clause.path), clause.start), default=None)


def _squeezed(text: str) -> str:
    return "".join(text.split())
