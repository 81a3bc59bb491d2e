"""Watching: a change in the corpus folder reaches the index, and an error does not end the watch."""

from __future__ import annotations

import threading
from pathlib import Path

from index_builders import notice_text, three_notices

from index import BuildSummary, BundledEncoder
from index.errors import EmptyCorpus
from index.watch import follow


def test_every_change_is_synced(tmp_path: Path, encoder: BundledEncoder) -> None:
    corpus = three_notices(tmp_path / "corpus")
    outcomes = follow(corpus, tmp_path / "index", encoder)
    first = next(outcomes)
    assert isinstance(first, BuildSummary) and len(first.added) == 3
    late = threading.Timer(1.0, (corpus / "d.txt").write_text, (notice_text("清河县", 4), "utf-8"))
    late.start()
    second = next(outcomes)
    assert isinstance(second, BuildSummary) and len(second.added) == 1
    outcomes.close()


def test_an_error_is_told_and_the_watch_goes_on(tmp_path: Path, encoder: BundledEncoder) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    outcomes = follow(corpus, tmp_path / "index", encoder)
    assert isinstance(next(outcomes), EmptyCorpus)
    threading.Timer(1.0, (corpus / "d.txt").write_text, (notice_text("清河县", 4), "utf-8")).start()
    assert isinstance(next(outcomes), BuildSummary)
    outcomes.close()
