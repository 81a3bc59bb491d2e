"""A folder: what is read again, what goes on standing, and that a file that breaks its reader costs itself only."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from corpus import FileRecord, scan
from corpus.guard import Readers, Worker
from corpus.read import MOST_BYTES

TEXT = "云溪县关于做好政务公开工作的通知\n一、加强公开。各单位应当及时公开政府信息。\n二、加强解读。\n"
OTHER = TEXT.replace("云溪县", "青禾县")
OLD = 1_600_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "a.txt", TEXT)
    put(tmp_path / "b.txt", OTHER)
    return tmp_path


def put(path: Path, text: str | bytes, at: int = OLD) -> Path:
    """Write a file that has been at rest since `at` (seconds)."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    os.utime(path, (at, at))
    return path


def reread(folder: Path, known: dict[str, FileRecord] | None = None) -> list[str]:
    """Return the names of the documents that a second scan reads."""
    return sorted(scan(folder, scan(folder, {}).records if known is None else known).readings)


def test_a_file_that_did_not_change_is_not_read_again(folder: Path) -> None:
    assert reread(folder) == []


def test_a_file_that_was_only_touched_or_copied_again_is_not_read_again(folder: Path) -> None:
    known = dict(scan(folder, {}).records)
    os.utime(folder / "a.txt", (OLD + 100, OLD + 100))
    shutil.copyfile(folder / "b.txt", folder / "b.txt.new")
    (folder / "b.txt.new").replace(folder / "b.txt")
    assert reread(folder, known) == []


def test_a_change_within_the_clock_s_step_is_seen(folder: Path) -> None:
    # However slow the machine is, a time to come is not long past when the file is read.
    now = int(time.time()) + 600
    put(folder / "a.txt", TEXT, now)
    known = dict(scan(folder, {}).records)
    put(folder / "a.txt", TEXT.replace("及时", "按时"), now)
    assert reread(folder, known) == ["a.txt"]


def test_another_catalogue_entry_has_its_own_file_read_again(folder: Path) -> None:
    known = dict(scan(folder, {}).records)
    (folder / "catalogue.json").write_text(json.dumps([{"source": "b.txt", "region": "甘肃省"}]), encoding="utf-8")
    assert reread(folder, known) == ["b.txt"]


def test_folders_are_entered_and_what_is_no_notice_is_left_out(folder: Path) -> None:
    (folder / "甘肃").mkdir()
    for name in ("甘肃/c.txt", ".hidden", "~$a.docx", "Thumbs.db", "c.txt.part", "catalogue.json", "README.md"):
        put(folder / name, "[]")
    (folder / "loop").symlink_to(folder)
    found = scan(folder, {})
    assert sorted(found.records) == ["a.txt", "b.txt", "甘肃/c.txt"]


@pytest.mark.parametrize("now", ["", "\0" * 200, "没有条款"])
def test_a_file_that_can_no_longer_be_read_stands_for_what_it_held(folder: Path, now: str) -> None:
    known = scan(folder, {}).records
    put(folder / "a.txt", now, OLD + 5)
    for _ in range(2):
        found = scan(folder, known)
        assert found.records["a.txt"].cards == known["a.txt"].cards
        assert [one.name for one in found.refusals] == ["a.txt"]
        known = found.records


def test_a_file_that_is_read_again_stands_for_itself(folder: Path) -> None:
    known = scan(folder, {}).records
    put(folder / "a.txt", "", OLD + 5)
    known = scan(folder, known).records
    put(folder / "a.txt", TEXT, OLD + 9)
    found = scan(folder, known)
    assert (found.refusals, found.records["a.txt"].kept_from) == ((), None)
    assert list(found.readings) == ["a.txt"]


def test_a_removed_file_is_gone(folder: Path) -> None:
    known = scan(folder, {}).records
    (folder / "a.txt").unlink()
    assert list(scan(folder, known).records) == ["b.txt"]


def test_a_file_too_large_for_a_notice_is_refused_without_being_read(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    (one,) = scan(folder, {}).refusals
    assert one.name == "huge.txt" and "100 MB" in one.reason


def test_a_link_to_nothing_is_no_file(folder: Path) -> None:
    (folder / "c.txt").symlink_to(folder / "nowhere")
    assert sorted(scan(folder, {}).records) == ["a.txt", "b.txt"]


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A file whose reading never ends: a pipe that nobody writes to."""
    path = tmp_path / "endless.txt"
    os.mkfifo(path)
    return path


def test_a_file_that_is_not_read_in_time_is_refused_and_the_next_is_read(folder: Path, endless: Path) -> None:
    worker = Worker()
    try:
        slow = worker.read(endless, endless.name, {}, seconds=0.5)
        assert slow and [one.reason for one in slow.refusals] == ["it was not read within 0.5 seconds"]
        good = worker.read(folder / "a.txt", "a.txt", {}, seconds=60)
        assert good and len(good.readings) == 1
    finally:
        worker.close()


def test_a_file_that_kills_its_reader_is_refused_and_the_next_is_read(folder: Path, endless: Path) -> None:
    worker = Worker()
    threading.Timer(1.5, lambda: os.kill(worker.process_id or 0, 9)).start()
    try:
        deadly = worker.read(endless, endless.name, {}, seconds=60)
        assert deadly and [one.reason for one in deadly.refusals] == ["its reader ended with code -9"]
        good = worker.read(folder / "a.txt", "a.txt", {}, seconds=60)
        assert good and len(good.readings) == 1
    finally:
        worker.close()


def test_a_file_that_is_written_to_while_it_is_read_is_left_for_the_next_sync(folder: Path) -> None:
    path = put(folder / "growing.txt", TEXT)
    # A process of its own: beside a busy test a thread may stand still for as long as one reading takes.
    writer = subprocess.Popen(["sh", "-c", 'while :; do printf 一 >> "$0"; done', str(path)])
    try:
        time.sleep(0.2)
        with Readers() as readers:
            (read,) = readers.read([(path, "growing.txt")], {})
    finally:
        writer.kill()
        writer.wait()
    assert [one.reason for one in read.refusals] == ["it changes while it is read"]
    os.utime(path, (OLD, OLD))
    assert reread(folder, {"growing.txt": _record_of(folder, read.sha256)}) == ["a.txt", "b.txt", "growing.txt"]


def _record_of(folder: Path, sha256: str) -> FileRecord:
    size = (folder / "growing.txt").stat().st_size
    key = scan(folder, {}).records["growing.txt"].key
    return FileRecord(size, OLD * 10**9, False, sha256, key, (), ())


def test_a_file_that_is_gone_before_it_is_read_is_no_problem(folder: Path) -> None:
    with Readers() as readers:
        assert list(readers.read([(folder / "gone.txt", "gone.txt")], {})) == []


def test_a_reader_is_kept_for_the_next_file_and_a_dead_one_is_replaced(folder: Path) -> None:
    with Readers(1) as readers:
        readers.start()
        kept = readers.process_ids
        for _ in range(2):
            (read,) = readers.read([(folder / "a.txt", "a.txt")], {})
            assert len(read.readings) == 1 and readers.process_ids == kept
        os.kill(kept[0], 9)
        os.waitid(os.P_PID, kept[0], os.WEXITED | os.WNOWAIT)
        (read,) = readers.read([(folder / "a.txt", "a.txt")], {})
        assert len(read.readings) == 1 and readers.process_ids != kept
    assert readers.process_ids == []
