"""Word files of 2003 and before (doc), and those of WPS (wps): paragraphs, numbers, tables, notes and changes."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from corpus.errors import UnreadableFile
from corpus.notice import Problem
from corpus.read.document import Document
from corpus.read.kind import kind_of
from corpus.read.office.grid import Row, grid_of
from corpus.read.office.lines import Lines, Words, own_header_line, tracked
from corpus.read.office.ole import Streams, refuse_ole
from corpus.read.office.word97 import Word97, number
from corpus.read.office.word97_lists import Lists97, Styles97
from corpus.read.office.word97_tables import define
from corpus.read.office.word97_words import Paragraph97, Reader97

_MALFORMED = (struct.error, IndexError, ValueError, KeyError, OverflowError, RecursionError)
_REMEDY = "Open it in Word or WPS, save it as docx and put that file in its place."
_NOTES = {"footnotes": (2, 3, 2), "endnotes": (46, 47, 2)}
"""For each kind of note: the structures of its references and of its texts, and the bytes that a reference adds."""
_ANCHORS, _BOX_TEXTS, _ANCHOR_BYTES, _BOX_BYTES, _BOX_NAME = 40, 56, 26, 22, 14


def read_doc(name: str, data: bytes) -> Document:
    """Return the document that a binary Word file is; tracked changes are read as accepted, and listed.

    Raises:
        UnreadableFile: if it is no such file, is older than Word 97, damaged, encrypted, or holds no text.
    """
    kind = kind_of(name, data)
    if kind not in ("ole-word", "ole-encrypted"):
        refuse_ole(name, data, "doc")
        found = kind or "no Office file"
        raise UnreadableFile(name, f"the file is {found} by its bytes, doc was expected", _REMEDY)
    streams = Streams(name, data)
    try:
        return _Assembly(name, Word97(name, streams), streams).document()
    except _MALFORMED as error:
        raise UnreadableFile(name, "the Word file is damaged or cut off", _REMEDY) from error


class _Assembly:
    """Puts the paragraphs of one file together."""

    def __init__(self, name: str, word: Word97, streams: Streams) -> None:
        self._name, self._word, self._streams = name, word, streams
        self._styles = Styles97(word)
        self._lists = Lists97(word)
        self._reader = Reader97(word, self._styles)
        self._lines = Lines()
        self._carried: Words | None = None
        self._rows: list[Row] = []
        self._row = Row()
        self._cell: Words | None = None
        self._lone_pictures = 0
        self._turned = 0
        self._notes = {kind: dict(self._spans(kind, *places)) for kind, places in _NOTES.items()}
        self._boxes = dict(self._box_spans())

    def document(self) -> Document:
        """Return the document.

        Raises:
            UnreadableFile: if it holds no text.
        """
        body = "".join(self._word.text().split())
        for line in dict.fromkeys(one.words.text.strip() for one in self._story("headers")):
            if own_header_line(line, body[: self._word.stories["text"][1]]):
                self._lines.paragraph(Words(line))
        for one in self._story("text"):
            self._add(one)
        self._close_table()
        if self._carried:
            self._lines.paragraph(self._carried)
        for begin, end in self._boxes.values():
            for one in self._reader.paragraphs(begin, end):
                self._lines.paragraph(one.words)
        raw = self._lines.raw()
        if not raw.strip():
            remedy = "If its pages are pictures, save it as PDF, whose pages are read by optical recognition."
            raise UnreadableFile(self._name, "the file holds no text", remedy)
        medium = self._lines.medium(pages=self._turned > 0 and self._streams.pages() == self._turned + 1)
        return Document(raw, medium, problems=(*tracked(medium), *self._problems()))

    def _story(self, story: str) -> Iterator[Paragraph97]:
        return self._reader.paragraphs(*self._word.stories[story])

    def _spans(self, kind: str, references: int, texts: int, added: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield for each note the character that refers to it and the characters that it is."""
        base = self._word.stories[kind][0]
        refers, held = self._word.structure(references), self._word.structure(texts)
        for one in range(max(0, (len(refers) - 4) // (4 + added))):
            if 4 * one + 8 <= len(held):
                span = (base + number(held, 4 * one, "<I"), base + number(held, 4 * one + 4, "<I"))
                yield number(refers, 4 * one, "<I"), span

    def _box_spans(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield for each text box the character that it hangs on, below 0 if that is not known, and its characters."""
        anchors, texts = self._word.structure(_ANCHORS), self._word.structure(_BOX_TEXTS)
        count = max(0, (len(anchors) - 4) // (4 + _ANCHOR_BYTES))
        hangs = {
            number(anchors, 4 * (count + 1) + _ANCHOR_BYTES * one, "<I"): number(anchors, 4 * one, "<I")
            for one in range(count)
        }
        base = self._word.stories["boxes"][0]
        boxes = max(0, (len(texts) - 4) // (4 + _BOX_BYTES))
        for one in range(boxes):
            shape = number(texts, 4 * (boxes + 1) + _BOX_BYTES * one + _BOX_NAME, "<I")
            span = (base + number(texts, 4 * one, "<I"), base + number(texts, 4 * one + 4, "<I"))
            if shape:
                yield hangs.get(shape, -1 - one), span

    def _add(self, one: Paragraph97) -> None:
        for anchor in one.anchors:
            span = self._boxes.pop(anchor, None)
            for inner in self._reader.paragraphs(*span) if span else ():
                self._lines.paragraph(inner.words)
        if self._styles.is_contents(one.run):
            return
        if one.depth:
            self._add_to_table(one)
            return
        self._close_table()
        label = "" if one.joined else self._lists.label(one.properties)
        words = one.words
        if self._carried:
            self._carried.append(words)
            words, self._carried = self._carried, None
        if one.joined:
            self._carried = words
            return
        self._lone_pictures += one.pictures if words.is_blank else 0
        if one.new_page:
            words.turn_page()
            self._turned += 1
        self._lines.paragraph(words, label)
        self._add_notes(one)

    def _add_notes(self, one: Paragraph97) -> None:
        for spans in self._notes.values():
            for at in one.notes:
                if at in spans:
                    note = Words("注：" + " ".join(p.words.text.strip() for p in self._reader.paragraphs(*spans[at])))
                    self._lines.paragraph(note)

    def _add_to_table(self, one: Paragraph97) -> None:
        if one.row:
            define(self._row, one.properties)
            if self._row.cells:
                self._rows.append(self._row)
            self._row, self._cell = Row(), None
            return
        label = self._lists.label(one.properties)
        cell = self._cell = self._cell or Words()
        if label or not one.words.is_blank:
            cell.add(("\n" if cell.text else "") + label)
            cell.append(one.words)
        if one.cell:
            self._row.cells.append(cell)
            self._cell = None

    def _close_table(self) -> None:
        if self._cell or self._row.cells:
            self._rows.append(Row([*self._row.cells, *([self._cell] if self._cell else [])]))
            self._row, self._cell = Row(), None
        rows, self._rows = self._rows, []
        if all(len(row.cells) == 1 for row in rows):
            for row in rows:
                self._lines.paragraph(row.cells[0])
        elif rows:
            self._lines.table(grid_of(rows))

    def _problems(self) -> Iterator[Problem]:
        if self._reader.hidden:
            yield Problem("hidden text", f"文件含有{self._reader.hidden}处隐藏文字，未读入。")
        if self._lone_pictures:
            yield Problem(
                "picture not read", f"文件含有{self._lone_pictures}张图片，图片中的内容没有读取，请核对原件。"
            )
