"""Source: what an export shows of an answer: its words without the sources, and each clause that is cited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.answerer import Library
from assistant.citation import Citation
from corpus.clause import Clause

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """One cited clause: its citation, and its own words as printed; the quote where the clause is not at hand."""

    citation: Citation
    clause_text: str

    @property
    def name(self) -> str:
        """Who said it and where: issuer, document number, title and clause path."""
        cited = self.citation
        title = f"《{' '.join(cited.title.split())}》"
        return " ".join(part for part in (cited.issuer, cited.doc_number, title, self.path) if part)

    @property
    def path(self) -> str:
        """The clause path as a clerk cites it: 二（五）18."""
        return "".join(self.citation.clause_path)


def sources_of(answer: Answer, library: Library | None = None) -> tuple[Source, ...]:
    """Return the sources of `answer` in the order of their numbers; the nearest clauses where it declines.

    A clause's words are taken from `library` if it is still of the generation that answered, so that the quote is in
    them; else the quote stands for the clause.
    """
    clauses: Mapping[str, Clause] = {}
    cited = answer.citations if answer.answered else answer.related
    if library is not None and library.generation == answer.generation:
        wanted = {citation.notice_id for citation in cited}
        clauses = {c.id: c for key in wanted if key in library.readings for c in library.readings[key].clauses}
    return tuple(Source(citation, _words(citation, clauses.get(citation.clause_id))) for citation in cited)


def _words(citation: Citation, clause: Clause | None) -> str:
    """Return the clause's own text if the quote stands in it, else its whole text if there, else the quote."""
    if clause is None:
        return citation.quote
    return next((text.strip() for text in (clause.own_text, clause.text) if citation.quote in text), citation.quote)


def body_of(answer: Answer) -> tuple[str, ...]:
    """Return the paragraphs of the answer's text, the lead first, without its sources and notes."""
    return tuple(answer.own_words.split("\n\n"))


def printable(text: str) -> str:
    """Return `text` without the control characters that office formats cannot hold."""
    return _CONTROL.sub("", text)
