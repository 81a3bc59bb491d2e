"""Backup and restore: what comes back is what was there, and nothing is lost when it cannot."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import shutil
import signal
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from index_builders import notice_text, three_notices
from typer.testing import CliRunner

from corpus import CorpusError
from index import BundledEncoder, Index, build, exchange, sync
from index import restore as restore_module
from index.__main__ import app
from index.backup import MANIFEST, back_up
from index.cache import FILE_NAME as CACHE_FILE
from index.errors import BackupFailed, BackupUnusable, FolderTaken, IndexBusy, IndexDamaged, IndexMissing, RestoreFailed
from index.generation import current_name
from index.lock import LOCK
from index.restore import restore


class Kept:
    """A corpus, its index and a backup of both, and a place to restore into."""

    def __init__(self, folder: Path, encoder: BundledEncoder) -> None:
        self.corpus, self.index, self.file = folder / "corpus", folder / "index", folder / "b.tar.gz"
        three_notices(self.corpus)
        (self.corpus / "county").mkdir()
        (self.corpus / "county" / "通知 d.txt").write_text(notice_text("清河县", 4), encoding="utf-8")
        (self.corpus / "catalogue.json").write_text("[]", encoding="utf-8")
        os.utime(self.corpus / "a.txt", ns=(1, 1_600_000_000_123_456_789))
        build(self.corpus, self.index, encoder)
        self.told = back_up(self.file, self.corpus, self.index)
        self.to = folder / "new" / "corpus", folder / "new" / "index"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, encoder: BundledEncoder) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "it"
    Kept(folder.parent, encoder)
    return folder.parent


@pytest.fixture
def kept(template: Path, tmp_path: Path) -> Kept:
    folder = shutil.copytree(template, tmp_path / "kept")
    found = Kept.__new__(Kept)
    found.corpus, found.index, found.file = folder / "corpus", folder / "index", folder / "b.tar.gz"
    found.to = folder / "new" / "corpus", folder / "new" / "index"
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files below `folder` but for Chroma's, which change when they are opened, and the lock."""
    paths = (path for path in folder.rglob("*") if path.is_file() and "chroma" not in path.parts and path.name != LOCK)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_what_is_restored_searches_and_needs_no_sync(kept: Kept) -> None:
    done = restore(kept.file, *kept.to)
    assert (contents(kept.to[0]), contents(kept.to[1])) == (contents(kept.corpus), contents(kept.index))
    times = [(folder / "a.txt").stat().st_mtime_ns for folder in (kept.corpus, kept.to[0])]
    assert times == [1_600_000_000_123_456_789] * 2
    assert done.generation == current_name(kept.index)
    index = Index.open(kept.to[1])
    assert index.status().notices == 4 and index.search("培训")
    counts = [segment.store.count() for segment in index._state.segments.values()]
    assert counts == [(index.status().clauses, index.status().sentences)]
    assert sync(*kept.to).generation == done.generation
    assert [path.name for path in kept.to[0].parent.iterdir() if path.name.startswith(".")] == []


def test_a_backup_without_the_cache_is_restored_too(kept: Kept) -> None:
    back_up(kept.file, kept.corpus, kept.index, with_cache=False)
    restore(kept.file, *kept.to)
    assert not (kept.to[1] / CACHE_FILE).exists()
    assert sync(*kept.to).generation == current_name(kept.index)


def test_a_file_with_a_secrecy_mark_is_left_out(kept: Kept) -> None:
    (kept.corpus / "county" / "s.txt").write_text("机密★1年\n\n" + notice_text("云溪县", 9), encoding="utf-8")
    sync(kept.corpus, kept.index)
    assert back_up(kept.file, kept.corpus, kept.index).left_out == ("county/s.txt",)
    restore(kept.file, *kept.to)
    assert not (kept.to[0] / "county" / "s.txt").exists()


def test_an_index_and_a_backup_in_the_corpus_are_no_notices(kept: Kept) -> None:
    inner = shutil.copytree(kept.index, kept.corpus / "inner")
    told = back_up(kept.corpus / "b.tar.gz", kept.corpus, inner)
    told = back_up(kept.corpus / "b.tar.gz", kept.corpus, inner)
    names = [one.name for one in told.members if one.name.startswith("corpus/")]
    assert names == [f"corpus/{name}" for name in ("a.txt", "b.txt", "c.txt", "catalogue.json", "county/通知 d.txt")]


