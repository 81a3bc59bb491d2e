"""Slip: an answer to keep on file: question, answer, each cited clause word for word, generation and time."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.shared import Pt

from assistant.answer import Answer
from assistant.answerer import Library
from assistant.export.source import Source, body_of, printable, sources_of
from assistant.export.words import Words, particulars, words_of

_MARKDOWN = re.compile(r"([\\`*_{}<>#|~])")
_FENCE = re.compile(r"`{3,}")
_LATIN_FONT, _HAN_FONT, _SIZE = "Times New Roman", "SimSun", Pt(11)
_TABLE_LINE = re.compile(r"^\|(.*)\|$")
_TABLE_RULE = re.compile(r"^\|[\s|:-]+\|$")


def markdown_slip(answer: Answer, made: dt.datetime, library: Library | None = None) -> str:
    """Return the slip of `answer` as Markdown; clauses stand in fenced blocks, exactly as printed.

    Args:
        answer: the answer.
        made: when the slip is made, which is printed on it.
        library: the notices, from which the whole clauses are taken; without it only what is quoted is shown.
    """
    words = words_of(answer)
    parts = [f"# {words.title}", f"## {words.question}", _escaped(answer.question), f"## {words.answer}"]
    parts += [_paragraph(part) for part in body_of(answer)]
    parts += [f"## {words.sources if answer.answered else words.nearest}"]
    for source in sources_of(answer, library):
        parts += [f"**[{source.citation.number}] {_escaped(source.name)}**", _fenced(source.clause_text)]
        if source.citation.quote.strip() != source.clause_text:
            parts.append(f"{words.quoted}：\n\n{_fenced(source.citation.quote)}")
    if answer.notes:
        parts += [f"## {words.notes}", "\n".join(f"- {_escaped(note)}" for note in answer.notes)]
    told = [f"{name}：{_escaped(value)}" for name, value in particulars(answer, made)]
    parts += ["---", "  \n".join(told), words.caution]
    return "\n\n".join(parts) + "\n"


def _escaped(words: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(words.split()))


def _paragraph(part: str) -> str:
    """Return a paragraph of the answer with its lines kept apart; a table stays a table."""
    lines = part.splitlines()
    if not _TABLE_LINE.match(lines[0]):
        return "  \n".join(_escaped(line) for line in lines)
    return "\n".join(_escaped(line).replace("\\|", "|") for line in lines)


def _fenced(words: str) -> str:
    longest = max((len(run) for run in _FENCE.findall(words)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}text\n{words}\n{fence}"


def docx_slip(answer: Answer, made: dt.datetime, library: Library | None = None) -> bytes:
    """Return the slip of `answer` as a Word document; for the arguments see `markdown_slip`."""
    words = words_of(answer)
    document = _blank(words, made)
    document.add_heading(words.title, 0)
    document.add_heading(words.question, 1)
    document.add_paragraph(printable(answer.question))
    document.add_heading(words.answer, 1)
    for part in body_of(answer):
        _add_part(document, part.splitlines())
    document.add_heading(words.sources if answer.answered else words.nearest, 1)
    for source in sources_of(answer, library):
        _add_source(document, source, words)
    if answer.notes:
        document.add_heading(words.notes, 1)
        for note in answer.notes:
            document.add_paragraph(printable(note), style="List Bullet")
    for name, value in particulars(answer, made):
        document.add_paragraph(f"{name}：{printable(value)}")
    document.add_paragraph(words.caution)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _blank(words: Words, made: dt.datetime) -> DocumentObject:
    """Return an empty document with a font for each script; Word takes another for Chinese than for Latin letters."""
    document = Document()
    for style in ("Normal", "Title", "Heading 1"):
        font = document.styles[style].font
        font.name = _LATIN_FONT
        font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _HAN_FONT)
    document.styles["Normal"].font.size = _SIZE
    document.core_properties.title = words.title
    document.core_properties.author = "Mingbai"
    document.core_properties.created = made
    document.core_properties.modified = made
    return document


def _add_part(document: DocumentObject, lines: Sequence[str]) -> None:
    """Add one paragraph of an answer: a table as a table, other lines one below the other."""
    cells = [
        [cell.strip() for cell in found[1].split("|")]
        for line in lines
        if (found := _TABLE_LINE.match(line)) and not _TABLE_RULE.match(line)
    ]
    if not cells or not _TABLE_LINE.match(lines[0]):
        for line in lines:
            document.add_paragraph(printable(line))
        return
    table = document.add_table(rows=0, cols=max(map(len, cells)), style="Table Grid")
    for row in cells:
        for cell, words in zip(table.add_row().cells, row, strict=False):
            cell.text = printable(words)


def _add_source(document: DocumentObject, source: Source, words: Words) -> None:
    """Add one cited clause: where it stands, its words, and in bold what of them is quoted."""
    document.add_paragraph().add_run(printable(f"[{source.citation.number}] {source.name}")).bold = True
    text, quote = source.clause_text, source.citation.quote.strip()
    at = text.find(quote)
    paragraph = document.add_paragraph(style="Quote")
    if at < 0 or quote == text:
        paragraph.add_run(printable(text))
        return
    paragraph.add_run(printable(text[:at]))
    paragraph.add_run(printable(quote)).bold = True
    paragraph.add_run(printable(text[at + len(quote) :]))
