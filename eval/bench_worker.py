"""A worker: one system in a process of its own, which builds or is asked while the bench reads time and memory off it.

So nothing that one system loads or remembers serves another, and a peak of memory is one system's own. A request
is a line of JSON on the standard input, its reply a line on the standard output.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from types import TracebackType
from typing import Any, Protocol, TypeVar

from corpus import Reading, read_folder
from corpus.fold import fold
from index import open_encoder
from index.codec import decode_reading
from index.sentences import headings_above, in_context, split_sentences

BUILD_CORES, SEARCH_CORES = 2, 1
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "RAYON_NUM_THREADS")
ENCODED, SEARCH, ANSWER = "question encoded", "search", "answer"
_FAILED = "{} ended with status {} and no reply; expected one line. What it wrote before it ended says why."
_MB = 1e6
_ENCODED_TEXTS = 5000
_REPEATS = 3
_ROOT = Path(__file__).parents[1]

T = TypeVar("T")
Stages = Mapping[str, Callable[[int], object]]


class WorkerFailed(Exception):
    """Seen by whoever runs the bench: a worker ended before it replied."""

    def __init__(self, module: str, status: int) -> None:
        super().__init__(_FAILED.format(module, status))


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as the searches get it, and as the assistant does: without its earlier turns, and these."""

    query: str
    question: str
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked: the questions, the notices of each scope by its name, and whether answers are wanted too."""

    wordings: tuple[Wording, ...]
    scopes: Mapping[str, Sequence[str]]
    answers: bool


class System(Protocol):
    """What is timed: it builds into a folder, and from there does each stage of a question given by its number."""

    def build(self, readings: Sequence[Reading], place: Path) -> None:
        """Index the readings into the folder `place`."""

    def open(self, place: Path, source: Path, asking: Asking) -> Stages:
        """Return the stages over what `build` left in `place` of the readings in `source`."""


class Worker:
    """The bench's end: a process that runs `module`, held to so many cores and threads.

    Args:
        module: the name of a module that calls `serve`.
        cores: how many cores, and how many threads of each numeric library.
    """

    def __init__(self, module: str, cores: int) -> None:
        self._module = module
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, str(cores)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=_ROOT,
            env={**os.environ, **dict.fromkeys(THREADS, str(cores))},
        )

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._process.kill()
        # Otherwise it ends when its input does.
        self._process.communicate()

    def build(self, source: Path, place: Path) -> dict[str, float]:
        """Return "read" and "build" in seconds and "peak" in MB of a build of `source` into `place`.

        Raises:
            WorkerFailed: if the process ended.
        """
        return self._ask(do="build", source=str(source), place=str(place))

    def open(self, source: Path, place: Path, asking: Asking) -> tuple[str, ...]:
        """Return the stages that can be timed over what was built of `source` in `place`.

        Raises:
            WorkerFailed: if the process ended.
        """
        return tuple(self._ask(do="open", source=str(source), place=str(place), asking=asdict(asking))["stages"])

    def time(self, stage: str, at: int) -> float:
        """Return the milliseconds that a stage of question `at` took.

        Raises:
            WorkerFailed: if the process ended.
        """
        return float(self._ask(do="time", stage=stage, at=at)["ms"])

    def peak(self) -> float:
        """Return the most memory in MB that the process has had resident at once until now.

        Raises:
            WorkerFailed: if the process ended.
        """
        return float(self._ask(do="peak")["peak"])

    def encode(self, source: Path) -> dict[str, float]:
        """Return how many "notices", "clauses" and "sentences" `source` has, and as "rate" the latter encoded a second.

        Raises:
            WorkerFailed: if the process ended.
        """
        return self._ask(do="encode", source=str(source))

    def _ask(self, **request: object) -> dict[str, Any]:
        sent, received = self._process.stdin, self._process.stdout
        reply = ""
        if sent is not None and received is not None:
            try:
                sent.write(json.dumps(request, ensure_ascii=False) + "\n")
                sent.flush()
                reply = received.readline()
            except BrokenPipeError:
                reply = ""
        if not reply:
            raise WorkerFailed(self._module, self._process.wait())
        found: dict[str, Any] = json.loads(reply)
        return found


def serve(make: Callable[[], System]) -> None:
    """Reply to the requests on the standard input until it ends; the system's end of a `Worker`."""
    # Libraries that print shall not print into the replies.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _hold_to(int(sys.argv[1]))
    served = _Served(make())
    for line in sys.stdin:
        replies.write(json.dumps(served.reply(json.loads(line))) + "\n")
        replies.flush()


