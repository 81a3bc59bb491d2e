"""Watching: the index follows its corpus folder."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from watchfiles import watch

from corpus import CorpusError
from index.building import BuildSummary, sync
from index.encoder import Encoder
from index.errors import SearchIndexError
from index.segment import Progress


def follow(
    corpus_dir: Path, index_dir: Path, encoder: Encoder | None = None, progress: Progress | None = None
) -> Generator[BuildSummary | SearchIndexError | CorpusError, None, None]:
    """Yield the outcome of a sync now and after every change in `corpus_dir`, until interrupted.

    What goes wrong is yielded, not raised: the keeper may mend it while the watch goes on.
    """
    yield _outcome(corpus_dir, index_dir, encoder, progress)
    for _ in watch(corpus_dir, raise_interrupt=False):
        yield _outcome(corpus_dir, index_dir, encoder, progress)


def _outcome(
    corpus_dir: Path, index_dir: Path, encoder: Encoder | None, progress: Progress | None
) -> BuildSummary | SearchIndexError | CorpusError:
    try:
        return sync(corpus_dir, index_dir, encoder, progress)
    except (SearchIndexError, CorpusError) as error:
        return error
