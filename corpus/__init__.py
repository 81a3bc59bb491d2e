"""Corpus: a file in any format becomes a notice, its clauses and its facts."""

from corpus.clause import Clause
from corpus.errors import CorpusError, UnreadableFile
from corpus.fact import Fact, FactKind
from corpus.notice import Boilerplate, Notice, Piece, Problem
from corpus.reading import Reading, read_file, read_folder

__all__ = [
    "Boilerplate",
    "Clause",
    "CorpusError",
    "Fact",
    "FactKind",
    "Notice",
    "Piece",
    "Problem",
    "Reading",
    "UnreadableFile",
    "read_file",
    "read_folder",
]
