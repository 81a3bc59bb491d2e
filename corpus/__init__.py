"""Corpus: a file in any format becomes a notice, its clauses and its facts."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.clause import Clause
    from corpus.errors import CorpusError, UnreadableFile
    from corpus.fact import Fact, FactKind
    from corpus.file import Card, Refusal
    from corpus.folder import FileRecord, Folder, read_folder, scan
    from corpus.gathering import Kept, gather
    from corpus.notice import Boilerplate, Ending, EndingKind, Notice, Piece, Problem
    from corpus.reading import Reading, read_file

_HOME = {
    "Boilerplate": "corpus.notice",
    "Clause": "corpus.clause",
    "Card": "corpus.file",
    "CorpusError": "corpus.errors",
    "Ending": "corpus.notice",
    "EndingKind": "corpus.notice",
    "Fact": "corpus.fact",
    "FactKind": "corpus.fact",
    "FileRecord": "corpus.folder",
    "Folder": "corpus.folder",
    "Kept": "corpus.gathering",
    "Notice": "corpus.notice",
    "Piece": "corpus.notice",
    "Problem": "corpus.notice",
    "Reading": "corpus.reading",
    "Refusal": "corpus.file",
    "UnreadableFile": "corpus.errors",
    "gather": "corpus.gathering",
    "read_file": "corpus.reading",
    "read_folder": "corpus.folder",
    "scan": "corpus.folder",
}

__all__ = [
    "Boilerplate",
    "Card",
    "Clause",
    "CorpusError",
    "Ending",
    "EndingKind",
    "Fact",
    "FactKind",
    "FileRecord",
    "Folder",
    "Kept",
    "Notice",
    "Piece",
    "Problem",
    "Reading",
    "Refusal",
    "UnreadableFile",
    "gather",
    "read_file",
    "read_folder",
    "scan",
]


def __getattr__(name: str) -> object:
    """Return what this package offers, loaded when it is first asked for: `--help` need not wait for it."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
