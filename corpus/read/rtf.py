"""Rich text files (rtf), also those that are called doc: paragraphs, the numbers stored with them, tables, changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.errors import UnreadableFile
from corpus.notice import Problem
from corpus.read.document import Document
from corpus.read.kind import kind_of
from corpus.read.office.fields import Fields
from corpus.read.office.grid import Row, grid_of
from corpus.read.office.lines import Lines, Words, own_header_line, tracked
from corpus.read.office.numbering import spaced
from corpus.read.office.rtf_stream import Piece, RtfStream

_REMEDY = "Open it in Word or WPS, save it as docx and put that file in its place."
_MOST_CELLS = 64


def read_rtf(name: str, data: bytes) -> Document:
    """Return the document that a rich text file is; tracked changes are read as accepted, and listed.

    Raises:
        UnreadableFile: if it is no rich text, nests too deep or holds no text.
    """
    kind = kind_of(name, data)
    if kind != "rtf":
        found = kind or ("no rich text" if data.strip(b"\0 \r\n\t") else "empty")
        raise UnreadableFile(name, f"the file is {found} by its bytes, rtf was expected", _REMEDY)
    stream = RtfStream(name, data)
    reader = _Reader()
    for piece in stream.pieces():
        reader.take(piece)
    lines = reader.finish()
    raw = lines.raw()
    if not raw.strip():
        raise UnreadableFile(name, "the file holds no text", _REMEDY)
    medium = lines.medium(pages=False)
    return Document(raw, medium, problems=(*tracked(medium), *_problems(reader.hidden, stream.pictures)))


def _problems(hidden: int, pictures: int) -> Iterator[Problem]:
    if hidden:
        yield Problem("hidden text", f"文件含有{hidden}处隐藏文字，未读入。")
    if pictures:
        yield Problem("picture not read", f"文件含有{pictures}张图片，图片中的内容没有读取，请核对原件。")


class _Reader:
    """Puts pieces together to lines."""

    def __init__(self) -> None:
        self._lines = Lines()
        self._words = {story: Words() for story in ("text", "header", "note", "box", "label")}
        self._fields = Fields()
        self._row, self._cell, self._rows = Row(), Words(), list[Row]()
        self._edges: list[int] = []
        self._merges: list[tuple[bool, bool]] = []
        self._merge = (False, False)
        self._in_table = False
        self.hidden = 0
        self._marks: dict[str, Callable[[Piece], None]] = {
            "par": self._paragraph,
            "page": self._paragraph,
            "cell": self._end_cell,
            "row": self._end_row,
            "trowd": self._begin_row,
            "cellx": self._edge,
            "nestcell": self._inner,
            "nestrow": self._inner,
            "}": self._close,
            "fldinst": lambda _: self._fields.begin(),
            "fldrslt": lambda _: self._fields.separate(),
        }

    def take(self, piece: Piece) -> None:
        """Read one piece."""
        if piece.text:
            self._say(piece)
        elif piece.mark in ("intbl", "pard"):
            self._in_table = piece.mark == "intbl"
        elif piece.mark in ("clmrg", "clvmrg"):
            self._merge = (self._merge[0] or piece.mark == "clmrg", self._merge[1] or piece.mark == "clvmrg")
        elif act := self._marks.get(piece.mark):
            act(piece)

    def finish(self) -> Lines:
        """Return the lines of all that was read."""
        words, self._words["text"] = self._words["text"], Words()
        if self._in_table:
            self._cell.append(words)
        self._close_table()
        if not self._in_table:
            self._lines.paragraph(words)
        return self._lines

    def _say(self, piece: Piece) -> None:
        state, words = piece.state, self._words[piece.state.story]
        if self._fields.in_code:
            self._fields.code(piece.text)
        elif not self._fields.shown:
            return
        elif state.deleted:
            words.delete(piece.text)
        elif state.hidden:
            self.hidden += bool(piece.text.strip())
        else:
            words.add(piece.text, inserted=state.inserted)

    def _paragraph(self, piece: Piece) -> None:
        if piece.state.story != "text":
            self._words[piece.state.story].add("\n")
            return
        self._fields.begin_paragraph()
        if piece.state.deleted:
            return
        words, self._words["text"] = self._words["text"], Words()
        if self._in_table:
            self._cell.append(words)
            self._cell.add("\n")
            return
        self._close_table()
        self._lines.paragraph(words)
        self._put_notes()

    def _put_notes(self) -> None:
        note, self._words["note"] = self._words["note"], Words()
        if not note.is_blank:
            self._lines.paragraph(Words("注：" + " ".join(note.text.split())))

    def _close(self, piece: Piece) -> None:
        """Act on the end of a group that was a field or a story of its own."""
        state = piece.state
        if state.field == "open":
            drawn = self._fields.end()
            self._words[state.story].add(drawn)
        if state.story == "label":
            label, self._words["label"] = self._words["label"].text.strip(), Words()
            self._words["text"].add(spaced(label))
        elif state.story in ("header", "box"):
            words, self._words[state.story] = self._words[state.story], Words()
            for line in words.text.splitlines():
                if state.story == "box" or own_header_line(line.strip(), ""):
                    self._lines.paragraph(Words(line))

    def _inner(self, piece: Piece) -> None:
        self._words["text"].add(" " if piece.mark == "nestcell" else "\n")

    def _begin_row(self, _piece: Piece) -> None:
        self._edges, self._merges, self._merge = [], [], (False, False)

    def _edge(self, piece: Piece) -> None:
        if len(self._merges) < _MOST_CELLS:
            self._edges.append(piece.number or 0)
            self._merges.append(self._merge)
        self._merge = (False, False)

    def _end_cell(self, _piece: Piece) -> None:
        words, self._words["text"] = self._words["text"], Words()
        self._cell.append(words)
        if len(self._row.cells) < _MOST_CELLS:
            self._row.cells.append(self._cell)
        self._cell = Words()

    def _end_row(self, _piece: Piece) -> None:
        row, self._row = self._row, Row()
        if not row.cells:
            return
        if self._edges:
            row.edges = [min(0, self._edges[0] - 1), *self._edges]
            row.beside = [merge[0] for merge in self._merges]
            row.below = [merge[1] for merge in self._merges]
        self._rows.append(row)

    def _close_table(self) -> None:
        if self._row.cells or not self._cell.is_blank:
            self._rows.append(Row([*self._row.cells, self._cell]))
            self._row, self._cell = Row(), Words()
        rows, self._rows = self._rows, []
        if all(len(row.cells) == 1 for row in rows):
            for row in rows:
                self._lines.paragraph(row.cells[0])
        elif rows:
            self._lines.table(grid_of(rows))
        if rows:
            self._put_notes()
