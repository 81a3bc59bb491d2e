"""A notice (通知): one official document as received and as cleaned."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.medium import Medium


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that `text` takes over from `raw` unchanged."""

    text_start: int
    raw_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A run of `raw` that is in no clause: `raw[start:end]`, and why it was left out."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What a careful clerk would flag in a notice: a stable `code` and one Chinese sentence."""

    code: str
    message: str


class EndingKind(StrEnum):
    """What a notice does to another one."""

    REPEALS = "repeals"
    AMENDS = "amends"
    REPLACES = "replaces"


@dataclass(frozen=True, slots=True)
class Ending:
    """What a notice says that it ends or changes: another notice, by number or title, both None where it names none.

    `on` is the first day on which the other no longer applies (in its old wording), None where it cannot be told.
    `notice.text[start:end]` are the words that say so; in a list of several, the line that names this one.
    """

    kind: EndingKind
    doc_number: str | None
    title: str | None
    on: dt.date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice.

    `raw` is the decoded file. `text` is made of pieces of `raw` in their order: page breaks inside
    a paragraph, page furniture and Markdown marks are left out, nothing is added. `region` is a
    path from the province down, such as ("甘肃省", "兰州市", "高新区"). `based_on` holds the
    document numbers that the notice cites, never its own `doc_number`. Dates are None where the
    notice does not print them. `ends` is what it says of other notices; `plan_year` the year whose
    work it plans, None for rules that have no such year and where it has a term of its own. The
    places in `medium` are offsets in `raw`.
    """

    id: str
    title: str
    doc_number: str | None
    issuer: str | None
    region: tuple[str, ...]
    level: str | None
    issued_on: dt.date | None
    year: int | None
    sources: tuple[str, ...]
    version: str
    effective_from: dt.date | None
    effective_to: dt.date | None
    superseded_by: str | None
    raw: str
    text: str
    based_on: tuple[str, ...]
    problems: tuple[Problem, ...]
    pieces: tuple[Piece, ...]
    boilerplate: tuple[Boilerplate, ...]
    medium: Medium = field(default_factory=Medium)
    ends: tuple[Ending, ...] = ()
    plan_year: int | None = None

    @property
    def source(self) -> str:
        """The name of the corpus file that the notice was first read from."""
        return self.sources[0]

    def raw_offset(self, offset: int) -> int:
        """Return where the character `text[offset]` stands in `raw`.

        Raises:
            IndexError: if `offset` is outside `text`.
        """
        if not 0 <= offset < len(self.text):
            raise IndexError(f"offset {offset} is outside the text of {self.id} (0 to {len(self.text) - 1})")
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.text_start) - 1
        piece = self.pieces[at]
        return piece.raw_start + offset - piece.text_start

    def page(self, offset: int) -> int | None:
        """Return the page, from 1, on which the character `text[offset]` stands; None where the file has no pages.

        Raises:
            IndexError: if `offset` is outside `text`.
        """
        return bisect_right(self.medium.pages, self.raw_offset(offset)) or None
