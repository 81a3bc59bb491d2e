"""PDF files: pages with text are read from their characters, scanned ones by optical recognition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from PIL import Image

from corpus.errors import UnreadableFile
from corpus.notice import Problem
from corpus.read.document import Document
from corpus.read.flow import compose
from corpus.read.glyphs import MOST_CHARACTERS, Ink, read_ink
from corpus.read.legible import MISSING, is_garbled, plausibility
from corpus.read.printed import Sheet, Table
from corpus.read.recognition import LONG_SIDE, MOST_SCANNED, problems_of, recognise
from corpus.read.ruled import CellBox, may_hold_tables, read_tables, tables_of
from corpus.read.words import pieces_of

MOST_PAGES = 600
"""A file of more pages is a book or a hostile one; the longest official plans have three hundred."""

_SPARSE = 40
"""A page of at most so many characters over a picture is a scan with a stamp or a page number set on it."""
_PASSWORD = 4
_PLAUSIBLE = 0.9
"""A hidden layer in which fewer characters are usual ones is recognised anew."""
_LAYER = 0.9
"""The confidence of a hidden layer, which states none, where every character is a usual one."""
_DRAWN = 100
"""A page of more paths and no characters may show letters drawn as curves."""


def read_pdf(name: str, data: bytes) -> Document:
    """Return the document that a PDF file is.

    Raises:
        UnreadableFile: if it is no PDF, is damaged, needs a password, has too many pages or holds no text.
    """
    with opened(name, data) as pdf:
        if len(pdf) > MOST_PAGES:
            raise UnreadableFile(
                name, f"the PDF has {len(pdf)} pages, expected at most {MOST_PAGES}", "Split it into its documents."
            )
        pages = _Pages(name, pdf, tables_of(data))
        sheets = [pages.read(number) for number in range(1, len(pdf) + 1)]
        raw, medium = compose(sheets)
        if not raw.strip():
            raise UnreadableFile(
                name,
                "the PDF shows no text, a notice was expected",
                "Check that its pages are not blank and scan it anew.",
            )
        medium = replace(medium, attachments=_attachments(pdf))
    problems = (*_damage(name, data), *pages.problems(), *problems_of(medium.seen, len(sheets)))
    return Document(raw, medium, problems=problems)


@contextmanager
def opened(name: str, data: bytes) -> Iterator[Any]:
    """Yield the pypdfium2 document that `data` is, and close it.

    Raises:
        UnreadableFile: if it is no PDF, is damaged or needs a password; also for what goes wrong while it is open.
    """
    # 0.1 s and 20 MB, only for who reads a PDF.
    import pypdfium2  # type: ignore[import-untyped]

    if b"%PDF-" not in data[:1024]:
        begins = data[:12].decode("ascii", "replace").strip() or "nothing"
        raise UnreadableFile(
            name, f"the file begins with {begins!r}, expected %PDF-", "Download it again, or give it its own ending."
        )
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD and b"/Encrypt" in data:
            reason, remedy = "the PDF asks for a password, none was expected", "Save it without a password."
        else:
            reason, remedy = f"the PDF is damaged or cut off ({error})", "Download it again, or print it to a new PDF."
        raise UnreadableFile(name, reason, remedy) from error
    try:
        yield pdf
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(
            name, f"a page of the PDF is damaged ({error})", "Download it again, or print it to a new PDF."
        ) from error
    finally:
        pdf.close()


def rendered(page: Any, long_side: int = LONG_SIDE) -> Image.Image:
    """Return the picture of a pypdfium2 page, its longer side of `long_side` pixels."""
    scale = long_side / max(*page.get_size(), 1.0)
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return picture.convert("RGB")


class _Pages:
    """The pages of one file, read one by one, and what is to be said of them."""

    def __init__(self, name: str, pdf: Any, cells: Callable[[int], list[list[CellBox]]]) -> None:
        self._name, self._pdf, self._cells = name, pdf, cells
        self._scanned, self._aside, self._missing = 0, 0, 0

    def read(self, number: int) -> Sheet:
        page = self._pdf[number - 1]
        try:
            ink = self._ink(page, number)
            text = "".join(glyph.char for glyph in ink.shown if not glyph.char.isspace())
            if len(text) > _SPARSE and not is_garbled(text, ink.unmapped):
                return self._typed(page, number, ink, text)
            if is_garbled(text, ink.unmapped) or _pictures(page):
                return self._recognised(page, number, ink)
            return self._typed(page, number, ink, text)
        finally:
            page.close()

    def _ink(self, page: Any, number: int) -> Ink:
        try:
            return read_ink(page)
        except OverflowError as error:
            raise UnreadableFile(
                self._name,
                f"page {number} holds {error} characters, expected at most {MOST_CHARACTERS}",
                "Print it to a new PDF.",
            ) from error

    def _typed(self, page: Any, number: int, ink: Ink, text: str) -> Sheet:
        self._aside += ink.aside
        self._missing += text.count(MISSING)
        shown = list(ink.shown)
        tables: list[Table] = []
        if may_hold_tables(page):
            boxes = [[_turned(box, ink) for box in cells] for cells in self._cells(number - 1)]
            tables, shown = read_tables(boxes, shown, number)
        return Sheet(number, ink.width, ink.height, ink.turned, tuple(pieces_of(shown)), tuple(tables))

    def _recognised(self, page: Any, number: int, ink: Ink) -> Sheet:
        hidden = "".join(glyph.char for glyph in ink.hidden)
        trust = plausibility(hidden)
        if len(hidden) > _SPARSE and trust >= _PLAUSIBLE and not is_garbled(hidden):
            pieces = (replace(piece, confidence=round(_LAYER * trust, 3)) for piece in pieces_of(ink.hidden))
            return Sheet(number, ink.width, ink.height, ink.turned, tuple(pieces))
        self._scanned += 1
        if self._scanned > MOST_SCANNED:
            raise UnreadableFile(
                self._name, f"more than {MOST_SCANNED} pages are scanned", "Split it, or recognise its text beforehand."
            )
        return recognise(rendered(page), number, *page.get_size())

    def problems(self) -> tuple[Problem, ...]:
        """Return what was left out or is missing."""
        found = []
        if self._aside:
            found.append(Problem("text left out", f"有{self._aside}个与正文方向不同的字符未读入，请对照原件核对。"))
        if self._missing:
            found.append(Problem("missing characters", f"有{self._missing}个字符在文件中没有编码，以“{MISSING}”表示。"))
        return tuple(found)


def _turned(box: CellBox, ink: Ink) -> CellBox:
    """Return a box on the page as it lies as one on the page turned upright."""
    left, top, right, bottom = box
    width, height = (ink.width, ink.height) if ink.turned % 2 == 0 else (ink.height, ink.width)
    for _ in range(ink.turned):
        left, top, right, bottom = height - bottom, left, height - top, right
        width, height = height, width
    return (left, top, right, bottom)


def _pictures(page: Any) -> bool:
    """Whether a page shows anything beside characters: pictures, or letters drawn as curves."""
    # 0.1 s, only for who reads a PDF.
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING]
    drawn = Counter(one.type for one in page.get_objects(filter=kinds, max_depth=5))
    return bool(drawn[pdfium.FPDF_PAGEOBJ_IMAGE]) or drawn[pdfium.FPDF_PAGEOBJ_PATH] > _DRAWN


def _attachments(pdf: Any) -> tuple[str, ...]:
    return tuple(pdf.get_attachment(at).get_name() for at in range(min(pdf.count_attachments(), MOST_PAGES)))


def _damage(name: str, data: bytes) -> tuple[Problem, ...]:
    if b"%%EOF" in data[-2048:]:
        return ()
    return (Problem("cut file", f"文件{name}没有PDF应有的结尾，可能没有传完，请核对页数。"),)
