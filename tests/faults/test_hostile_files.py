"""A file that harms a reader, or moves while it is read, costs itself only and is named with what to do."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fault_builders import ENCODER, PLACES, answers, served, word_of, write_round
from hostile_files import CLIMBING, HOSTILE, climbing_zip, write_large

from index import Index, build, sync
from index.generation import Unread


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_round(tmp_path / "corpus", 0)


@pytest.fixture
def folder(corpus: Path, tmp_path: Path) -> Path:
    build(corpus, tmp_path / "index", ENCODER)
    return tmp_path / "index"


def refused(folder: Path) -> dict[str, Unread]:
    """Return what `status` tells of files that could not be read, by name; each has a reason and a remedy."""
    found = {one.name: one for one in Index.open(folder, ENCODER).status().unreadable}
    assert all(one.reason and one.remedy for one in found.values())
    return found


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.timeout(900)
def test_a_bomb_or_a_loop_costs_itself_only(corpus: Path, folder: Path, name: str) -> None:
    _, before = served(folder)
    (corpus / name).write_bytes(HOSTILE[name]())
    sync(corpus, folder, ENCODER)
    assert [one.partition("/")[0] for one in refused(folder)] == [name]
    assert served(folder)[1] == before
    assert sync(corpus, folder, ENCODER).unchanged == len(PLACES), "it is not read again and again"


def test_a_file_of_200_megabytes_is_refused_unread(corpus: Path, folder: Path) -> None:
    write_large(corpus / "large.txt")
    sync(corpus, folder, ENCODER)
    assert "200 MB" in refused(folder)["large.txt"].reason


def test_what_climbs_out_of_an_archive_stays_within(corpus: Path, folder: Path, tmp_path: Path) -> None:
    (corpus / "climbing.zip").write_bytes(climbing_zip())
    sync(corpus, folder, ENCODER)
    named = [one.source for one in Index.open(folder, ENCODER).notices.values() if CLIMBING in one.text]
    assert all(name.startswith("climbing.zip/") and ".." not in name for name in named)
    assert len(named) + sum(name.startswith("climbing.zip") for name in refused(folder)) >= 1
    assert list(tmp_path.parent.rglob("攀登.txt")) == []
    assert not Path("/tmp/攀登.txt").exists()


@contextmanager
def at_the_reader(act: Callable[[int], object]) -> Iterator[None]:
    """Call `act` with the id of each process that reads files for this one, as soon as it is there."""
    ended, seen = threading.Event(), set[int]()

    def look() -> None:
        while not ended.is_set():
            for reader in set(readers()) - seen:
                seen.add(reader)
                act(reader)
            time.sleep(0.002)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    assert seen, "no reading process was seen"


def readers() -> Iterator[int]:
    """Yield the ids of the reading processes that this process started."""
    for task in Path("/proc/self/task").iterdir():
        try:
            children = (task / "children").read_text(encoding="ascii").split()
        except FileNotFoundError:
            continue
        for child in children:
            try:
                if b"corpus.worker" in Path("/proc", child, "cmdline").read_bytes():
                    yield int(child)
            except (FileNotFoundError, ProcessLookupError):
                continue


def test_a_file_whose_reader_is_killed_is_named_and_read_after_it_changed(corpus: Path, folder: Path) -> None:
    before = served(folder)
    (corpus / "1.txt").write_text((corpus / "1.txt").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with at_the_reader(lambda reader: os.kill(reader, signal.SIGKILL)):
        sync(corpus, folder, ENCODER)
    assert "reader ended" in refused(folder)["1.txt"].reason
    assert refused(folder)["1.txt"].stands
    assert served(folder)[1] == before[1]
    write_round(corpus, 1)
    sync(corpus, folder, ENCODER)
    assert refused(folder) == {} and word_of(1) in str(served(folder))


def test_a_file_that_vanishes_before_it_is_read_is_no_notice_and_no_error(corpus: Path, folder: Path) -> None:
    write_round(corpus, 1)
    with at_the_reader(lambda _: (corpus / "3.txt").unlink(missing_ok=True)):
        sync(corpus, folder, ENCODER)
    index = Index.open(folder, ENCODER)
    assert sorted(one.source for one in index.notices.values()) == ["1.txt", "2.txt"]
    assert refused(folder) == {} and word_of(1) in str(answers(index))
    write_round(corpus, 2)
    assert len(sync(corpus, folder, ENCODER).added) == 1


def test_a_file_that_changes_while_it_is_read_waits_for_the_next_sync(corpus: Path, folder: Path) -> None:
    _, before = served(folder)
    # A process of its own: beside a busy test a thread may stand still for as long as one reading takes.
    writer = subprocess.Popen(["sh", "-c", 'while :; do printf 一 >> "$0"; done', str(corpus / "1.txt")])
    try:
        time.sleep(0.2)
        sync(corpus, folder, ENCODER)
    finally:
        writer.kill()
        writer.wait()
    assert "changes while it is read" in refused(folder)["1.txt"].reason
    assert served(folder)[1] == before
    write_round(corpus, 1)
    sync(corpus, folder, ENCODER)
    assert refused(folder) == {} and word_of(1) in str(served(folder))
