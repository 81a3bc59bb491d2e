"""Excel files of 2003 and before (xls), and those of WPS (et): the sheets of a workbook."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

from corpus.errors import UnreadableFile
from corpus.read.document import Document
from corpus.read.kind import kind_of
from corpus.read.office.cell_text import BUILT_IN, number_text
from corpus.read.office.ole import Streams, refuse_ole
from corpus.read.office.sheet import MOST_CELLS, Sheet, workbook_document

_TEXT, _NUMBER, _DATE, _TRUTH = 1, 2, 3, 4
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_MALFORMED = (
    struct.error, AssertionError, IndexError, KeyError, ValueError, TypeError, AttributeError, OverflowError,
    NotImplementedError, EOFError, RecursionError,
)  # fmt: skip
"""What the library raises, beside its own error, when a record is not as it expects."""
_REMEDY = "Open it in Excel or WPS, save it as xlsx and put that file in its place."


def read_xls(name: str, data: bytes) -> Document:
    """Return the document that an Excel file of 2003 or before is, also one of WPS (et).

    Raises:
        UnreadableFile: if it is no such file, is damaged or encrypted, too large, or shows no words.
    """
    kind = kind_of(name, data)
    if kind not in ("ole-sheet", "ole-encrypted"):
        refuse_ole(name, data, "xls")
        found = kind or "no Office file"
        raise UnreadableFile(name, f"the file is {found} by its bytes, xls was expected", _REMEDY)
    # The library's own reading of compound files never ends on some damaged ones; it takes the bare stream as well.
    streams = Streams(name, data)
    book = _open(name, streams.read("Workbook" if "Workbook" in streams else "Book"))
    try:
        return workbook_document(name, list(_sheets(name, book)))
    except _MALFORMED as error:
        raise UnreadableFile(name, "the workbook is damaged or cut off", _REMEDY) from error


def _open(name: str, data: bytes) -> Any:
    """Return the library's workbook; one that names no code page is read as Chinese."""
    # A tenth of a second that only Excel files of 2003 and before need.
    import xlrd

    for encoding in (None, "gb18030"):
        try:
            return xlrd.open_workbook(
                file_contents=data, formatting_info=True, logfile=io.StringIO(), encoding_override=encoding
            )
        except UnicodeDecodeError:
            continue
        except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *_MALFORMED) as error:
            locked = "encrypted" in str(error)
            reason = "the file is encrypted with a password" if locked else "the workbook is damaged or cut off"
            raise UnreadableFile(name, reason, "Save it without a password." if locked else _REMEDY) from error
    raise UnreadableFile(name, "its characters are in no known code page", _REMEDY)


def _sheets(name: str, book: Any) -> Iterator[Sheet]:
    count = 0
    for source in book.sheets():
        count += source.nrows * source.ncols
        if count > 10 * MOST_CELLS:
            raise UnreadableFile(name, f"the workbook has more than {10 * MOST_CELLS} cells", "Split it by sheets.")
        sheet = Sheet(source.name, hidden=bool(source.visibility))
        sheet.merges = [(top + 1, bottom, left + 1, right) for top, bottom, left, right in source.merged_cells]
        sheet.hidden_rows = {at + 1 for at, row in source.rowinfo_map.items() if row.hidden}
        sheet.hidden_columns = {at + 1 for at, column in source.colinfo_map.items() if column.hidden}
        for at in range(source.nrows):
            cells = {column + 1: text for column, one in enumerate(source.row(at)) if (text := _text(book, one))}
            if cells:
                sheet.cells[at + 1] = cells
        yield sheet


def _format(book: Any, style: Any) -> str:
    if style is None:
        return ""
    found = book.format_map.get(style.format_key)
    return BUILT_IN.get(style.format_key) or (found.format_str if found else None) or ""


def _text(book: Any, cell: Any) -> str:
    if cell.ctype == _TEXT:
        return str(cell.value)
    if cell.ctype in (_NUMBER, _DATE):
        style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
        return number_text(float(cell.value), _format(book, style), from_1904=bool(book.datemode))
    if cell.ctype == _TRUTH:
        return "是" if cell.value else "否"
    return _ERRORS.get(cell.value, "") if cell.ctype > _TRUTH else ""
