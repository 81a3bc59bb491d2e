"""Word files (docx, docm, dotx): paragraphs with the numbers that Word generates, tables, boxes, notes and changes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.notice import Problem
from corpus.read.document import Document
from corpus.read.office.lines import Lines, Words, own_header_line, tracked
from corpus.read.office.ole import refuse_ole
from corpus.read.office.package import Package, attribute, child, children, tag
from corpus.read.office.word_runs import Found, Runs
from corpus.read.office.word_styles import Lists, Styles, is_on, value, whole

_CONTAINERS = frozenset({"w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"})
_MOST_COLUMNS = 400
_NO_TEXT_REMEDY = "If its pages are pictures, save it as PDF, whose pages are read by optical recognition."


def read_docx(name: str, data: bytes) -> Document:
    """Return the document that a Word file is; tracked changes are read as accepted, and listed.

    Raises:
        UnreadableFile: if it is no complete Word file, is encrypted, too large, or holds no text.
    """
    refuse_ole(name, data, "docx")
    try:
        return _Reader(name, Package(name, data)).document()
    except RecursionError as error:
        remedy = "Open it in Word or WPS, save it again and put that file in its place."
        raise UnreadableFile(name, "its parts are nested too deep, as no Word file is", remedy) from error


class _Reader:
    """Reads one package; its parts are read once, in the order of the text."""

    def __init__(self, name: str, package: Package) -> None:
        self._name, self._package = name, package
        self._part = package.main_part("word/document.xml")
        self._root = package.xml(self._part)
        if tag(self._root) != "w:document":
            raise UnreadableFile(
                name, "its main part is no Word document", "Save it as docx and put that in its place."
            )
        self._rendered = any(tag(one) == "w:lastRenderedPageBreak" for one in self._root.iter())
        self._styles = Styles(self._related("styles"))
        self._lists = Lists(self._related("numbering"), self._styles)
        self._box_lists = self._lists.anew()
        self._found = Found()
        self._runs = Runs(self._styles, self._found, rendered=self._rendered)
        self._notes = {kind: self._read_notes(kind) for kind in ("footnotes", "endnotes")}
        self._lines = Lines()
        self._carried: Words | None = None
        self._lone_pictures = 0
        self._embedded = 0

    def document(self) -> Document:
        body = child(self._root, "w:body")
        for line in self._headers():
            self._lines.paragraph(Words(line))
        if body is not None:
            self._blocks(body)
        if self._carried:
            self._lines.paragraph(self._carried)
        raw = self._lines.raw()
        if not raw.strip():
            held = f"{self._found.pictures} pictures and no text" if self._found.pictures else "no text"
            raise UnreadableFile(self._name, f"the file holds {held}", _NO_TEXT_REMEDY)
        medium = self._lines.medium(pages=self._pages_agree())
        return Document(raw, medium, problems=(*tracked(medium), *self._problems()))

    def _related(self, kind: str) -> etree._Element | None:
        named = (one.target for one in self._package.relations(self._part) if one.kind == kind)
        part = next((one for one in named if one in self._package), None)
        return None if part is None else self._package.xml(part)

    def _headers(self) -> Iterator[str]:
        """Yield the lines of page headers that belong to the notice, each once."""
        body = "".join("".join(self._root.itertext()).split())
        seen: set[str] = set()
        for relation in self._package.relations(self._part):
            if relation.kind != "header" or relation.target not in self._package:
                continue
            runs = Runs(self._styles, Found(), rendered=True)
            for one in self._package.xml(relation.target).iter():
                if tag(one) != "w:p":
                    continue
                line = runs.paragraph(one).text.strip()
                if own_header_line(line, body) and line not in seen:
                    seen.add(line)
                    yield line

    def _read_notes(self, kind: str) -> dict[str, etree._Element]:
        root = self._related(kind)
        return {} if root is None else {attribute(one, "id") or "": one for one in root}

    def _pages_agree(self) -> bool:
        """Whether the breaks met are all breaks there are: those of the last print, or as many as the file counts."""
        if self._rendered or "docProps/app.xml" not in self._package:
            return True
        counted = next((e.text for e in self._package.xml("docProps/app.xml").iter() if tag(e) == "Pages"), None)
        return counted is None or whole(counted, 0) == len(self._lines.medium().pages)

    def _blocks(self, parent: etree._Element) -> None:
        for one in parent:
            name = tag(one)
            if name == "w:p":
                self._paragraph(one)
            elif name == "w:tbl":
                self._table(one)
            elif name == "w:sdt":
                if (value(one, "w:sdtPr", "w:docPartObj", "w:docPartGallery") or "") != "Table of Contents":
                    self._blocks(one)
            elif name == "mc:AlternateContent":
                chosen = next(iter((*children(one, "mc:Choice"), *children(one, "mc:Fallback"))), None)
                if chosen is not None:
                    self._blocks(chosen)
            elif name in _CONTAINERS:
                self._blocks(one)
            self._embedded += name in ("w:altChunk", "w:subDoc")

    def _paragraph(self, element: etree._Element) -> None:
        joined, label = self._read(element)
        if joined is None:
            return
        self._lines.paragraph(joined, label)
        notes, self._found.notes = self._found.notes, []
        for kind, at in notes:
            self._note(kind, at)

    def _read(self, element: etree._Element) -> tuple[Words | None, str]:
        """Return a paragraph's words and label; its boxes are put before it.

        None for the words if it is part of a table of contents, or runs on into the next one as its end was deleted.
        """
        properties = child(element, "w:pPr")
        pictures = self._found.pictures
        words = self._runs.paragraph(element)
        self._put_boxes()
        self._lone_pictures += (self._found.pictures - pictures) if words.is_blank else 0
        if self._styles.is_contents(value(properties, "w:pStyle")):
            return None, ""
        if self._carried:
            self._carried.append(words)
            words, self._carried = self._carried, None
        mark = child(properties, "w:rPr")
        if child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None:
            self._carried = words
            return None, ""
        return words, self._lists.label(properties)

    def _put_boxes(self) -> None:
        boxes, self._found.boxes = self._found.boxes, []
        if not boxes:
            return
        outer, self._carried = self._carried, None
        self._lists, self._box_lists = self._box_lists, self._lists
        for box in boxes:
            self._blocks(box)
        self._lists, self._box_lists = self._box_lists, self._lists
        self._carried = outer

    def _note(self, kind: str, at: str) -> None:
        note = self._notes[kind].get(at)
        if note is None:
            return
        whole_note = Words("注：")
        for one in note.iter():
            if tag(one) == "w:p":
                whole_note.append(self._runs.paragraph(one))
        if whole_note.text.strip() != "注：":
            self._lines.paragraph(whole_note)

    def _table(self, element: etree._Element) -> None:
        rows = [list(_cells(row)) for row in _within(element, "w:tr") if _is_kept(row)]
        rows = [row for row in rows if row]
        if all(len(row) == 1 for row in rows):
            for row in rows:
                self._blocks(row[0])
            return
        self._lines.table(self._grid(rows))
        notes, self._found.notes = self._found.notes, []
        for kind, at in notes:
            self._note(kind, at)

    def _grid(self, rows: list[list[etree._Element]]) -> list[list[Words]]:
        """Return the words of each place of a table; those of a merged cell stand in each place that it covers."""
        grid: list[list[Words]] = []
        for row in rows:
            above = grid[-1] if grid else []
            line: list[Words] = [Words()] * min(_before(row[0]), _MOST_COLUMNS)
            for cell in row:
                properties = child(cell, "w:tcPr")
                merge = child(properties, "w:vMerge")
                goes_on = merge is not None and (attribute(merge, "val") or "continue") == "continue"
                at = len(line)
                words = above[at] if goes_on and at < len(above) else self._cell(cell)
                span = whole(value(properties, "w:gridSpan"), 1)
                line += [words] * max(1, min(span, _MOST_COLUMNS - at))
                if len(line) >= _MOST_COLUMNS:
                    break
            grid.append(line)
        width = max((len(line) for line in grid), default=0)
        return [line + [Words()] * (width - len(line)) for line in grid]

    def _cell(self, cell: etree._Element) -> Words:
        """Return the words of a cell, its paragraphs a line each; a table within it is one line a row."""
        words = Words()
        for one in _blocks_of(cell):
            if tag(one) == "w:tbl":
                for row in self._grid([list(_cells(row)) for row in _within(one, "w:tr") if _is_kept(row)]):
                    for inner in dict.fromkeys(id(place) for place in row):
                        words.add(" ")
                        words.append(next(place for place in row if id(place) == inner))
                    words.add("\n")
                continue
            read, label = self._read(one)
            if read is not None and (label or not read.is_blank):
                words.add(("\n" if words.text else "") + label)
                words.append(read)
        return words

    def _problems(self) -> Iterator[Problem]:
        if self._found.hidden:
            yield Problem("hidden text", f"文件含有{self._found.hidden}处隐藏文字，未读入。")
        if self._lone_pictures:
            yield Problem(
                "picture not read", f"文件含有{self._lone_pictures}张图片，图片中的内容没有读取，请核对原件。"
            )
        if self._embedded:
            yield Problem("embedded file", f"文件嵌入了{self._embedded}个其他文件，其内容没有读取，请另行放入。")


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children with this name, also those inside content controls and the like."""
    for one in element:
        if tag(one) == name:
            yield one
        elif tag(one) in _CONTAINERS or tag(one) == "w:sdt":
            yield from _within(one, name)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in _within(row, "w:tc") if child(cell, "w:tcPr", "w:cellDel") is None)


def _blocks_of(cell: etree._Element) -> Iterator[etree._Element]:
    for one in cell:
        if tag(one) in ("w:p", "w:tbl"):
            yield one
        elif tag(one) in _CONTAINERS or tag(one) == "w:sdt":
            yield from _blocks_of(one)


def _is_kept(row: etree._Element) -> bool:
    properties = child(row, "w:trPr")
    return child(properties, "w:del") is None and not is_on(properties, "w:hidden")


def _before(cell: etree._Element) -> int:
    """Return how many columns stand empty before the first cell of a row."""
    row = cell.getparent()
    while row is not None and tag(row) != "w:tr":
        row = row.getparent()
    return max(0, whole(value(row, "w:trPr", "w:gridBefore"), 0)) if row is not None else 0