def test_a_damaged_index_is_not_backed_up(kept: Kept) -> None:
    before = kept.file.read_bytes()
    next(kept.index.rglob("rows.npy")).write_bytes(b"x")
    with pytest.raises(IndexDamaged, match=r"rows\.npy"):
        back_up(kept.file, kept.corpus, kept.index)
    next(kept.index.rglob("rows.npy")).unlink()
    with pytest.raises(IndexDamaged, match="missing"):
        back_up(kept.file, kept.corpus, kept.index)
    assert kept.file.read_bytes() == before
    assert list(kept.file.parent.glob("*.new")) == []


def test_a_backup_that_cannot_be_made_says_why(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="nowhere"):
        back_up(tmp_path / "nowhere" / "b.tar.gz", kept.corpus, kept.index)
    with pytest.raises(IndexMissing):
        back_up(kept.file, kept.corpus, tmp_path / "nothing")
    with pytest.raises(CorpusError):
        back_up(kept.file, tmp_path / "nothing", kept.index)
    with FileLock(kept.index / LOCK), pytest.raises(IndexBusy):
        back_up(kept.file, kept.corpus, kept.index)


def rewritten(file: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> None:
    """Write the archive anew with its members as `change` returns them, without those for which it returns None."""
    with tarfile.open(file) as archive:
        members = [(info.name, one.read()) for info in archive if (one := archive.extractfile(info))]
    with tarfile.open(file, "w:gz") as archive:
        for name, data in members:
            if made := change(name, data):
                info = tarfile.TarInfo(made[0])
                info.size = len(made[1])
                archive.addfile(info, io.BytesIO(made[1]))


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 255
    file.write_bytes(data)


def linked(file: Path) -> None:
    with tarfile.open(file, "w:gz") as archive:
        info = tarfile.TarInfo("corpus/a.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/tmp"
        archive.addfile(info)


def named(name: str) -> Callable[[Path], None]:
    """Return what gives a.txt another name, in the manifest too."""

    def harm(file: Path) -> None:
        old = b'"corpus/a.txt"'
        new = json.dumps(name).encode()
        rewritten(file, lambda n, data: (name if n == "corpus/a.txt" else n, data.replace(old, new)))

    return harm


def other_form(name: str, data: bytes) -> tuple[str, bytes]:
    return name, data.replace(b'"form": 1', b'"form": 2') if name == MANIFEST else data


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        pytest.param(cut, "whole archive", id="cut"),
        pytest.param(flip, "b.tar.gz", id="flipped byte"),
        pytest.param(lambda f: f.write_bytes(b"text"), "b.tar.gz", id="no archive"),
        pytest.param(lambda f: f.write_bytes(b""), "whole archive", id="empty"),
        pytest.param(linked, "no member", id="link"),
        pytest.param(named("corpus/../../../x.txt"), "called", id="climbs out"),
        pytest.param(named("/tmp/x.txt"), "called", id="absolute"),
        pytest.param(named("other/x.txt"), "called", id="elsewhere"),
        pytest.param(lambda f: rewritten(f, lambda n, d: (n, d + b"x" * (n == "corpus/a.txt"))), "changed", id="more"),
        pytest.param(lambda f: rewritten(f, lambda n, d: None if n == "corpus/a.txt" else (n, d)), "miss", id="less"),
        pytest.param(lambda f: rewritten(f, lambda n, d: None if n == MANIFEST else (n, d)), "no manif", id="untold"),
        pytest.param(lambda f: rewritten(f, lambda n, d: (n, b"{}" if n == MANIFEST else d)), "cannot", id="hollow"),
        pytest.param(lambda f: rewritten(f, other_form), "form 2", id="later form"),
    ],
)
def test_a_file_that_is_no_whole_backup_changes_nothing(kept: Kept, harm: Callable[[Path], object], told: str) -> None:
    harm(kept.file)
    before = contents(kept.file.parent)
    with pytest.raises((BackupUnusable, RestoreFailed), match=told):
        restore(kept.file, kept.corpus, kept.index, replace=True)
    with pytest.raises((BackupUnusable, RestoreFailed), match=told):
        restore(kept.file, *kept.to)
    assert contents(kept.file.parent) == before


