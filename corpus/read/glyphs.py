"""Glyphs: the characters that a PDF page draws, with their places."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from corpus.read.legible import usual_form
from corpus.read.printed import is_wide

MOST_CHARACTERS = 60_000
"""A page of more is no printed page: a full one in small type has 4,000."""

_PALE = 200


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on an upright page, in points from its upper left corner."""

    char: str
    left: float
    right: float
    base: float
    size: float
    pale: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """The characters of one page.

    Attributes:
        shown: those that can be seen.
        hidden: those drawn invisibly, as a scanner's own recognition lays them over its picture.
        turned: by how many quarters clockwise the page was turned so that its text stands upright.
        width: of the page as turned, in points.
        height: likewise.
        unmapped: how many characters the fonts do not map to Unicode.
        aside: how many characters run in another direction and are left out; slanted ones, a watermark's, not counted.
    """

    shown: tuple[Glyph, ...]
    hidden: tuple[Glyph, ...]
    turned: int
    width: float
    height: float
    unmapped: int
    aside: int


@dataclass(frozen=True, slots=True)
class _Drawn:
    char: str
    x: float
    y: float
    advance: float
    angle: float
    size: float
    hidden: bool
    pale: bool

    @property
    def quarter(self) -> int | None:
        """By how many quarters clockwise the writing is turned; None where it is slanted."""
        quarter = round(self.angle / 90)
        return quarter % 4 if abs(self.angle - 90 * quarter) < 10 else None


def read_ink(page: Any) -> Ink:
    """Return the characters of a pypdfium2 page.

    Raises:
        OverflowError: if there are more than `MOST_CHARACTERS`.
    """
    upright = _Upright(page)
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > MOST_CHARACTERS:
            raise OverflowError(count)
        drawn, unmapped = _drawn(textpage, count, upright)
    finally:
        textpage.close()
    quarters = Counter(one.quarter for one in drawn if one.quarter is not None)
    quarter = max(quarters, key=lambda one: quarters[one], default=0)
    straight = [one for one in drawn if one.quarter == quarter]
    turned = -quarter % 4
    size = (upright.width, upright.height)
    return Ink(
        shown=tuple(_once(_glyph(one, turned, *size) for one in straight if not one.hidden)),
        hidden=tuple(_once(_glyph(one, turned, *size) for one in straight if one.hidden)),
        turned=turned,
        width=size[turned % 2],
        height=size[1 - turned % 2],
        unmapped=unmapped,
        aside=sum(quarters.values()) - len(straight),
    )


class _Upright:
    """From a page's own coordinates to points from the upper left corner of the page as it is shown."""

    _FINE = 100

    def __init__(self, page: Any) -> None:
        self.width, self.height = page.get_size()
        origin, right, up = (self._device(page, *at) for at in ((0, 0), (1000, 0), (0, 1000)))
        self._zero = origin
        self._right = ((right[0] - origin[0]) / 1000, (right[1] - origin[1]) / 1000)
        self._up = ((up[0] - origin[0]) / 1000, (up[1] - origin[1]) / 1000)

    def _device(self, page: Any, x: float, y: float) -> tuple[float, float]:
        # 0.1 s, only for who reads a PDF.
        import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

        across, down = ctypes.c_int(), ctypes.c_int()
        width, height = (max(1, int(side * self._FINE)) for side in (self.width, self.height))
        pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        return across.value / self._FINE, down.value / self._FINE

    def point(self, x: float, y: float) -> tuple[float, float]:
        across, down = self.vector(x, y)
        return self._zero[0] + across, self._zero[1] + down

    def vector(self, x: float, y: float) -> tuple[float, float]:
        return x * self._right[0] + y * self._up[0], x * self._right[1] + y * self._up[1]


def _drawn(textpage: Any, count: int, upright: _Upright) -> tuple[list[_Drawn], int]:
    """Return the characters that the page draws and the number of those without a Unicode value."""
    # 0.1 s, only for who reads a PDF.
    import pypdfium2.raw as pdfium

    found: list[_Drawn] = []
    unmapped, high = 0, 0
    for at in range(count):
        if pdfium.FPDFText_IsGenerated(textpage, at) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(textpage, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        if code == 0 or code > 0x10FFFF or pdfium.FPDFText_HasUnicodeMapError(textpage, at) == 1:
            unmapped += 1
            continue
        found += _spread(_character(pdfium, textpage, at, usual_form(chr(code)), upright))
    return found, unmapped


def _spread(one: _Drawn) -> Iterator[_Drawn]:
    """Yield the letters of a ligature side by side; any other character as it is."""
    step = one.advance / max(len(one.char), 1)
    along = math.radians(one.angle)
    for at, char in enumerate(one.char):
        x, y = one.x + at * step * math.cos(along), one.y + at * step * math.sin(along)
        yield replace(one, char=char, x=x, y=y, advance=step)


def _character(pdfium: Any, textpage: Any, at: int, char: str, upright: _Upright) -> _Drawn:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, at, x, y)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, at, matrix)
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(textpage, at, box)
    along = upright.vector(matrix.a, matrix.b)
    across, down = upright.point(x.value, y.value)
    vertical = abs(along[1]) > abs(along[0])
    wide = upright.vector(box.right - box.left, box.top - box.bottom)
    advance = abs(wide[1] if vertical else wide[0])
    stretch = math.hypot(matrix.c, matrix.d) or 1.0
    font_size = abs(pdfium.FPDFText_GetFontSize(textpage, at))
    size = font_size * stretch
    holder = pdfium.FPDFText_GetTextObject(textpage, at)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(holder) if holder else 0
    return _Drawn(
        char=char,
        x=across,
        y=down,
        # The library gives some square characters the width of their ink only.
        advance=max(math.hypot(*along) * font_size, 0.5 * advance) if is_wide(char) else min(advance, 3 * size),
        angle=math.degrees(math.atan2(along[1], along[0])),
        size=size,
        hidden=mode in (3, 7),
        pale=_is_pale(pdfium, textpage, at),
    )


def _is_pale(pdfium: Any, textpage: Any, at: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(textpage, at, red, green, blue, alpha):
        return False
    light = (0.3 * red.value + 0.59 * green.value + 0.11 * blue.value) * alpha.value / 255 + 255 - alpha.value
    return light > _PALE


def _glyph(one: _Drawn, turned: int, width: float, height: float) -> Glyph:
    x, y = one.x, one.y
    for _ in range(turned):
        x, y = height - y, x
        width, height = height, width
    return Glyph(one.char, x, x + one.advance, y, one.size, one.pale)


def _once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return the characters without those drawn again in the same place to look bold or shaded."""
    seen: dict[tuple[str, int, int], Glyph] = {}
    kept = []
    for glyph in glyphs:
        step = max(glyph.size * 0.3, 0.1)
        column, row = round(glyph.left / step), round(glyph.base / step)
        around = ((glyph.char, column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if not glyph.char.isspace() and any(_same(glyph, seen.get(key)) for key in around):
            continue
        seen[glyph.char, column, row] = glyph
        kept.append(glyph)
    return kept


def _same(glyph: Glyph, other: Glyph | None) -> bool:
    near = min(0.3 * glyph.size, 0.5 * (glyph.right - glyph.left))
    return other is not None and abs(other.left - glyph.left) < near and abs(other.base - glyph.base) < near
