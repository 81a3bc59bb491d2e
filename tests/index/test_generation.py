"""Generations: what serves, what is kept, and how a damaged index says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from index_builders import notice_text, three_notices

from index import BundledEncoder, Index, SearchIndexError, build, rollback, sync
from index.errors import IndexDamaged, IndexMissing, NoEarlierGeneration, SchemaMismatch
from index.generation import CURRENT, SCHEMA, kept_names


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return three_notices(tmp_path / "corpus")


@pytest.fixture
def folder(corpus: Path, tmp_path: Path, encoder: BundledEncoder) -> Path:
    build(corpus, tmp_path / "index", encoder)
    return tmp_path / "index"


def manifest_of(folder: Path) -> Path:
    return folder / "generations" / f"{kept_names(folder)[-1]}.json"


def segment_of(folder: Path) -> Path:
    return next((folder / "segments").iterdir())


def set_schema(folder: Path) -> None:
    path = manifest_of(folder)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"schema": 99}), encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "expected", "told"),
    [
        pytest.param(lambda f: (f / CURRENT).unlink(), IndexMissing, "no index here", id="no pointer"),
        pytest.param(lambda f: (f / CURRENT).write_text(""), IndexDamaged, "empty", id="empty pointer"),
        pytest.param(lambda f: manifest_of(f).unlink(), IndexDamaged, "missing", id="no manifest"),
        pytest.param(lambda f: manifest_of(f).write_text('{"sch'), IndexDamaged, "not a manifest", id="cut manifest"),
        pytest.param(
            lambda f: manifest_of(f).write_text(f'{{"schema": {SCHEMA}}}'), IndexDamaged, "not a manifest", id="hollow"
        ),
        pytest.param(set_schema, SchemaMismatch, "schema 99", id="another schema"),
        pytest.param(lambda f: (segment_of(f) / "rows.npy").unlink(), IndexDamaged, "missing", id="no rows"),
        pytest.param(
            lambda f: (segment_of(f) / "vectors.npy").write_bytes(b"x"), IndexDamaged, "SHA-256", id="cut vectors"
        ),
    ],
)
def test_a_damaged_index_names_what_is_wrong_and_what_to_do(
    folder: Path, encoder: BundledEncoder, harm: Callable[[Path], object], expected: type[Exception], told: str
) -> None:
    harm(folder)
    before = sorted(path for path in folder.rglob("*") if "chroma" not in path.parts)
    with pytest.raises(expected, match=told) as caught:
        Index.open(folder, encoder)
    assert "build" in str(caught.value)
    assert sorted(path for path in folder.rglob("*") if "chroma" not in path.parts) == before


@pytest.mark.parametrize("harm", [set_schema, lambda f: manifest_of(f).write_text("{")])
def test_a_build_replaces_an_index_that_cannot_be_read(
    folder: Path, corpus: Path, encoder: BundledEncoder, harm: Callable[[Path], object]
) -> None:
    harm(folder)
    with pytest.raises(SearchIndexError):
        sync(corpus, folder, encoder)
    build(corpus, folder, encoder)
    assert len(Index.open(folder, encoder).notices) == 3


def test_a_folder_that_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="nowhere"):
        Index.open(tmp_path / "nowhere")


def test_a_rollback_serves_the_generation_before(folder: Path, corpus: Path, encoder: BundledEncoder) -> None:
    first = Index.open(folder, encoder).generation
    (corpus / "d.txt").write_text(notice_text("清河县", 4), encoding="utf-8")
    second = sync(corpus, folder, encoder).generation
    assert rollback(folder) == first
    assert len(Index.open(folder, encoder).notices) == 3
    third = sync(corpus, folder, encoder).generation
    assert third > second
    assert len(Index.open(folder, encoder).notices) == 4


def test_a_rollback_without_an_earlier_generation_is_refused(folder: Path) -> None:
    with pytest.raises(NoEarlierGeneration):
        rollback(folder)
