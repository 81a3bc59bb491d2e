"""Building and syncing: what is read, embedded and kept, and that a failure leaves the old index serving."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest
from filelock import FileLock
from index_builders import notice_text, three_notices, write_corpus

from corpus import CorpusError
from index import BundledEncoder, Index, build, sync
from index.encoder import Vectors
from index.errors import EmptyCorpus, EncoderMismatch, IndexBusy, NothingReadable, WriteFailed
from index.generation import kept_names, read_manifest
from index.intact import CHROMA
from index.job import MAX_SEGMENTS
from index.lock import LOCK


class Renamed:
    """The bundled encoder under another name, counting the texts that it is given."""

    def __init__(self, inner: BundledEncoder, name: str = "other") -> None:
        self.name = name
        self.dimension = inner.dimension
        self.seen: list[str] = []
        self._inner = inner

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        return self._inner.encode(texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._inner.encode_queries(texts)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return three_notices(tmp_path / "corpus")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_build_takes_up_every_notice(corpus: Path, folder: Path, encoder: BundledEncoder) -> None:
    summary = build(corpus, folder, encoder)
    assert (len(summary.added), summary.unchanged, summary.segments) == (3, 0, 1)
    assert summary.generation == Index.open(folder, encoder).generation
    assert read_manifest(folder).encoder == encoder.name


def test_no_text_is_embedded_twice(corpus: Path, folder: Path, encoder: BundledEncoder) -> None:
    counting = Renamed(encoder)
    assert build(corpus, folder, counting).embedded == len(counting.seen) == len(set(counting.seen))
    assert build(corpus, folder, counting).embedded == 0
    (corpus / "a.txt").write_text(notice_text("云溪县", 1, (0, 1, 6)), encoding="utf-8")
    assert sync(corpus, folder, counting).embedded == 2


def test_a_sync_reads_only_what_changed(corpus: Path, folder: Path, encoder: BundledEncoder) -> None:
    build(corpus, folder, encoder)
    (corpus / "a.txt").write_text(notice_text("云溪县", 1, (5, 6)), encoding="utf-8")
    (corpus / "b.txt").unlink()
    (corpus / "d.txt").write_text(notice_text("清河县", 4), encoding="utf-8")
    summary = sync(corpus, folder, encoder)
    counts = (len(summary.added), len(summary.changed), len(summary.removed), summary.unchanged, summary.segments)
    assert counts == (1, 1, 1, 1, 2)


def test_a_sync_without_a_change_keeps_the_generation(corpus: Path, folder: Path, encoder: BundledEncoder) -> None:
    before = build(corpus, folder, encoder).generation
    assert sync(corpus, folder, encoder).generation == before
    assert kept_names(folder) == [before]


def test_a_sync_without_an_index_builds_one(corpus: Path, folder: Path, encoder: BundledEncoder) -> None:
    assert len(sync(corpus, folder, encoder).added) == 3


def test_many_syncs_are_compacted(corpus: Path, folder: Path, encoder: BundledEncoder) -> None:
    build(corpus, folder, encoder)
    counts = []
    for number in range(MAX_SEGMENTS):
        (corpus / f"n{number}.txt").write_text(notice_text(f"第{number}县", 10 + number), encoding="utf-8")
        counts.append(sync(corpus, folder, encoder).segments)
    assert max(counts) == MAX_SEGMENTS
    assert counts[-1] == 1
    assert len(Index.open(folder, encoder).notices) == 3 + MAX_SEGMENTS


def test_only_two_generations_and_their_segments_are_kept(corpus: Path, folder: Path, encoder: BundledEncoder) -> None:
    for _ in range(4):
        build(corpus, folder, encoder)
    assert len(kept_names(folder)) == 2
    assert len(list((folder / "segments").iterdir())) == 2


def test_an_unreadable_file_is_listed_and_the_others_are_taken(
    corpus: Path, folder: Path, encoder: BundledEncoder
) -> None:
    (corpus / "empty.txt").write_text("", encoding="utf-8")
    (one,) = build(corpus, folder, encoder).unreadable
    assert one.name == "empty.txt" and one.reason and one.remedy
    assert Index.open(folder, encoder).status().unreadable == (one,)


def test_a_file_that_was_spoilt_stands_for_what_it_held(corpus: Path, folder: Path, encoder: BundledEncoder) -> None:
    build(corpus, folder, encoder)
    (corpus / "a.txt").write_text("", encoding="utf-8")
    for make in (sync, build, sync):
        (one,) = make(corpus, folder, encoder).unreadable
        assert (one.name, one.stands) == ("a.txt", True)
        notices = Index.open(folder, encoder).notices.values()
        assert sorted(notice.source for notice in notices) == ["a.txt", "b.txt", "c.txt"]


def test_a_corrected_text_supersedes_the_old_one_and_its_removal_brings_that_back(
    corpus: Path, folder: Path, encoder: BundledEncoder
) -> None:
    build(corpus, folder, encoder)
    (corpus / "d.txt").write_text(notice_text("云溪县", 1, (0, 1, 6)), encoding="utf-8")
    assert (len(sync(corpus, folder, encoder).added), superseded(folder, encoder)) == (1, {"a.txt": "d.txt"})
    (corpus / "d.txt").unlink()
    assert (len(sync(corpus, folder, encoder).removed), superseded(folder, encoder)) == (1, {})


def superseded(folder: Path, encoder: BundledEncoder) -> dict[str, str]:
    """Return the sources of superseded notices, and of what superseded them."""
    notices = Index.open(folder, encoder).notices
    return {one.source: notices[one.superseded_by].source for one in notices.values() if one.superseded_by}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param({}, EmptyCorpus, id="no file"),
        pytest.param({"x.txt": "", "y.txt": ""}, NothingReadable, id="nothing readable"),
    ],
)
def test_a_corpus_without_a_notice_leaves_the_old_index(
    corpus: Path, folder: Path, encoder: BundledEncoder, texts: dict[str, str], expected: type[Exception]
) -> None:
    before = build(corpus, folder, encoder).generation
    write_corpus(corpus, texts)
    for make in (build, sync):
        with pytest.raises(expected, match="corpus"):
            make(corpus, folder, encoder)
    assert Index.open(folder, encoder).generation == before


def test_a_missing_corpus_makes_no_index(folder: Path, encoder: BundledEncoder) -> None:
    with pytest.raises(CorpusError, match="no such folder"):
        build(folder / "nowhere", folder, encoder)
    assert not folder.exists()


def test_another_encoder_is_never_mixed_in(corpus: Path, folder: Path, encoder: BundledEncoder) -> None:
    before = build(corpus, folder, encoder).generation
    (corpus / "d.txt").write_text(notice_text("清河县", 4), encoding="utf-8")
    with pytest.raises(EncoderMismatch, match=rf"{encoder.name}.*other"):
        sync(corpus, folder, Renamed(encoder))
    assert Index.open(folder, encoder).generation == before


def test_two_builds_at_once_are_refused(corpus: Path, folder: Path, encoder: BundledEncoder) -> None:
    build(corpus, folder, encoder)
    with FileLock(folder / LOCK), pytest.raises(IndexBusy):
        build(corpus, folder, encoder)


@pytest.mark.parametrize("stage", ["embed", "keywords", "store"])
def test_a_build_that_fails_leaves_the_old_index_serving(
    corpus: Path, folder: Path, encoder: BundledEncoder, stage: str
) -> None:
    before = build(corpus, folder, encoder).generation
    (corpus / "d.txt").write_text(notice_text("清河县", 4), encoding="utf-8")

    def fail(now: str, done: int, total: int) -> None:
        if now == stage:
            raise OSError("disk full")

    for make in (build, sync):
        with pytest.raises(WriteFailed, match="disk full"):
            make(corpus, folder, encoder, fail)
        index = Index.open(folder, encoder)
        assert index.generation == before
        assert index.search("培训")
    assert len(sync(corpus, folder, encoder).added) == 1


def _build_until(stage: str, corpus: Path, folder: Path) -> None:
    def die(now: str, done: int, total: int) -> None:
        if now == stage:
            os.kill(os.getpid(), signal.SIGKILL)

    build(corpus, folder, BundledEncoder(), die)


@pytest.mark.parametrize("stage", ["embed", "store"])
def test_a_build_that_is_killed_leaves_the_old_index_serving(
    corpus: Path, folder: Path, encoder: BundledEncoder, stage: str
) -> None:
    before = build(corpus, folder, encoder).generation
    process = multiprocessing.get_context("spawn").Process(target=_build_until, args=(stage, corpus, folder))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert Index.open(folder, encoder).generation == before
    summary = build(corpus, folder, encoder)
    assert summary.generation != before
    assert len(list((folder / "segments").iterdir())) == 2, "what the killed build left behind is gone"


def test_a_copied_index_serves_elsewhere(corpus: Path, folder: Path, encoder: BundledEncoder, tmp_path: Path) -> None:
    build(corpus, folder, encoder)
    moved = shutil.copytree(folder, tmp_path / "moved")
    assert Index.open(moved, encoder).search("培训")


def test_the_manifest_names_every_file_of_ours(corpus: Path, folder: Path, encoder: BundledEncoder) -> None:
    build(corpus, folder, encoder)
    ((name, files),) = read_manifest(folder).segments.items()
    on_disk = {path.name for path in (folder / "segments" / name).iterdir()}
    assert set(files) == on_disk - {CHROMA}
    assert json.loads((folder / "generations" / f"{kept_names(folder)[0]}.json").read_text(encoding="utf-8"))
