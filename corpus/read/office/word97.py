"""Word 97: the text of a binary Word file and the properties of its characters and paragraphs.

The structures are those of Microsoft's published description of the format (MS-DOC); names in comments are from there.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.errors import UnreadableFile
from corpus.read.office.ole import Streams

MOST_CHARACTERS = 20_000_000
_WORD_97 = 0xA5EC
_FIRST_VERSION = 0xC1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_PAIRS, _COUNTS, _PAGE = 0x9A, 0x4C, 512
_STORIES = ("text", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header boxes")
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""The length of a property's value by the three highest bits of its code; 6 is followed by its length."""
_LONG_TABLE, _TABS, _HUGE = (0xD606, 0xD608), 0xC615, (0x6645, 0x6646)
_SAVE_AS_DOCX = "Open it in Word or WPS, save it as docx and put that file in its place."

Properties = dict[int, bytes]
"""Property codes with their values, the last of each."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: characters `start` to `end`, stored from byte `at`, in one or two bytes each."""

    start: int
    end: int
    at: int
    wide: int


@dataclass(frozen=True, slots=True)
class Run:
    """Bytes `start` to `end` of the text with one set of properties; `style` is 0 for characters."""

    start: int
    end: int
    style: int
    properties: Properties


def number(data: bytes, at: int, form: str = "<H") -> int:
    """Return the number stored at `at`.

    Raises:
        struct.error: if the data end before it.
    """
    return int(struct.unpack_from(form, data, at)[0])


def properties_of(data: bytes, huge: bytes = b"") -> Properties:
    """Return the properties that a list of them sets (grpprl); `huge` is the stream that long lists are kept in."""
    found: Properties = {}
    at = 0
    while at + 2 <= len(data):
        code = number(data, at)
        at += 2
        length = _OPERANDS.get(code >> 13)
        if code in _LONG_TABLE:
            length, at = number(data, at) - 1, at + 2
        elif length is None:
            length, at = data[at], at + 1
            if code == _TABS and length == 255:
                return found
        value = data[at : at + length]
        at += length
        if code in _HUGE and huge and len(value) == 4:
            begin = number(value, 0, "<I")
            found.update(properties_of(huge[begin + 2 : begin + 2 + number(huge, begin)]))
        else:
            found[code] = value
    return found