def test_a_folder_that_holds_something_else_is_replaced_on_request_only(kept: Kept) -> None:
    (kept.corpus / "mine.txt").write_text("mine", encoding="utf-8")
    (kept.corpus / "a.txt").unlink()
    before = contents(kept.corpus)
    with pytest.raises(FolderTaken, match="--replace"):
        restore(kept.file, kept.corpus, kept.to[1])
    assert contents(kept.corpus) == before and not kept.to[1].exists()
    restore(kept.file, kept.corpus, kept.index, replace=True)
    assert sorted(contents(kept.corpus)) == ["a.txt", "b.txt", "c.txt", "catalogue.json", "county/通知 d.txt"]
    assert sync(kept.corpus, kept.index).generation == current_name(kept.index)


def test_a_second_restore_needs_no_replacing(kept: Kept) -> None:
    assert restore(kept.file, *kept.to) == restore(kept.file, *kept.to)


@pytest.mark.parametrize("place", ["corpus", "corpus/index", "."])
def test_corpus_and_index_are_never_restored_into_each_other(kept: Kept, place: str) -> None:
    with pytest.raises(FolderTaken):
        restore(kept.file, kept.corpus, kept.corpus.parent / place, replace=True)


def test_nothing_is_restored_over_an_index_that_is_written(kept: Kept) -> None:
    with FileLock(kept.index / LOCK), pytest.raises(IndexBusy):
        restore(kept.file, kept.corpus, kept.index, replace=True)


@pytest.mark.parametrize("steps", [False, True])
def test_a_restore_whose_second_folder_fails_takes_the_first_back(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, steps: bool
) -> None:
    put = exchange.put_in_place
    (kept.corpus / "mine.txt").write_text("mine", encoding="utf-8")
    before = contents(kept.file.parent)

    def fail(fresh: Path, place: Path) -> None:
        if place == kept.index:
            raise OSError("busy")
        put(fresh, place)

    monkeypatch.setattr(exchange, "put_in_place", fail)
    if steps:
        monkeypatch.setattr(exchange, "_swapped", lambda one, other: False)
    with pytest.raises(RestoreFailed, match="busy"):
        restore(kept.file, kept.corpus, kept.index, replace=True)
    assert contents(kept.file.parent) == before


def _restore_until(stage: str, kept: tuple[Path, Path, Path]) -> None:
    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(restore_module, stage, die)
    restore(*kept, replace=True)


@pytest.mark.parametrize("stage", ["_compare", "put_all_in_place"])
def test_a_restore_that_is_killed_leaves_what_was_there(kept: Kept, stage: str) -> None:
    (kept.corpus / "mine.txt").write_text("mine", encoding="utf-8")
    before = contents(kept.corpus), contents(kept.index)
    folders = kept.file, kept.corpus, kept.index
    process = multiprocessing.get_context("spawn").Process(target=_restore_until, args=(stage, folders))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert (contents(kept.corpus), contents(kept.index)) == before
    restore(*folders, replace=True)
    assert [path.name for path in kept.corpus.parent.iterdir() if path.name.startswith(".")] == []


def test_the_commands_say_what_they_did(kept: Kept) -> None:
    def run(*arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        return result.exit_code, result.stdout + result.stderr

    here = ("--corpus", kept.corpus, "--index", kept.index)
    there = ("--corpus", kept.to[0], "--index", kept.to[1])
    code, told = run("backup", "--to", kept.file, *here, "--json")
    assert (code, json.loads(told)["bytes"]) == (0, kept.file.stat().st_size)
    code, told = run("restore", kept.file, *there)
    assert code == 0 and f"5 files in {kept.to[0]}" in told
    code, told = run("restore", kept.file, "--corpus", kept.index, "--index", kept.to[1])
    assert (code, len(told.splitlines())) == (1, 1)
    assert run("gc", *there[2:]) == (0, "0 deleted, 0 bytes\n")
