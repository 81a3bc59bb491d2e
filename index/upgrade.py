"""Upgrading: an index that an earlier version of this program made is rebuilt from its corpus."""

from __future__ import annotations

from pathlib import Path

from corpus.folder import check_folder
from index.building import BuildSummary, build
from index.encoder import Encoder, open_encoder
from index.errors import SchemaMismatch, WrongCorpus
from index.generation import SCHEMA, encoder_and_sources, schema_of
from index.segment import Progress


def upgrade(
    corpus_dir: Path, index_dir: Path, encoder: Encoder | None = None, progress: Progress | None = None
) -> BuildSummary | None:
    """Rebuild an index of an earlier schema into a new generation, and return what was done; None if nothing is to do.

    The earlier generation is kept for the earlier version of the program, whose `rollback` goes back to it. Sentences
    that are as they were come out of the embedding cache.

    Args:
        corpus_dir: the folder that the index was made from.
        index_dir: the index's folder.
        encoder: what embeds the sentences; the one that the index names when not given.
        progress: called with a stage's name, what is done and the total.

    Raises:
        IndexMissing: if the folder holds no index.
        IndexDamaged: if its manifest cannot be read.
        SchemaMismatch: if a later version of the program made it.
        WrongCorpus: if `corpus_dir` holds no file that the index was made from.
        SearchIndexError: as `build`.
        CorpusError: if `corpus_dir` is not a folder of notices.
    """
    found = schema_of(index_dir)
    if found == SCHEMA:
        return None
    if not isinstance(found, int) or found > SCHEMA:
        raise SchemaMismatch(index_dir, found, SCHEMA)
    check_folder(corpus_dir)
    name, sources = encoder_and_sources(index_dir)
    if sources and not any(_is_there(corpus_dir, source) for source in sources):
        raise WrongCorpus(index_dir, corpus_dir, min(sources))
    return build(corpus_dir, index_dir, encoder or open_encoder(name), progress)


def _is_there(folder: Path, source: str) -> bool:
    """Whether a file, or the archive that holds a document, is in `folder`."""
    parts = source.split("/")
    return any(folder.joinpath(*parts[:count]).is_file() for count in range(1, len(parts) + 1))