class Word97:
    """One binary Word file, opened.

    Attributes:
        stories: for each part of the text (the text itself, footnotes, headers, boxes), its first and last character.
        pieces: where the text is stored.
        characters: the runs of characters that are not as their style says.
        paragraphs: the runs of paragraphs.
        table: the stream that holds all structures.
    """

    def __init__(self, name: str, streams: Streams) -> None:
        """Open the file called `name`.

        Raises:
            UnreadableFile: if it is encrypted, older than Word 97, or has no such text.
            struct.error: if it is damaged; IndexError and ValueError likewise.
        """
        self._main = streams.read("WordDocument")
        if number(self._main, 0) != _WORD_97 or number(self._main, 2) < _FIRST_VERSION:
            raise UnreadableFile(name, "the file is older than Word 97, or no Word file", _SAVE_AS_DOCX)
        flags = number(self._main, 10)
        if flags & _ENCRYPTED:
            remedy = "Open it with its password, save it without one and put that file in its place."
            raise UnreadableFile(name, "the file is encrypted with a password", remedy)
        self.table = streams.read("1Table" if flags & _TABLE_1 else "0Table")
        self._huge = streams.read("Data") if "Data" in streams else b""
        self.stories: dict[str, tuple[int, int]] = {}
        begin = 0
        for at, story in enumerate(_STORIES):
            length = number(self._main, _COUNTS + 4 * at, "<i")
            self.stories[story] = (begin, begin + max(0, length))
            begin += max(0, length)
        if begin > MOST_CHARACTERS:
            raise UnreadableFile(name, f"it says that it has {begin} characters", _SAVE_AS_DOCX)
        self.pieces = tuple(self._pieces())
        self.characters = tuple(self._runs(12, self._character))
        self.paragraphs = tuple(self._runs(13, self._paragraph))

    def structure(self, at: int) -> bytes:
        """Return the structure with this place in the file's table of contents (FibRgFcLcb97)."""
        place = _PAIRS + 8 * at
        begin, length = number(self._main, place, "<I"), number(self._main, place + 4, "<I")
        return self.table[begin : begin + length]

    def place(self, at: int) -> tuple[int, int]:
        """Return where in `table` that structure begins and how long it is."""
        return number(self._main, _PAIRS + 8 * at, "<I"), number(self._main, _PAIRS + 8 * at + 4, "<I")

    def text(self) -> str:
        """Return the characters of all stories, each surrogate as one."""
        parts = []
        for piece in self.pieces:
            stored = self._main[piece.at : piece.at + (piece.end - piece.start) * piece.wide]
            if piece.wide == 1:
                parts.append(stored.decode("cp1252", errors="replace"))
            else:
                parts.append("".join(chr(unit) for (unit,) in struct.iter_unpack("<H", stored[: len(stored) & ~1])))
        return "".join(parts)

    def _pieces(self) -> Iterator[Piece]:
        clx, at = self.structure(33), 0
        while at < len(clx) and clx[at] == 1:
            at += 3 + number(clx, at + 1)
        if at >= len(clx) or clx[at] != 2:
            raise ValueError("no table of pieces")
        table = clx[at + 5 : at + 5 + number(clx, at + 1, "<I")]
        count = (len(table) - 4) // 12
        last = max(end for _, end in self.stories.values())
        for one in range(count):
            start, end = number(table, 4 * one, "<I"), number(table, 4 * one + 4, "<I")
            stored = number(table, 4 * (count + 1) + 8 * one + 2, "<I")
            narrow = bool(stored & 0x40000000)
            begin = stored & 0x3FFFFFFF
            if end < start or start > last + 2:
                raise ValueError("the pieces of the text are out of order")
            yield Piece(start, end, begin // 2 if narrow else begin, 1 if narrow else 2)

    def _runs(self, at: int, read: Callable[[bytes], Iterator[Run]]) -> Iterator[Run]:
        """Yield the runs that the pages of properties hold (PlcfBteChpx, PlcfBtePapx)."""
        listed = self.structure(at)
        count = (len(listed) - 4) // 8
        for one in range(count):
            page_at = (number(listed, 4 * (count + 1) + 4 * one, "<I") & 0x3FFFFF) * _PAGE
            page = self._main[page_at : page_at + _PAGE]
            if len(page) == _PAGE:
                yield from read(page)

    def _character(self, page: bytes) -> Iterator[Run]:
        count = page[-1]
        for one in range(count):
            start, end = number(page, 4 * one, "<I"), number(page, 4 * one + 4, "<I")
            at = page[4 * (count + 1) + one] * 2
            held = page[at + 1 : at + 1 + page[at]] if at else b""
            yield Run(start, end, 0, properties_of(held, self._huge))

    def _paragraph(self, page: bytes) -> Iterator[Run]:
        count = page[-1]
        for one in range(count):
            start, end = number(page, 4 * one, "<I"), number(page, 4 * one + 4, "<I")
            at = page[4 * (count + 1) + 13 * one] * 2
            if not at:
                yield Run(start, end, 0, {})
                continue
            words = page[at]
            begin = at + 1 if words else at + 2
            length = 2 * words - 1 if words else 2 * page[at + 1]
            held = page[begin : begin + length]
            style = number(held, 0) if len(held) > 1 else 0
            yield Run(start, end, style, properties_of(held[2:], self._huge))


class Placed:
    """Finds the run that holds a character of the text."""

    def __init__(self, pieces: tuple[Piece, ...], runs: tuple[Run, ...]) -> None:
        self._pieces = pieces
        self._piece_starts = [piece.start for piece in pieces]
        self._runs = sorted(runs, key=lambda run: run.start)
        self._run_starts = [run.start for run in self._runs]

    def run(self, character: int) -> Run | None:
        """Return the run that holds a character, None where there is none."""
        at = bisect_right(self._piece_starts, character) - 1
        if at < 0 or character >= self._pieces[at].end:
            return None
        piece = self._pieces[at]
        byte = piece.at + (character - piece.start) * piece.wide
        found = bisect_right(self._run_starts, byte) - 1
        return self._runs[found] if found >= 0 and byte < self._runs[found].end else None
