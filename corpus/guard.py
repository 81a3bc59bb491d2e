"""The guard: files are read by other processes, under a limit of time and of memory."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

from corpus.catalogue import Entry
from corpus.file import FileRead, Refusal, sha256_of, stat_of
from corpus.worker import CHANGES, DEPTH, GONE, MEMORY, Reply

SECONDS = 120.0
"""How long one file may be read."""
SECONDS_OF_PICTURES = 900.0
"""How long one file of pages may be read: recognition takes seconds a page."""
_OF_PICTURES = frozenset({".pdf", ".ofd", ".zip", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})
_TRIES, _PAUSE = 4, 0.25
"""How often a file that is being written to is tried again, and after how many seconds."""

_FILES_A_WORKER = 16
"""A process takes as long to start as this many notices take to be read."""

_SPLIT = "Split it or save it in another format, and put it back."
_REFUSED: Mapping[str, tuple[str, str]] = {
    MEMORY: ("reading it takes more memory than is allowed", _SPLIT),
    DEPTH: ("its parts are nested deeper than any notice's", _SPLIT),
    CHANGES: ("it changes while it is read", "It is read again by the next sync, once it is complete."),
}


class Worker:
    """One reading process; it is started when first needed, and anew after it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, path: Path, name: str, entries: Mapping[str, Entry], seconds: float) -> FileRead | None:
        """Return what the file holds, with a refusal where it makes the reader fail; None if the file is gone."""
        reply: Reply = CHANGES
        for left in reversed(range(_TRIES)):
            reply = self._ask((path, name, entries), seconds)
            if reply != CHANGES:
                break
            time.sleep(_PAUSE * bool(left))
        if isinstance(reply, FileRead):
            return reply
        return None if reply == GONE else _refused(path, name, reply)

    @property
    def process_id(self) -> int | None:
        """The id of the process, None while there is none."""
        return self._process.pid if self._process else None

    def start(self) -> subprocess.Popen[bytes]:
        """Return the process; where there is none, or it died while it had nothing to do, a fresh one."""
        if self._process and self._process.poll() is not None:
            self.close()
        self._process = self._process or _start()
        return self._process

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                # What could not be sent to a process that died is sent by no closing.
                with suppress(BrokenPipeError):
                    _open(pipe).close()
            self._process = None

    def _ask(self, request: tuple[Path, str, Mapping[str, Entry]], seconds: float) -> Reply:
        process = self.start()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            pickle.dump(request, _open(process.stdin))
            _open(process.stdin).flush()
            reply: Reply = pickle.load(_open(process.stdout))
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            code = process.wait()
            self.close()
            return (
                f"it was not read within {seconds:g} seconds" if late.is_set() else f"its reader ended with code {code}"
            )
        finally:
            timer.cancel()
        return reply


class Readers:
    """Reading processes; between calls one of them is kept, so that the next file need not wait for its start.

    Use it as a context, or close it.

    Args:
        workers: how many processes read at once; when not given, as many as there are processors.
    """

    def __init__(self, workers: int | None = None) -> None:
        self._most = workers or os.cpu_count() or 1
        self._idle: deque[Worker] = deque()

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start one process, where none is kept, while the caller does something else."""
        if not self._idle:
            self._idle.append(Worker())
        self._idle[0].start()

    def read(self, files: Sequence[tuple[Path, str]], entries: Mapping[str, Entry]) -> Iterator[FileRead]:
        """Yield what each of `files` (where it is, what it is called) holds, in their order, without those gone.

        Args:
            files: the files.
            entries: the catalogue, by name.
        """
        count = min(self._most, -(-len(files) // _FILES_A_WORKER))
        if not count:
            return
        try:
            with ThreadPoolExecutor(count, "reader") as pool:
                yield from filter(None, pool.map(lambda one: self._read(one[0], one[1], entries), files))
        finally:
            # Recognition leaves a gigabyte behind in the process that did it.
            self._keep(0 if any(path.suffix.casefold() in _OF_PICTURES for path, _ in files) else 1)

    @property
    def process_ids(self) -> list[int]:
        """The ids of the processes that are kept."""
        return [id_ for worker in self._idle if (id_ := worker.process_id) is not None]

    def close(self) -> None:
        """End all processes."""
        self._keep(0)

    def _read(self, path: Path, name: str, entries: Mapping[str, Entry]) -> FileRead | None:
        seconds = SECONDS_OF_PICTURES if path.suffix.casefold() in _OF_PICTURES else SECONDS
        known = {key: entry for key, entry in entries.items() if key == name or key.startswith(f"{name}/")}
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = Worker()
        try:
            return worker.read(path, name, known, seconds)
        finally:
            self._idle.append(worker)

    def _keep(self, count: int) -> None:
        while len(self._idle) > count:
            self._idle.pop().close()


class Reads(Protocol):
    """What reads the files of a folder: `Readers` here, or the processes of a cluster."""

    def read(self, files: Sequence[tuple[Path, str]], entries: Mapping[str, Entry]) -> Iterator[FileRead]:
        """Yield what each of `files` (where it is, what it is called) holds, without those gone."""


def _start() -> subprocess.Popen[bytes]:
    """Return a fresh worker that finds this program where this process did."""
    roots = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return subprocess.Popen(
        [sys.executable, "-m", "corpus.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": roots, "OMP_NUM_THREADS": "1"},
    )


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None, "the worker was started with pipes"
    return pipe


def _refused(path: Path, name: str, word: str) -> FileRead:
    reason, remedy = _REFUSED.get(word, (word, _SPLIT))
    refusals = (Refusal(name, reason, remedy),)
    try:
        known = stat_of(path)
        # No hash goes with what still changes, so that it is read again.
        sha256 = sha256_of(path) if word != CHANGES and path.is_file() else ""
    except OSError:
        return FileRead(name, 0, 0, "", False, (), refusals)
    return FileRead(name, *known.version, sha256, known.settled, (), refusals)
