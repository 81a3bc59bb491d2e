"""Regions: the piece of a page that shows a line, to be held beside what was read from it."""

from __future__ import annotations

import io
from itertools import islice

from PIL import Image

from corpus.errors import UnreadableFile
from corpus.medium import Box
from corpus.read.image import pictures
from corpus.read.pdf import opened, rendered

_MARGIN = 0.012
"""The page shown around a line, as a share of its longer side."""
_LONG_SIDE = 1800
"""Pixels of the longer side of a page of which a region is shown."""


def picture(data: bytes, name: str, page: int, box: Box) -> bytes:
    """Return a PNG of the region `box` of a page, with a margin.

    Args:
        data: the bytes of a PDF or a picture file.
        name: its name.
        page: from 1.
        box: the region, as shares of the page's width and height.

    Raises:
        UnreadableFile: if the file cannot be read or has no such page.
    """
    shown = _page(data, name, page)
    margin = _MARGIN * max(shown.size)
    left, right = sorted(min(max(share, 0.0), 1.0) * shown.width for share in (box[0], box[2]))
    top, bottom = sorted(min(max(share, 0.0), 1.0) * shown.height for share in (box[1], box[3]))
    region = shown.crop(
        (
            int(max(left - margin, 0)),
            int(max(top - margin, 0)),
            int(min(right + margin, shown.width)),
            int(min(bottom + margin, shown.height)),
        )
    )
    written = io.BytesIO()
    region.save(written, "PNG")
    return written.getvalue()


def _page(data: bytes, name: str, page: int) -> Image.Image:
    missing = UnreadableFile(name, f"it has no page {page}", "Read the file again: it has changed since.")
    if b"%PDF-" in data[:1024]:
        with opened(name, data) as pdf:
            if not 1 <= page <= len(pdf):
                raise missing
            return rendered(pdf[page - 1], _LONG_SIDE)
    found = next(islice(pictures(name, data), max(page - 1, 0), None), None)
    if found is None or page < 1:
        raise missing
    found.thumbnail((_LONG_SIDE, _LONG_SIDE))
    return found
