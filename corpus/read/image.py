"""Pictures of pages: scans and photographs, read by optical recognition."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from corpus.errors import UnreadableFile
from corpus.read.document import Document
from corpus.read.flow import compose
from corpus.read.recognition import MOST_SCANNED, problems_of, recognise

MOST_PIXELS = 150_000_000
"""A picture of more is no scan of a page: A3 at 600 dots an inch has 70 million."""

_FAULTS = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
"""What the library raises on damaged pictures of one kind or another."""
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")
_PAGE = 842.0
"""Points of the longer side of a page, as of A4; a picture does not say how large its paper was."""
_REMEDY = "Scan the page again, or save it as PNG."


def read_image(name: str, data: bytes) -> Document:
    """Return the document that a picture (PNG, JPEG, TIFF of several pages, BMP, WebP, GIF) shows.

    Raises:
        UnreadableFile: if it is no picture, is damaged, too large or shows no text.
    """
    sheets = []
    for number, picture in enumerate(pictures(name, data), 1):
        if number > MOST_SCANNED:
            raise UnreadableFile(name, f"it holds more than {MOST_SCANNED} pages", "Split it into its documents.")
        scale = _PAGE / max(picture.size)
        sheets.append(recognise(picture, number, picture.width * scale, picture.height * scale))
    raw, medium = compose(sheets)
    if not raw.strip():
        raise UnreadableFile(name, "the picture shows no text, a notice was expected", "Check it and scan it again.")
    return Document(raw, medium, problems=problems_of(medium.seen, len(sheets)))


def pictures(name: str, data: bytes) -> Iterator[Image.Image]:
    """Yield the pages of a picture file, each the way up that its camera noted.

    Raises:
        UnreadableFile: if it is no picture, is damaged or too large.
    """
    try:
        with warnings.catch_warnings():
            # What the library finds odd in a file (its size, a broken note) is no concern of who reads it.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                pages = ImageSequence.Iterator(opened) if opened.format == "TIFF" else iter([opened])
                for page in pages:
                    if page.width * page.height > MOST_PIXELS:
                        reason = f"the picture has {page.width} x {page.height} pixels, expected {MOST_PIXELS} in all"
                        raise UnreadableFile(name, reason, "Scan it with fewer dots an inch.")
                    yield _on_white(ImageOps.exif_transpose(page))
    except UnidentifiedImageError as error:
        reason = f"the file begins with {data[:8]!r}, which is no picture" if data else "the file is empty"
        raise UnreadableFile(name, reason, _REMEDY) from error
    except Image.DecompressionBombError as error:
        raise UnreadableFile(name, "the picture has too many pixels", "Scan it with fewer dots an inch.") from error
    except _FAULTS as error:
        raise UnreadableFile(name, f"the picture is damaged or cut off ({error})", _REMEDY) from error


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture without transparency: what shines through is the paper."""
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        low, high = picture.convert("F").getextrema()
        span = max(float(high) - float(low), 1.0)  # type: ignore[arg-type]
        return picture.convert("F").point(lambda value: (value - low) * (255 / span)).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return picture.convert("RGB")
