"""Printed pages: words with their place on the paper, as both a PDF's text and optical recognition give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from corpus.medium import Box

Kind = Literal["text", "row", "note"]
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand side by side without a wide gap; its places are in points from the page's upper left corner.

    Attributes:
        text: the words.
        left: where they begin.
        top: the upper edge of the characters.
        right: where they end.
        bottom: the lower edge.
        size: the height of a full character.
        confidence: how sure recognition is, from 0 to 1; None where the file itself holds the characters.
        faint: whether they are printed so pale that a reader looks through them.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float | None = None
    faint: bool = False

    @property
    def middle(self) -> float:
        """The height at which the words stand."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one row of a table, with the edges of the column that it stands in."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    page: int
    edges: tuple[float, float]
    kind: Kind = "text"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its words as they stand on it, or, for tables, as rows.

    Attributes:
        number: from 1.
        width: in points, as the page is read (turned upright).
        height: likewise.
        turned: by how many quarters clockwise the page was turned to be read.
        pieces: the words outside tables.
        tables: the tables.
    """

    number: int
    width: float
    height: float
    turned: int = 0
    pieces: tuple[Piece, ...] = ()
    tables: tuple[Table, ...] = ()

    def keeping(self, pieces: Iterable[Piece]) -> Sheet:
        """Return this page with these words only."""
        return replace(self, pieces=tuple(pieces))

    def place(self, line: Line) -> Box:
        """Return where `line` stands on the page as it lies in the file, as shares of its width and height."""
        left, right = (min(max(x / self.width, 0.0), 1.0) for x in (line.left, line.right))
        top, bottom = (min(max(y / self.height, 0.0), 1.0) for y in (line.top, line.bottom))
        for _ in range(self.turned % 4):
            left, top, right, bottom = top, 1 - right, bottom, 1 - left
        return (left, top, right, bottom)


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its cells, row by row, and where it stands.

    Attributes:
        rows: the words of each row's cells, those of a merged cell in each place that it covers.
        left: where it begins.
        top: its upper edge.
        right: where it ends.
        bottom: its lower edge.
        columns: where its columns begin and end, from left to right.
        pages: the page of each row.
    """

    rows: tuple[Cells, ...]
    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[float, ...]
    pages: tuple[int, ...]


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces that stand side by side together, from the top down and from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.middle, one.left)):
        if rows and abs(piece.middle - rows[-1][0].middle) < 0.5 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def is_wide(char: str) -> bool:
    """Whether a character fills a square, as Chinese ones and their punctuation do."""
    return char > "\u2e7f" or char in "—…“”‘’·"


def join_words(before: str, after: str) -> str:
    """Return two parts of a paragraph as one: a blank between Latin words, nothing beside a Chinese character."""
    if not before or not after:
        return before + after
    if before[-1] == "-" and before[-2:-1].isalpha() and before[-2:-1].isascii() and after[0].islower():
        return before[:-1] + after
    latin = before[-1].isascii() and after[0].isascii() and before[-1].isalnum() and after[0].isalnum()
    prose = latin and (before[-1].isalpha() or after[0].isalpha())
    return f"{before} {after}" if prose else before + after
