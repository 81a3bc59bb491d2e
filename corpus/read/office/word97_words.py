"""Word 97 words: the characters of a binary Word file become paragraphs, without what is hidden, deleted or printed
around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.read.office.fields import Fields, sign
from corpus.read.office.lines import Words
from corpus.read.office.word97 import Placed, Properties, Run, Word97, number
from corpus.read.office.word97_lists import Styles97

_DELETED, _INSERTED, _HIDDEN, _SPECIAL, _SYMBOL = 0x0800, 0x0801, 0x083C, 0x0855, 0x6A09
_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_ENDS = frozenset("\r\x07\x0c")
_PRINTED = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": "", "\t": "\t"}
_BEGIN, _SEPARATE, _END, _PICTURE, _DRAWN, _NOTE, _SIGN = "\x13", "\x14", "\x15", "\x01", "\x08", "\x02", "\x28"
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Paragraph97:
    """One paragraph of a binary Word file.

    Attributes:
        words: its words.
        run: where its properties stand.
        properties: its properties with those of its style.
        joined: whether its end was deleted, so that it runs on into the next one.
        cell: whether it ends a cell; `row` whether it ends a row; `depth` how many tables it stands in.
        new_page: whether a page begins behind it.
        anchors: the characters in it that drawn objects hang on; `notes` those that refer to notes.
        pictures: how many pictures stand in it.
    """

    words: Words
    run: Run
    properties: Properties
    joined: bool = False
    cell: bool = False
    row: bool = False
    depth: int = 0
    new_page: bool = False
    anchors: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    pictures: int = 0


def _on(properties: Properties, code: int) -> bool:
    return bool((properties.get(code) or b"\0")[0] & 1)


class Reader97:
    """Reads the paragraphs of any story of one binary Word file."""

    def __init__(self, word: Word97, styles: Styles97) -> None:
        self._text = word.text()
        self._styles = styles
        self._characters = Placed(word.pieces, word.characters)
        self._paragraphs = Placed(word.pieces, word.paragraphs)
        self.hidden = 0

    def paragraphs(self, start: int, end: int) -> Iterator[Paragraph97]:
        """Yield the paragraphs that the characters `start` to `end` make up."""
        fields = Fields()
        at, begin = start, start
        last = min(end, len(self._text))
        while at < last:
            if self._text[at] in _ENDS or at == last - 1:
                yield self._paragraph(begin, at, fields)
                begin = at + 1
            at += 1

    def _paragraph(self, begin: int, end: int, fields: Fields) -> Paragraph97:
        mark = self._text[end]
        run = self._paragraphs.run(end) or Run(0, 0, 0, {})
        properties = self._styles.properties(run)
        depth = number(properties[_DEPTH], 0) if len(properties.get(_DEPTH, b"")) >= 2 else 0
        depth = max(depth, int(_on(properties, _IN_TABLE)))
        read = Paragraph97(Words(), run, properties, depth=depth)
        fields.begin_paragraph()
        at = begin
        while at < end + (mark not in _ENDS):
            at = self._take(at, end, read, fields)
        ends = self._characters.run(end)
        read.joined = mark == "\r" and bool(ends and _on(ends.properties, _DELETED))
        read.row = depth == 1 and mark == "\x07" and _on(properties, _ROW_END)
        read.cell = depth == 1 and mark == "\x07" and not read.row
        read.new_page = mark == "\x0c"
        return read

    def _take(self, at: int, end: int, read: Paragraph97, fields: Fields) -> int:
        """Read the character at `at`, or all that stand with it in one run of plain text; return where to go on."""
        sign_here = self._text[at]
        found = self._characters.run(at)
        properties = found.properties if found else {}
        if sign_here in (_BEGIN, _SEPARATE, _END):
            drawn = {_BEGIN: fields.begin, _SEPARATE: fields.separate, _END: fields.end}[sign_here]()
            if drawn and fields.shown:
                read.words.add(drawn)
            return at + 1
        stop = at + 1
        while stop < end and self._text[stop] >= " " and self._text[stop] != _SIGN and sign_here >= " ":
            if self._characters.run(stop) is not found:
                break
            stop += 1
        text = self._plain(at, stop, properties, read)
        if fields.in_code:
            fields.code(text)
        elif fields.shown and text:
            self._put(text, properties, read)
        return stop

    def _plain(self, at: int, stop: int, properties: Properties, read: Paragraph97) -> str:
        """Return the characters as text; what only stands for something else is remembered in `read`."""
        first = self._text[at]
        if first in _PRINTED:
            return _PRINTED[first]
        if first == _SIGN and _on(properties, _SPECIAL) and len(properties.get(_SYMBOL, b"")) == 4:
            return sign("wingdings", f"{number(properties[_SYMBOL], 2):04x}")
        if first < " ":
            if first == _NOTE:
                read.notes.append(at)
            elif first == _DRAWN:
                read.anchors.append(at)
            read.pictures += first == _PICTURE and _on(properties, _SPECIAL)
            return ""
        return _whole(self._text[at:stop])

    def _put(self, text: str, properties: Properties, read: Paragraph97) -> None:
        if _on(properties, _DELETED):
            read.words.delete(text)
        elif _on(properties, _HIDDEN):
            self.hidden += bool(text.strip())
        else:
            read.words.add(text, inserted=_on(properties, _INSERTED))


def _whole(text: str) -> str:
    """Return `text` with each pair of surrogates as the character that it stands for."""
    joined = _SURROGATES.sub(
        lambda pair: chr(0x10000 + ((ord(pair[0][0]) & 0x3FF) << 10) + (ord(pair[0][1]) & 0x3FF)), text
    )
    return _LONE.sub("\ufffd", joined)
