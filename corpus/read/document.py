"""Document: what a reader of one file format hands on, before anything in it is understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.catalogue import Entry
from corpus.medium import Medium
from corpus.notice import Problem


@dataclass(frozen=True, slots=True)
class Document:
    """The characters of one file.

    Attributes:
        raw: one paragraph, or one printed line, a line; a table one row a line (`corpus.read.rows`).
        medium: what the format tells beyond them.
        stated: what the file says of the notice beside its text, such as the table above it on a web page; it counts
            where the text does not say.
        problems: what the keeper should know of the file.
    """

    raw: str
    medium: Medium = field(default_factory=Medium)
    stated: Entry | None = None
    problems: tuple[Problem, ...] = ()


Reader = Callable[[str, bytes], Document]
"""Turns a file's name and bytes into its document; raises UnreadableFile, and nothing else, where it cannot."""
