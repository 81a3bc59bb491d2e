"""Garbage: what is deleted, what is kept, and that it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from filelock import FileLock
from index_builders import notice_text, three_notices

from index import BundledEncoder, Index, build, sync
from index.errors import IndexBusy, IndexDamaged, IndexMissing
from index.garbage import collect, size_of
from index.generation import CURRENT
from index.lock import LOCK


@pytest.fixture
def folder(tmp_path: Path, encoder: BundledEncoder) -> Path:
    build(three_notices(tmp_path / "corpus"), tmp_path / "index", encoder)
    return tmp_path / "index"


def test_what_killed_runs_left_is_deleted_and_told(folder: Path, encoder: BundledEncoder) -> None:
    (folder / f"{CURRENT}.new").write_text("half", encoding="utf-8")
    (folder / "records" / "000009-x.json").write_text("{}", encoding="utf-8")
    half = folder / "segments" / "000002-half"
    half.mkdir()
    (half / "rows.npy").write_bytes(b"123")
    before = size_of(folder)
    deleted = {one.name: one.size for one in collect(folder)}
    assert deleted == {"current.new": 4, "records/000009-x.json": 2, "segments/000002-half": 3}
    assert before - size_of(folder) == sum(deleted.values())
    assert Index.open(folder, encoder).search("培训")


def test_nothing_of_the_kept_generations_is_deleted(folder: Path, tmp_path: Path, encoder: BundledEncoder) -> None:
    (tmp_path / "corpus" / "d.txt").write_text(notice_text("清河县", 4), encoding="utf-8")
    sync(tmp_path / "corpus", folder, encoder)
    before = sorted(folder.rglob("*"))
    assert collect(folder) == ()
    assert sorted(folder.rglob("*")) == before


def test_nothing_is_deleted_while_another_writes(folder: Path) -> None:
    (folder / "segments" / "half").mkdir()
    with FileLock(folder / LOCK), pytest.raises(IndexBusy):
        collect(folder)
    assert (folder / "segments" / "half").is_dir()


def test_nothing_is_deleted_where_it_is_unknown_what_serves(folder: Path) -> None:
    (manifest,) = (folder / "generations").iterdir()
    manifest.write_text(json.dumps({"schema": 5}), encoding="utf-8")
    with pytest.raises(IndexDamaged):
        collect(folder)
    assert list((folder / "segments").iterdir())


def test_a_folder_without_an_index_stays_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        collect(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
