"""PDF files written by hand, character by character, and notices set into them as a printer would."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

A4 = (595.0, 842.0)
_CLOSERS = "，。、；：！？）》”’】〕"
_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
    b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences "
    b"[33 /g1 /g2 /g3 /g4 /g5 /g6 /g7 /g8 /g9] >> >>",
)


def width_of(text: str) -> float:
    """Return how wide `text` is printed, in characters."""
    return sum(1.0 if char > "\u2e7f" or char in "—…“”‘’·" else 0.5 for char in text)


@dataclass
class Page:
    """A page to draw on; places are points from its upper left corner, those of a line of text its baseline's."""

    width: float = A4[0]
    height: float = A4[1]
    rotate: int = 0
    drawn: list[bytes] = field(default_factory=list)
    images: list[Image.Image] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 16,
        *,
        mode: int = 0,
        grey: float = 0.0,
        turn: Sequence[int | float] = (1, 0, 0, 1),
        font: str = "F1",
        spacing: float = 0.0,
    ) -> Page:
        """Draw one line of text; `font` F2 has characters without a Unicode value."""
        code = words.encode("utf-16-be").hex() if font == "F1" else words.encode("ascii").hex()
        matrix = " ".join(str(part) for part in turn)
        style = f"/{font} {size} Tf {mode} Tr {spacing} Tc {grey} g"
        self.drawn.append(f"BT {style} {matrix} {x} {self.height - y} Tm <{code}> Tj ET".encode())
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Draw a thin line."""
        self.drawn.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S".encode())
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Page:
        """Draw the rules of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def image(self, picture: Image.Image) -> Page:
        """Lay a picture over the whole page."""
        self.images.append(picture)
        name = f"I{len(self.images)}"
        self.drawn.append(f"q {self.width} 0 0 {self.height} 0 0 cm /{name} Do Q".encode())
        return self


def pdf_bytes(pages: Iterable[Page], *, attachment: str | None = None) -> bytes:
    """Return the PDF file that holds these pages."""
    objects: list[bytes] = [b"", b"", *_FONT]
    kids = []
    for page in pages:
        images = b"".join(b"/I%d %d 0 R " % (at, _add(objects, _image(one))) for at, one in enumerate(page.images, 1))
        content = _add(objects, _stream(b"\n".join(page.drawn)))
        kids.append(
            _add(
                objects,
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Rotate %d /Contents %d 0 R /Resources "
                b"<< /Font << /F1 3 0 R /F2 6 0 R >> /XObject << %s >> >> >>"
                % (page.width, page.height, page.rotate, content, images),
            )
        )
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    names = b""
    if attachment:
        file = _add(objects, _stream(b"x", b"/Type /EmbeddedFile "))
        title = b"<FEFF" + attachment.encode("utf-16-be").hex().encode() + b">"
        spec = _add(objects, b"<< /Type /Filespec /F %s /UF %s /EF << /F %d 0 R >> >>" % (title, title, file))
        names = b"/Names << /EmbeddedFiles << /Names [%s %d 0 R] >> >>" % (title, spec)
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % names
    return _file(objects)


def _add(objects: list[bytes], body: bytes) -> int:
    objects.append(body)
    return len(objects)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<< %s/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def _image(picture: Image.Image) -> bytes:
    grey = picture.convert("L")
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
    return _stream(grey.tobytes(), entries % grey.size)


def _file(objects: Sequence[bytes]) -> bytes:
    written, places = io.BytesIO(), []
    written.write(b"%PDF-1.6\n")
    for number, body in enumerate(objects, 1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    written.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    written.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return written.getvalue()


def paragraphs_of(path: Path) -> list[str]:
    """Return the paragraphs of a notice's text file as they are printed, without Markdown marks."""
    lines = (
        re.sub(r"^\s*#{1,6}\s+", "", line).replace("**", "").strip() for line in path.read_text("utf-8").splitlines()
    )
    return [line for line in lines if line]


def broken(paragraph: str, width: float, indent: float = 2.0) -> list[str]:
    """Return the lines of a paragraph set `width` characters wide; numbers and Latin words are not cut."""
    lines, line, room = [], "", width - indent
    for part in re.findall(rf"[!-~]+[{_CLOSERS}]*|.[{_CLOSERS}]*", paragraph):
        if width_of(line + part.rstrip(_CLOSERS)) > room and line:
            lines.append(line)
            line, room = "", width
        line += part
    return [*lines, line]


@dataclass(frozen=True)
class Setting:
    """How a notice is set: the size, the columns, what stands at head and foot of each page."""

    size: float = 16
    leading: float = 28
    columns: int = 1
    gutter: float = 24
    margins: tuple[float, float, float, float] = (79, 105, 74, 99)
    indent: float = 2.0
    gap: float = 0.0
    head: str = ""
    foot: str = ""


def set_pages(paragraphs: Iterable[str], setting: Setting | None = None) -> list[Page]:
    """Return the pages on which the paragraphs are printed."""
    setting = setting or Setting()
    left, top, right, bottom = setting.margins
    wide = (A4[0] - left - right - setting.gutter * (setting.columns - 1)) / setting.columns
    pages: list[Page] = []
    column, y = setting.columns, A4[1]
    for paragraph in paragraphs:
        for at, line in enumerate(broken(paragraph, wide / setting.size, setting.indent)):
            if y > A4[1] - bottom:
                column, y = column + 1, top
                if column >= setting.columns:
                    column = 0
                    pages.append(_dressed(setting, len(pages) + 1))
            x = left + column * (wide + setting.gutter) + (0 if at else setting.indent * setting.size)
            pages[-1].text(round(x, 2), round(y, 2), line, setting.size)
            y += setting.leading
        y += setting.gap
    return pages


def _dressed(setting: Setting, number: int) -> Page:
    page = Page()
    if setting.head:
        page.text(setting.margins[0], 50, setting.head.format(number), 9)
    if setting.foot:
        page.text(280, 800, setting.foot.format(number), 12)
    return page
