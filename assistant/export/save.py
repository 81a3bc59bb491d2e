"""Save: an answer written to a file, in the form that the file's name asks for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from assistant.answer import Answer
from assistant.answerer import Library
from assistant.deadline.ics import calendar_file
from assistant.errors import ExportError
from assistant.export.clipboard import copied
from assistant.export.sheet import workbook
from assistant.export.slip import docx_slip, markdown_slip

FORMS = (".docx", ".ics", ".md", ".txt", ".xlsx")


def exported(answer: Answer, form: str, made: dt.datetime, library: Library | None = None) -> bytes:
    """Return `answer` in `form`: a slip (.docx, .md), a workbook (.xlsx), plain text (.txt) or its days (.ics).

    Raises:
        ExportError: if `form` is none of `FORMS`, or a calendar is wanted of an answer that tells no day.
    """
    if form == ".ics":
        return calendar_file(answer)
    if form == ".docx":
        return docx_slip(answer, made, library)
    if form == ".xlsx":
        return workbook(answer, made, library)
    if form == ".md":
        return markdown_slip(answer, made, library).encode()
    if form == ".txt":
        return f"{copied(answer)}\n".encode()
    raise ExportError(f"{form or 'no suffix'}: expected one of {', '.join(FORMS)}. Give the file a name that ends so.")


def save(answer: Answer, path: Path, made: dt.datetime, library: Library | None = None) -> None:
    """Write `answer` to `path` in the form of its suffix.

    Raises:
        ExportError: if the suffix names no form, or the file cannot be written.
    """
    content = exported(answer, path.suffix.lower(), made, library)
    try:
        path.write_bytes(content)
    except OSError as error:
        told = f"{path}: cannot be written ({error.strerror}). Give a file in a folder that exists."
        raise ExportError(told) from error
