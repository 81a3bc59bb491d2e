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
