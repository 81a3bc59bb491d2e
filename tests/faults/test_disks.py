"""Disks: a full one, a read-only one, and two writers at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fault_builders import (
    ENCODER,
    PLACES,
    read_only,
    run_sync,
    served,
    small_disk,
    start,
    wait_for,
    word_of,
    write_round,
)

from index import build, sync
from index.errors import WriteFailed
from index.generation import read_manifest

MEGABYTES = 8


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_round(tmp_path / "corpus", 0)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", MEGABYTES) as folder:
        yield folder


def fill(disk: Path, left: int) -> Path:
    """Leave `left` kilobytes of room on `disk`, and return the file that takes the rest."""
    filler = disk / "filler"
    filler.write_bytes(b"\0" * max(shutil.disk_usage(disk).free - left * 1024, 0))
    return filler


@pytest.mark.parametrize("make", [build, sync])
@pytest.mark.parametrize("left", [0, 4, 40, 200, 400])
def test_a_full_disk_leaves_the_old_generation_serving(
    corpus: Path, disk: Path, make: Callable[..., object], left: int
) -> None:
    folder = disk / "index"
    build(corpus, folder, ENCODER)
    before = served(folder)
    filler = fill(disk, left)
    write_round(corpus, 1)
    with pytest.raises(WriteFailed, match="room"):
        make(corpus, folder, ENCODER)
    assert served(folder) == before
    filler.unlink()
    sync(corpus, folder, ENCODER)
    assert served(folder) != before
    assert len(read_manifest(folder).live) == len(PLACES)


def test_what_did_not_fit_takes_no_room(corpus: Path, disk: Path) -> None:
    folder = disk / "index"
    build(corpus, folder, ENCODER)
    fill(disk, 200)
    write_round(corpus, 1)
    before = {path.name for path in (folder / "segments").iterdir()}
    with pytest.raises(WriteFailed):
        sync(corpus, folder, ENCODER)
    assert {path.name for path in (folder / "segments").iterdir()} == before


def test_a_full_disk_lets_no_first_index_be_made(corpus: Path, disk: Path) -> None:
    filler = fill(disk, 20)
    with pytest.raises(WriteFailed, match="room"):
        build(corpus, disk / "index", ENCODER)
    filler.unlink()
    assert len(sync(corpus, disk / "index", ENCODER).added) == len(PLACES)


@pytest.mark.parametrize("make", [build, sync])
def test_a_read_only_index_is_searched_and_not_written(
    corpus: Path, tmp_path: Path, make: Callable[..., object]
) -> None:
    folder = tmp_path / "index"
    build(corpus, folder, ENCODER)
    before = served(folder)
    write_round(corpus, 1)
    with read_only(folder):
        with pytest.raises(WriteFailed, match=r"written.*Make room or grant the right"):
            make(corpus, folder, ENCODER)
        assert served(folder) == before
    sync(corpus, folder, ENCODER)
    assert word_of(1) in str(served(folder))


def test_a_read_only_corpus_is_built_and_synced(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with read_only(corpus):
        assert len(build(corpus, folder, ENCODER).added) == len(PLACES)
    write_round(corpus, 1)
    with read_only(corpus):
        assert len(sync(corpus, folder, ENCODER).changed) == len(PLACES)
    assert word_of(1) in str(served(folder))


def test_of_two_syncs_at_once_one_wins_and_the_other_says_busy(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    build(corpus, folder, ENCODER)
    write_round(corpus, 1)
    runs = [start(run_sync, corpus, folder, tmp_path / f"stages{at}") for at in range(2)]
    for run in runs:
        wait_for(run, frozenset({"end", "IndexBusy"}))
        run.process.join()
    assert sorted(run.stage for run in runs) == ["IndexBusy", "end"]
    assert word_of(1) in str(served(folder))
    assert sync(corpus, folder, ENCODER).unchanged == len(PLACES)
