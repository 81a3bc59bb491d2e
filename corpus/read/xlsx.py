"""Excel files (xlsx, xlsm): the sheets of a workbook, their cells as Excel prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.read.document import Document
from corpus.read.office.cell_text import BUILT_IN, number_text
from corpus.read.office.ole import refuse_ole
from corpus.read.office.package import Package, attribute, child, children, tag
from corpus.read.office.sheet import MOST_CELLS, Merge, Sheet, workbook_document

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ON = frozenset({"1", "true", "on"})
_REMEDY = "Open it in Excel or WPS, save it again as xlsx and put that file in its place."


def read_xlsx(name: str, data: bytes) -> Document:
    """Return the document that an Excel file is: each row a line; what is hidden is left out and flagged.

    Raises:
        UnreadableFile: if it is no complete Excel file, is encrypted, too large, or shows no words.
    """
    refuse_ole(name, data, "xlsx")
    package = Package(name, data)
    if "xl/workbook.bin" in package:
        raise UnreadableFile(name, "the file is a binary workbook (xlsb), xlsx was expected", _REMEDY)
    main = package.main_part("xl/workbook.xml")
    root = package.xml(main)
    if tag(root) != "x:workbook":
        raise UnreadableFile(name, "its main part is no Excel workbook", _REMEDY)
    related = package.relations(main)
    named = {one.kind: one.target for one in related if one.target in package}
    book = _Book(
        tuple(_strings(package, named.get("sharedStrings"))),
        tuple(_formats(package, named.get("styles"))),
        (attribute(found, "date1904") or "").casefold() in _ON
        if (found := child(root, "x:workbookPr")) is not None
        else False,
    )
    targets = {one.id: one.target for one in related if one.kind == "worksheet" and one.target in package}
    sheets = []
    for one in children(child(root, "x:sheets"), "x:sheet"):
        part = targets.get(_relation(one))
        if part is not None:
            hidden = (attribute(one, "state") or "visible") != "visible"
            sheets.append(_sheet(name, package.xml(part), attribute(one, "name") or "", book, hidden=hidden))
    return workbook_document(name, sheets)


def _relation(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


@dataclass(frozen=True, slots=True)
class _Book:
    strings: tuple[str, ...]
    formats: tuple[str, ...]
    from_1904: bool


def _text(element: etree._Element | None) -> str:
    """Return the words of a string, without the readings that stand above them."""
    if element is None:
        return ""
    words = [
        one.text or ""
        for one in element.iter()
        if tag(one) == "x:t" and (above := one.getparent()) is not None and tag(above) != "x:rPh"
    ]
    return _ESCAPED.sub(lambda found: _character(found[1]), "".join(words))


def _character(code: str) -> str:
    value = int(code, 16)
    return "\n" if value in (10, 13) else chr(value) if value >= 32 and not 0xD800 <= value <= 0xDFFF else ""


def _strings(package: Package, part: str | None) -> Iterator[str]:
    if part is not None:
        yield from (_text(one) for one in children(package.xml(part), "x:si"))


def _formats(package: Package, part: str | None) -> Iterator[str]:
    """Yield the number format of each cell style."""
    if part is None:
        return
    root = package.xml(part)
    own = {
        attribute(e, "numFmtId"): attribute(e, "formatCode") or ""
        for e in children(child(root, "x:numFmts"), "x:numFmt")
    }
    for one in children(child(root, "x:cellXfs"), "x:xf"):
        at = attribute(one, "numFmtId") or "0"
        yield own.get(at) or (BUILT_IN.get(int(at), "") if at.isdecimal() else "")


def _sheet(name: str, root: etree._Element, title: str, book: _Book, *, hidden: bool) -> Sheet:
    sheet = Sheet(title, hidden=hidden)
    count = 0
    for element in root:
        if tag(element) == "x:cols":
            for one in element:
                if (attribute(one, "hidden") or "") in _ON:
                    first, last = _whole(attribute(one, "min")), _whole(attribute(one, "max"))
                    sheet.hidden_columns.update(range(first, min(last, 16_384) + 1))
        elif tag(element) == "x:mergeCells":
            sheet.merges += [merge for one in element if (merge := _merge(attribute(one, "ref") or ""))]
        elif tag(element) == "x:sheetData":
            at = 0
            for row in element:
                at = _whole(attribute(row, "r")) or at + 1
                if (attribute(row, "hidden") or "") in _ON:
                    sheet.hidden_rows.add(at)
                count += len(row)
                if count > MOST_CELLS:
                    raise UnreadableFile(name, f"a sheet has more than {MOST_CELLS} cells", "Split it by sheets.")
                sheet.cells[at] = dict(_cells(row, book, sheet))
    return sheet


def _cells(row: etree._Element, book: _Book, sheet: Sheet) -> Iterator[tuple[int, str]]:
    column = 0
    for one in row:
        place = _PLACE.match(attribute(one, "r") or "")
        column = _column(place[1]) if place else column + 1
        if child(one, "x:f") is not None and not _stored(one):
            sheet.unknown += 1
        yield column, _value(one, book)


def _stored(cell: etree._Element) -> str | None:
    found = child(cell, "x:v")
    return None if found is None else found.text


def _value(cell: etree._Element, book: _Book) -> str:
    kind, stored = attribute(cell, "t") or "n", _stored(cell) or ""
    if kind == "inlineStr":
        return _text(child(cell, "x:is"))
    if kind == "s":
        at = _whole(stored) if stored.strip().isdecimal() else -1
        return book.strings[at] if 0 <= at < len(book.strings) else ""
    if kind == "b":
        return "是" if stored.strip() == "1" else "否"
    if kind in ("str", "e", "d"):
        return _iso(stored) if kind == "d" else _ESCAPED.sub(lambda found: _character(found[1]), stored)
    return _number(stored, _whole(attribute(cell, "s")), book)


def _number(stored: str, style: int, book: _Book) -> str:
    try:
        value = float(stored)
        if not abs(value) < 1e300:
            return stored
        pattern = book.formats[style] if style < len(book.formats) else ""
        return number_text(value, pattern, from_1904=book.from_1904)
    except ValueError:
        return stored


def _iso(stored: str) -> str:
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", stored)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else stored


def _merge(reference: str) -> Merge | None:
    found = re.fullmatch(rf"{_PLACE.pattern}:{_PLACE.pattern}", reference)
    return (int(found[2]), int(found[4]), _column(found[1]), _column(found[3])) if found else None


def _column(letters: str) -> int:
    at = 0
    for letter in letters.upper():
        at = at * 26 + ord(letter) - ord("A") + 1
    return at


def _whole(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 9 else 0
