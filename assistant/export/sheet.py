"""Sheet: a list or a comparison as a workbook (.xlsx), an item a row with its citation; every cell is text."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from assistant.answer import Answer
from assistant.answerer import Library
from assistant.export.source import Source, body_of, printable, sources_of
from assistant.export.words import particulars, words_of
from assistant.row import Row

CELL_LONGEST = 32_767
"""The most characters of a cell of this format."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = (6, 22, 16, 44, 22, 20, 32, 14, 60, 22)


def workbook(answer: Answer, made: dt.datetime, library: Library | None = None) -> bytes:
    """Return `answer` as a workbook: its items with their citations, and a second sheet that says what they answer.

    An answer without a list has one row a citation. What begins like a formula is text all the same.

    Args:
        answer: the answer.
        made: when the workbook is made, which it says.
        library: the notices, from which the whole clauses are taken; without it only what is quoted is shown.
    """
    words = words_of(answer)
    book = Workbook()
    items: Worksheet = book.active
    items.title = words.answer
    _fill(items, [words.columns, *_lines(answer, sources_of(answer, library))])
    for column, width in zip(items.columns, _WIDTHS, strict=True):
        items.column_dimensions[column[0].column_letter].width = width
    for cell in items[1]:
        cell.font = Font(bold=True)
    items.freeze_panes = "A2"
    items.auto_filter.ref = items.dimensions
    about: Worksheet = book.create_sheet(words.about)
    _fill(about, [
        (words.question, answer.question), (words.answer, body_of(answer)[0]), *particulars(answer, made),
        *((words.notes, note) for note in answer.notes), ("", words.caution),
    ])  # fmt: skip
    about.column_dimensions["B"].width = 100
    book.properties.creator = "Mingbai"
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _lines(answer: Answer, sources: Sequence[Source]) -> list[tuple[str, ...]]:
    """Return one line a citation of each item, and one for an item without any."""
    rows = answer.rows or tuple(Row("", "", source.citation.quote, (source.citation.number,)) for source in sources)
    known: Mapping[int, Source] = {source.citation.number: source for source in sources}
    lines = []
    for number, row in enumerate(rows, 1):
        for cited in row.numbers or (0,):
            lines.append((str(number), row.group, row.place, row.words, *_cited(known.get(cited))))
    return lines


def _cited(source: Source | None) -> tuple[str, ...]:
    if source is None:
        return ("",) * 6
    cited = source.citation
    return (cited.issuer or "", cited.doc_number or "", cited.title, source.path, source.clause_text, cited.source)


def _fill(sheet: Worksheet, lines: Sequence[Sequence[str]]) -> None:
    for at, line in enumerate(lines, 1):
        for column, words in enumerate(line, 1):
            cell = sheet.cell(at, column)
            text = printable(words)[:CELL_LONGEST]
            cell.value = text
            # A leading "=" has just made a formula of it; the mark keeps programs from asking what it means.
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(_FORMULA)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
