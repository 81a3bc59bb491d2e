"""Medium: what a file's format tells of a notice beyond its characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
"""Left, top, right and bottom on a page, as shares of its width and height, from its upper left corner."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A line that only optical recognition has read: `raw[start:end]`.

    Attributes:
        start: where the line begins in `raw`.
        end: where it ends.
        confidence: how sure the recognition is, from 0 to 1.
        page: the page it stands on, from 1.
        box: where on the page.
    """

    start: int
    end: int
    confidence: float
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change: `raw[start:end]` was inserted; or `words` were deleted at `start`, which is `end` then."""

    kind: Literal["inserted", "deleted"]
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Medium:
    """What a file's format tells beyond its characters; places are offsets in `raw`.

    Attributes:
        pages: where each page begins; empty where the format has no pages.
        seen: the lines that only optical recognition has read, in order.
        revisions: the tracked changes, in order.
        attachments: the names of the files that it links or names as attached.
    """

    pages: tuple[int, ...] = ()
    seen: tuple[Seen, ...] = ()
    revisions: tuple[Revision, ...] = ()
    attachments: tuple[str, ...] = ()
