"""Readers: one module a file format, and the table that chooses among them by what a file is, not by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.read.document import Document, Reader
from corpus.read.text import read_plain

READERS: Mapping[str, Reader] = {".txt": read_plain, ".md": read_plain, ".markdown": read_plain}
"""For each file ending, what turns a file's name and bytes into its document."""

MOST_BYTES = 100 * 2**20
"""A file of more is no notice; a scan of a hundred pages has a third of this."""


def read_parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each document that the file at `path` holds: one, several for an archive.

    Raises:
        UnreadableFile: if it cannot be opened or is too large.
    """
    yield path.name, _bytes_of(path)


def read_document(name: str, data: bytes) -> Document:
    """Return the document that `data`, the bytes of the file called `name`, is.

    Raises:
        UnreadableFile: if its format is not known or it holds no text.
    """
    ending = Path(name).suffix.lower()
    reader = READERS.get(ending)
    if reader is None:
        known = ", ".join(READERS)
        raise UnreadableFile(
            name, f"the format {ending or '(none)'} is not read (expected {known})", "Save it as one of these."
        )
    return reader(name, data)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            reason = f"the file has {size / 2**20:.0f} MB, expected at most {MOST_BYTES / 2**20:.0f}"
            raise UnreadableFile(path.name, reason, "Split it, or save it with smaller pictures.")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            path.name, f"the file cannot be opened ({error.strerror})", "Check its name and permissions."
        ) from error
