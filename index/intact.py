"""Intact: whether the files of a segment are those that were written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.file import sha256_of
from index.errors import IndexDamaged

CHROMA = "chroma"
"""The folder of the vector store in a segment's."""


def check_segment(folder: Path, files: Mapping[str, str]) -> None:
    """Do nothing where every file of the segment in `folder` is the one that was written.

    Args:
        folder: of the segment.
        files: what `write_segment` returned.

    Raises:
        IndexDamaged: if a file is missing or is another one.
    """
    for name, expected in files.items():
        path = folder / name
        if not path.is_file():
            raise IndexDamaged(path, "the file is missing", f"a file with SHA-256 {expected[:12]}…")
        found = sha256_of(path)
        if found != expected:
            raise IndexDamaged(path, f"SHA-256 {found[:12]}…", f"{expected[:12]}…")
    check_store(folder)


def check_store(folder: Path) -> None:
    """Do nothing where the segment in `folder` has a vector store.

    Raises:
        IndexDamaged: if it has none.
    """
    if not (folder / CHROMA).is_dir():
        raise IndexDamaged(folder / CHROMA, "the vector store is missing", "a folder")
