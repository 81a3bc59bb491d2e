"""A citation: a verbatim piece of a notice that proves one claim of an answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered citation.

    `quote` is `notice.text[start:end]`; `source` is the corpus file's name; `page` is None where
    the format has no pages.
    """

    number: int
    notice_id: str
    source: str
    title: str
    doc_number: str | None
    issuer: str | None
    clause_id: str
    clause_path: tuple[str, ...]
    page: int | None
    quote: str
    start: int
    end: int

    @property
    def printed(self) -> str:
        """How it stands below an answer: number, issuer, document and clause, and the quote on a line of its own."""
        number = self.doc_number or f"《{self.title}》"
        return f"[{self.number}] {self.issuer or ''} {number} {''.join(self.clause_path)}\n「{self.quote}」"
