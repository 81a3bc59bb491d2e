"""Watching: a change in the corpus folder reaches the index, and an error does not end the watch."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from filelock import FileLock
from index_builders import notice_text, three_notices

from index import BuildSummary, BundledEncoder, build
from index import watch as watch_module
from index.errors import EmptyCorpus, IndexBusy
from index.generation import read_manifest
from index.lock import LOCK
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


def test_what_another_process_kept_from_being_written_is_tried_again(tmp_path: Path, encoder: BundledEncoder) -> None:
    corpus, index = three_notices(tmp_path / "corpus"), tmp_path / "index"
    index.mkdir()
    other = FileLock(index / LOCK)
    other.acquire()
    outcomes = follow(corpus, index, encoder)
    assert isinstance(next(outcomes), IndexBusy)
    other.release()
    assert isinstance(next(outcomes), BuildSummary)
    outcomes.close()


def test_a_folder_whose_changes_nobody_tells_is_looked_through(
    tmp_path: Path, encoder: BundledEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_module, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(watch_module, "_is_wanted", lambda *_: False)
    corpus = three_notices(tmp_path / "corpus")
    outcomes = follow(corpus, tmp_path / "index", encoder)
    next(outcomes)
    (corpus / "d.txt").write_text(notice_text("清河县", 4), "utf-8")
    second = next(outcomes)
    assert isinstance(second, BuildSummary) and len(second.added) == 1
    outcomes.close()


def test_after_a_burst_of_changes_the_index_is_what_a_build_makes(tmp_path: Path, encoder: BundledEncoder) -> None:
    corpus = three_notices(tmp_path / "corpus")
    stop = threading.Event()
    outcomes = follow(corpus, tmp_path / "index", encoder, stop=stop)
    next(outcomes)
    for number in range(6):
        (corpus / f"n{number}.txt").write_text(notice_text(f"{'甲乙丙丁戊己'[number]}河县", 10 + number), "utf-8")
        (corpus / ("a.txt" if number == 1 else f"n{max(number - 3, 0)}.txt")).unlink(missing_ok=True)
    build(corpus, tmp_path / "fresh", encoder)
    wanted = {key: one.digest for key, one in read_manifest(tmp_path / "fresh").live.items()}
    for _ in outcomes:
        if {key: one.digest for key, one in read_manifest(tmp_path / "index").live.items()} == wanted:
            stop.set()
    assert stop.is_set()
