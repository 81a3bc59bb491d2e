"""Readers: one module a file format, and the table that chooses among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.read.text import decode

READERS: Mapping[str, Callable[[str, bytes], str]] = {".txt": decode, ".md": decode, ".markdown": decode}
"""For each file ending, what turns a file's name and bytes into its characters."""


def read_raw(path: Path) -> str:
    """Return the decoded characters of the file at `path`.

    Raises:
        UnreadableFile: if it cannot be opened, its format is not known, or it holds no text.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        raise UnreadableFile(
            path.name,
            f"the format {path.suffix or '(none)'} is not read (expected {known})",
            "Save it as one of these.",
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            path.name, f"the file cannot be opened ({error.strerror})", "Check its name and permissions."
        ) from error
    return reader(path.name, data)
