"""Text files: their bytes become characters; the fields above a Markdown text are stated, not part of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.read.document import Document
from corpus.read.encoding import read_characters
from corpus.read.rows import row_lines
from corpus.read.stated import entry_of

_FRONT = re.compile(r"\s*---[ \t]*\r?\n((?:[^\r\n]*\r?\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"([\w\u4e00-\u9fff][\w \u4e00-\u9fff-]{0,30}?)\s*[:：]\s*(.*?)\s*$")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$|\s*\|\s*:?-{2,}:?\s*\|\s*$")
"""The line under the heads of a table: |---|:--:|."""
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NESTED = re.compile(r"\s+|#|- ")


def read_plain(name: str, data: bytes) -> Document:
    """Return the document that a text file is.

    Raises:
        UnreadableFile: as `corpus.read.encoding.read_characters`.
    """
    decoded = read_characters(name, data)
    return Document(decoded.text, problems=decoded.problems)


def read_markdown(name: str, data: bytes) -> Document:
    """Return the document that a Markdown file is, its tables in lines that can be cited.

    The fields between two lines --- above its text are `stated`.

    Raises:
        UnreadableFile: as `corpus.read.encoding.read_characters`.
    """
    decoded = read_characters(name, data)
    front = _FRONT.match(decoded.text)
    fields = _fields(front[1]) if front else {}
    if front is None or not fields:
        return Document(_with_rows(decoded.text), problems=decoded.problems)
    stated, problems = entry_of(name, fields)
    text = _with_rows(decoded.text[front.end() :])
    return Document(text, stated=stated, problems=(*decoded.problems, *problems))


def _with_rows(text: str) -> str:
    """Return a Markdown text in which each table is written out row by row."""
    lines = text.split("\n")
    written: list[str] = []
    at = 0
    while at < len(lines):
        if "|" not in lines[at] or at + 1 == len(lines) or not _RULE.match(lines[at + 1]):
            written.append(lines[at])
            at += 1
            continue
        end = next((row for row in range(at + 2, len(lines)) if "|" not in lines[row]), len(lines))
        written += row_lines([_cells(row) for row in (lines[at], *lines[at + 2 : end])])
        at = end
    return "\n".join(written)


def _cells(row: str) -> list[str]:
    return [
        _BREAK.sub(" ", cell).replace("\\|", "|").strip()
        for cell in _BAR.split(row.strip().removeprefix("|").removesuffix("|"))
    ]


def _fields(block: str) -> Mapping[str, str]:
    """Return the fields of a block of front matter; none where a line is no field: it is no front matter then."""
    fields: dict[str, str] = {}
    for line in block.splitlines():
        if not line.strip() or _NESTED.match(line):
            continue
        found = _FIELD.match(line)
        if found is None:
            return {}
        fields[found[1]] = found[2].strip("\"' ")
    return fields
