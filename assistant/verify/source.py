"""Source: whether a citation is what its notice says, and how an answer's text prints it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.citation import Citation
from assistant.verify.failure import Failure, FailureKind
from corpus import Clause, Fact, Notice, Reading


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation that holds, with what it was cited from."""

    citation: Citation
    reading: Reading
    clause: Clause

    @property
    def number(self) -> int:
        """The number of its marker."""
        return self.citation.number

    @property
    def notice(self) -> Notice:
        """The notice that it cites."""
        return self.reading.notice

    @property
    def quote(self) -> str:
        """The words cited."""
        return self.citation.quote

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts read from words that it quotes whole."""
        start, end = self.citation.start, self.citation.end
        return tuple(
            fact
            for fact in self.reading.facts
            if fact.clause_id == self.clause.id and start <= fact.start and fact.end <= end
        )


def cited(citation: Citation, readings: Mapping[str, Reading]) -> Cited | Failure:
    """Return a citation with its source, or what is false in it."""
    reading = readings.get(citation.notice_id)
    if reading is None:
        return Failure(FailureKind.SOURCE, citation.notice_id, "no notice of this id is held")
    notice = reading.notice
    if not citation.quote or not 0 <= citation.start < citation.end <= len(notice.text):
        return Failure(FailureKind.QUOTE, citation.quote, "the span holds nothing")
    if notice.text[citation.start : citation.end] != citation.quote:
        return Failure(FailureKind.QUOTE, citation.quote, f"{notice.source} does not say this at {citation.start}")
    clause = next((c for c in reading.clauses if c.id == citation.clause_id), None)
    if clause is None or not clause.start <= citation.start < citation.end <= clause.end:
        return Failure(FailureKind.SOURCE, citation.quote, f"the quote is outside clause {citation.clause_id}")
    for said, held in _names(citation, notice, clause):
        if said != held:
            return Failure(FailureKind.SOURCE, str(said), f"the notice has {held}")
    return Cited(citation, reading, clause)


def _names(citation: Citation, notice: Notice, clause: Clause) -> Iterator[tuple[object, object]]:
    yield citation.clause_path, clause.path
    yield citation.doc_number, notice.doc_number
    yield citation.issuer, notice.issuer
    yield citation.title, notice.title
    yield citation.source in notice.sources, True
