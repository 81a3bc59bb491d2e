"""Lines: the characters of a word processor's file as they are put together, with its pages and tracked changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from corpus.medium import Medium, Revision
from corpus.notice import Problem
from corpus.read.rows import table_lines
from corpus.roles import DOC_NUMBER

TRACKED = "tracked changes"
_HEADER_LINE = re.compile(rf"\s*(?:绝\s*密|机\s*密|秘\s*密)|{DOC_NUMBER}\s*$")


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change within a piece of text: `text[start:end]` was inserted, or `words` deleted at `start`."""

    kind: Literal["inserted", "deleted"]
    start: int
    end: int
    words: str


@dataclass(slots=True)
class Words:
    """Running text, with the places in it where pages begin and where it was changed."""

    text: str = ""
    pages: list[int] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def add(self, text: str, *, inserted: bool = False) -> None:
        """Append `text`."""
        if not text:
            return
        start = len(self.text)
        self.text += text
        if not inserted:
            return
        last = self.changes[-1] if self.changes else None
        if last and last.kind == "inserted" and last.end == start:
            self.changes[-1] = Change("inserted", last.start, len(self.text), last.words + text)
        else:
            self.changes.append(Change("inserted", start, len(self.text), text))

    def delete(self, text: str) -> None:
        """Remember that `text` was deleted here."""
        at = len(self.text)
        last = self.changes[-1] if self.changes else None
        if last and last.kind == "deleted" and last.start == at:
            self.changes[-1] = Change("deleted", at, at, last.words + text)
        elif text:
            self.changes.append(Change("deleted", at, at, text))

    def turn_page(self) -> None:
        """Remember that a page begins here."""
        self.pages.append(len(self.text))

    def append(self, more: Words) -> None:
        """Append other running text with its places."""
        shift = len(self.text)
        self.text += more.text
        self.pages += [at + shift for at in more.pages]
        self.changes += [Change(one.kind, one.start + shift, one.end + shift, one.words) for one in more.changes]

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read."""
        return not self.text.strip()


class Lines:
    """Collects paragraphs and tables in their order, a line each."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._revisions: list[Revision] = []

    def paragraph(self, words: Words, label: str = "") -> None:
        """Append a paragraph behind the label that numbers it; an empty one leaves only its places."""
        if words.is_blank:
            label = ""
        shift = self._length + len(label)
        self._pages += [self._length if at == 0 else at + shift for at in words.pages]
        for one in words.changes:
            self._revisions.append(Revision(one.kind, one.start + shift, one.end + shift, one.words))
        self._put(label + words.text)

    def table(self, rows: Sequence[Sequence[Words]]) -> None:
        """Append a table as lines; its changes and pages are kept by the row, as near as they can be told."""
        for line, sources in table_lines([[cell.text for cell in row] for row in rows]):
            cells = [cell for at in sources for cell in rows[at]]
            if any(cell.pages for cell in cells):
                self._pages.append(self._length)
            for change in {one for cell in cells for one in cell.changes}:
                self._revisions.append(self._in_row(change, line))
            self._put(line)

    def _in_row(self, change: Change, line: str) -> Revision:
        begin, length = self._length, len(line)
        if change.kind == "deleted":
            return Revision("deleted", begin, begin, change.words)
        found = line.find(change.words.strip())
        start, end = (found, found + len(change.words.strip())) if found >= 0 else (0, length)
        return Revision("inserted", begin + start, begin + end, line[start:end])

    def _put(self, line: str) -> None:
        if line.strip():
            self._lines.append(line)
            self._length += len(line) + 1

    def raw(self) -> str:
        """Return all lines."""
        return "\n".join(self._lines)

    def medium(self, *, pages: bool = True) -> Medium:
        """Return the pages, unless they are not wanted, and the tracked changes; the first page begins at 0."""
        last = max(0, self._length - 1)
        begins = sorted({0, *(min(at, last) for at in self._pages)}) if self._pages and pages else []
        revisions = sorted(
            (Revision(one.kind, min(one.start, last), min(one.end, last), one.words) for one in self._revisions),
            key=lambda one: (one.start, one.end),
        )
        return Medium(pages=tuple(begins), revisions=tuple(revisions))


def own_header_line(line: str, body: str) -> bool:
    """Whether a line of a page's header belongs to the notice: its mark of secrecy or its number.

    Args:
        line: the line.
        body: the text without white space; what it says itself is not said again.
    """
    return bool(_HEADER_LINE.match(line)) and "".join(line.split()) not in body


def tracked(medium: Medium) -> list[Problem]:
    """Return the problem that tracked changes are, none where there are none."""
    inserted = sum(one.kind == "inserted" for one in medium.revisions)
    deleted = len(medium.revisions) - inserted
    if not medium.revisions:
        return []
    said = f"文件含有未定稿的修订痕迹（插入{inserted}处、删除{deleted}处），已按接受全部修订读取，请核对正式文本。"
    return [Problem(TRACKED, said)]
