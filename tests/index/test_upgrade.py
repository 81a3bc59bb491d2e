"""Upgrading: an index of an earlier schema is rebuilt, and nothing of it is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from index_builders import notice_text, three_notices

from index import BundledEncoder, Index, SearchIndexError, build, sync
from index.errors import SchemaMismatch, WrongCorpus
from index.generation import SCHEMA, current_name, kept_names, segments_of
from index.upgrade import upgrade


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return three_notices(tmp_path / "corpus")


@pytest.fixture
def folder(corpus: Path, tmp_path: Path, encoder: BundledEncoder) -> Path:
    build(corpus, tmp_path / "index", encoder)
    return tmp_path / "index"


def set_schema(folder: Path, schema: object) -> bytes:
    """Make the generation that serves one of another schema, and return its manifest."""
    path = folder / "generations" / f"{current_name(folder)}.json"
    data = json.loads(path.read_text(encoding="utf-8")) | {"schema": schema, "of another time": 1}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path.read_bytes()


def test_an_index_of_an_earlier_schema_is_rebuilt_and_nothing_is_embedded(folder: Path, corpus: Path) -> None:
    set_schema(folder, SCHEMA - 1)
    with pytest.raises(SchemaMismatch, match="upgrade"):
        sync(corpus, folder)
    summary = upgrade(corpus, folder)
    assert summary is not None
    assert (len(summary.added), summary.embedded) == (3, 0)
    assert Index.open(folder).search("培训")
    assert sync(corpus, folder).generation == summary.generation


def test_the_earlier_generation_stays_as_it_was(folder: Path, corpus: Path) -> None:
    old = current_name(folder)
    manifest = set_schema(folder, SCHEMA - 1)
    upgrade(corpus, folder)
    assert kept_names(folder)[0] == old
    assert (folder / "generations" / f"{old}.json").read_bytes() == manifest
    assert (folder / "records" / f"{old}.json").is_file()
    assert all((folder / "segments" / name).is_dir() for name in segments_of(folder, old))


def test_an_index_of_this_schema_is_left_alone(folder: Path, corpus: Path) -> None:
    before = current_name(folder)
    assert upgrade(corpus, folder) is None
    assert kept_names(folder) == [before]


@pytest.mark.parametrize("schema", [SCHEMA + 1, "new", None])
def test_an_index_of_a_later_program_is_left_alone(folder: Path, corpus: Path, schema: object) -> None:
    manifest = set_schema(folder, schema)
    with pytest.raises(SchemaMismatch):
        upgrade(corpus, folder)
    assert [path.read_bytes() for path in (folder / "generations").iterdir()] == [manifest]


def test_another_corpus_is_refused(folder: Path, tmp_path: Path) -> None:
    before = set_schema(folder, SCHEMA - 1)
    other = tmp_path / "other"
    other.mkdir()
    (other / "z.txt").write_text(notice_text("清河县", 4), encoding="utf-8")
    with pytest.raises(WrongCorpus, match=r"a\.txt.*--corpus"):
        upgrade(other, folder)
    assert [path.read_bytes() for path in (folder / "generations").iterdir()] == [before]


def test_a_failed_upgrade_leaves_the_earlier_index(folder: Path, corpus: Path) -> None:
    before = set_schema(folder, SCHEMA - 1)

    def fail(stage: str, done: int, total: int) -> None:
        if stage == "store":
            raise OSError("disk full")

    with pytest.raises(SearchIndexError, match="disk full"):
        upgrade(corpus, folder, progress=fail)
    assert (folder / "generations" / f"{current_name(folder)}.json").read_bytes() == before
