"""OFD files (GB/T 33190): the characters that a page places become its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.errors import UnreadableFile
from corpus.medium import Medium
from corpus.notice import Problem
from corpus.read.document import Document
from corpus.read.ofd_glyphs import see
from corpus.read.ofd_parts import AS_PDF, Parts
from corpus.read.print_lines import PrintedLine, lines_of
from corpus.read.print_paragraphs import join_pages

PAGES_NOT_READ = "pages not read"

_FEW = 10
"""A scan has no more characters of its own than a page number."""
_MOST_HIDDEN = 0.05


def read_ofd(name: str, data: bytes) -> Document:
    """Return the document that an OFD file is, a paragraph a line; templates that pages share are left out.

    Raises:
        UnreadableFile: if it is damaged, encrypted, only scanned, or its fonts hide what its characters are.
    """
    parts = Parts(name, data)
    pages: list[list[PrintedLine]] = []
    scans: list[int] = []
    for number, page in enumerate(parts.pages(), 1):
        seen = see(page.content, page.templates)
        lines = lines_of(seen.glyphs)
        if seen.pictured and sum(len(line.text) for line in lines) <= _FEW:
            scans.append(number)
        pages.append(lines)
    _refuse_unread(name, pages, scans)
    raw, begins = join_pages(pages)
    return Document(raw, Medium(pages=begins, attachments=parts.attachments()), problems=_problems(scans))


def _refuse_unread(name: str, pages: Sequence[Sequence[PrintedLine]], scans: Sequence[int]) -> None:
    text = "".join(line.text for page in pages for line in page)
    if scans and len(text) <= _FEW * len(pages):
        reason = f"its {len(scans)} pages are pictures (a scan), text was expected"
        raise UnreadableFile(name, reason, f"{AS_PDF} Scans are read in PDF files.")
    if not text.strip():
        raise UnreadableFile(name, "there is no text on its pages", AS_PDF)
    hidden = sum("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in text)
    if hidden > _MOST_HIDDEN * len(text):
        reason = f"{hidden} of its {len(text)} characters are only known to fonts in the file"
        raise UnreadableFile(name, reason, f"{AS_PDF} If its text is the same there, scan it.")


def _problems(scans: Sequence[int]) -> tuple[Problem, ...]:
    if not scans:
        return ()
    listed = "、".join(map(str, scans))
    return (Problem(PAGES_NOT_READ, f"第{listed}页是扫描图片，没有可读的文字，其中的内容没有读入。"),)