class _Served:
    """One system and what it has opened."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._stages: Stages = {}

    def reply(self, request: Mapping[str, Any]) -> dict[str, object]:
        """Return the reply to one request; see the methods of `Worker`."""
        do = request["do"]
        if do == "time":
            seconds, _ = timed(lambda: self._stages[request["stage"]](request["at"]))
            return {"ms": seconds * 1000}
        if do == "peak":
            return {"peak": peak_megabytes()}
        source = Path(request["source"])
        if do == "encode":
            return _encode(source)
        if do == "build":
            return self._build(source, Path(request["place"]))
        self._stages = self._system.open(Path(request["place"]), source, _asking(request["asking"]))
        return {"stages": list(self._stages)}

    def _build(self, source: Path, place: Path) -> dict[str, object]:
        """Build; what is loaded at the first build is loaded by one of a single notice before."""
        reading, readings = timed(lambda: load(source))
        least = min(readings, key=lambda one: len(one.clauses))
        with TemporaryDirectory() as folder:
            self._system.build([least], Path(folder) / "first")
        building, _ = timed(lambda: self._system.build(readings, place))
        return {"read": reading, "build": building, "peak": peak_megabytes()}


def load(source: Path) -> tuple[Reading, ...]:
    """Return the readings in `source`: a folder of notices, or a file with a reading a line."""
    if source.is_dir():
        return read_folder(source)[0]
    with source.open("rb") as lines:
        return tuple(map(decode_reading, lines))


def sentences_of(reading: Reading) -> list[str]:
    """Return the sentences of a notice in the form in which the index embeds them."""
    by_id = {clause.id: clause for clause in reading.clauses}
    return [
        fold(in_context(reading.notice, headings_above(clause, by_id), reading.notice.text[one.start : one.end]))
        for clause in reading.clauses
        for one in split_sentences(clause.own_text, clause.start)
    ]


def timed(call: Callable[[], T]) -> tuple[float, T]:
    """Return how many seconds `call` took, and what it returned."""
    start = perf_counter()
    returned = call()
    return perf_counter() - start, returned


def peak_megabytes() -> float:
    """Return the most memory in MB that this process has had resident at once."""
    status = Path("/proc/self/status")
    if status.is_file():
        # Linux lets a new program begin with its parent's peak in ru_maxrss; this line is its own.
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / _MB
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / _MB


def _encode(source: Path) -> dict[str, object]:
    readings = load(source)
    texts = [text for reading in readings for text in sentences_of(reading)]
    some, encoder = texts[:_ENCODED_TEXTS], open_encoder()
    encoder.encode(some[:1])
    return {
        "notices": len(readings),
        "clauses": sum(len(reading.clauses) for reading in readings),
        "sentences": len(texts),
        "rate": len(some) / median(timed(lambda: encoder.encode(some))[0] for _ in range(_REPEATS)),
    }


def _asking(record: Mapping[str, Any]) -> Asking:
    wordings = (Wording(one["query"], one["question"], tuple(one["history"])) for one in record["wordings"])
    return Asking(tuple(wordings), record["scopes"], record["answers"])


def _hold_to(cores: int) -> None:
    """Keep this process, where the system can, on so many cores: some libraries take one thread for each they see."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
