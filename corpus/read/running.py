"""Running heads: what a printer sets on every page (heads, feet, page numbers, watermarks) is taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from statistics import median

from corpus.read.printed import Piece, Sheet, rows_of

_EDGE_ROWS = 4
"""At most so many rows at the head and at the foot of a page are running ones."""
_FEWEST_ROWS = 3
"""A page of fewer rows is not all running heads: it says something, though other pages say nearly the same."""
_SAME_HEIGHT = 0.015
_ALIKE = 0.8
_LARGE = 1.5
_NUMBER = r"(?:\d{1,4}|[ivxIVX]{1,6}|[一二三四五六七八九十]{1,3})"
_DASH = r"[\-—–―_·•~一]"
_DRESSED = re.compile(
    rf"{_DASH}+{_NUMBER}{_DASH}+|第{_NUMBER}页(?:[,，/（(]?共{_NUMBER}页[)）]?)?|共{_NUMBER}页[,，/]?第{_NUMBER}页"
    rf"|page{_NUMBER}(?:(?:of|/){_NUMBER})?|\d{{1,3}}/\d{{1,3}}",
    re.IGNORECASE,
)
_BROWSER = re.compile(
    r"\d{1,4}[/.\-年]\d{1,2}[/.\-月]\d{1,4}日?,?(?:上午|下午)?\d{1,2}:\d{2}.*|(?:https?|file)://.*\d+/\d+|about:blank.*"
)
"""What a browser prints at the head and the foot of a page: when, and from where."""
_BARE = re.compile(r"\d{1,4}|[ivx]{1,6}")


def without_running(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the pages without running heads and feet, page numbers and watermarks."""
    sheets = [_without_watermarks(sheet, sheets) for sheet in sheets]
    rows = [rows_of(sheet.pieces) for sheet in sheets]
    edges = [
        [(_said(row), row[0].middle / sheet.height) for row in page] for page, sheet in zip(rows, sheets, strict=True)
    ]
    kept = []
    for at, (sheet, page) in enumerate(zip(sheets, rows, strict=True)):
        others = [
            one
            for other, edge in enumerate(edges)
            if other != at and abs(other - at) <= _EDGE_ROWS and len(page) >= _FEWEST_ROWS
            for one in edge[:_EDGE_ROWS] + edge[-_EDGE_ROWS:]
        ]
        first, last = 0, len(page)
        while first < min(_EDGE_ROWS, last) and _is_running(edges[at][first], page[first], others):
            first += 1
        while last > max(first, len(page) - _EDGE_ROWS) and _is_running(edges[at][last - 1], page[last - 1], others):
            last -= 1
        kept.append(sheet.keeping(piece for row in page[first:last] for piece in row))
    return kept


def _said(row: Sequence[Piece]) -> str:
    """Return the words of a row as they are compared: without blanks, every number alike."""
    return re.sub(r"\d+", "#", "".join("".join(piece.text.split()) for piece in row))


def _is_running(edge: tuple[str, float], row: Sequence[Piece], others: Sequence[tuple[str, float]]) -> bool:
    said, height = edge
    words = "".join("".join(piece.text.split()) for piece in row)
    if _DRESSED.fullmatch(words) and not 0.25 < height < 0.7:
        return True
    if _BROWSER.fullmatch(words) and not 0.06 < height < 0.94:
        return True
    if _BARE.fullmatch(words) and not 0.1 < height < 0.88:
        return True
    guessed = any(piece.confidence is not None for piece in row)
    return any(abs(height - at) < _SAME_HEIGHT and _agree(said, other, guessed=guessed) for other, at in others)


def _agree(one: str, other: str, *, guessed: bool) -> bool:
    if not guessed or min(len(one), len(other)) < 5:
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _without_watermarks(sheet: Sheet, sheets: Sequence[Sheet]) -> Sheet:
    """Return the page without words that are pale or huge and stand behind its text, or on other pages as well."""
    if not sheet.pieces:
        return sheet
    usual = median(piece.size for piece in sheet.pieces)
    suspects = [piece for piece in sheet.pieces if piece.faint or piece.size > _LARGE * usual]
    marks = {piece for piece in suspects if _is_watermark(piece, sheet, sheets, large=piece.size > _LARGE * usual)}
    return sheet.keeping(piece for piece in sheet.pieces if piece not in marks)


def _is_watermark(piece: Piece, sheet: Sheet, sheets: Sequence[Sheet], *, large: bool) -> bool:
    if piece.faint and large:
        return True
    if large and _covers_others(piece, sheet):
        return True
    return any(
        piece.text == other.text
        and abs(piece.left - other.left) < piece.size
        and abs(piece.middle - other.middle) < piece.size
        for another in sheets
        if another.number != sheet.number
        for other in another.pieces
    )


def _covers_others(piece: Piece, sheet: Sheet) -> bool:
    """Whether other words are printed over this one, well inside it."""
    inner = 0.25 * (piece.bottom - piece.top)
    return any(
        other is not piece
        and piece.left < (other.left + other.right) / 2 < piece.right
        and piece.top + inner < other.middle < piece.bottom - inner
        for other in sheet.pieces
    )
