"""The clause parser on foreign documents: every text of an archive is read, and what went wrong is counted.

`python -m tests.tools.foreign --data DIR`, where DIR holds archives of Markdown texts (*.tar.xz).
A number at the start of a line that opened no clause is counted as passed over; among siblings, one that does not
follow the last as skipped. Neither need be a mistake: a source may quote, or leave out, a number.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import FrameType

from corpus import UnreadableFile
from corpus.markers import match_marker
from corpus.read.text import read_plain
from corpus.reading import Reading, read_text

_CN = "〇零一二三四五六七八九十百千"
_VISIBLE = re.compile(
    rf"^[\s>#*_+-]*(第\s*[{_CN}\d]+\s*(?:编|分编|篇|章|节|条|部分)(?![{_CN}第款项规的、，])|[{_CN}]+、|[（(]\s*[{_CN}\d]+\s*[）)]"
    r"|\d{1,3}\s*[.．、](?!\d)|[①-⑳])",
    re.MULTILINE,
)
_CHUNK = 20
_SHOWN = 10


class _TooSlow(Exception):
    """Raised in a worker when the time for one file is over."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `state` is read, refused, slow or crashed; `detail` says why."""

    name: str
    state: str
    detail: str
    seconds: float
    clauses: int = 0
    passed_over: int = 0
    skipped: int = 0


def main() -> None:
    """Read all texts of the archives and write the counts to standard output."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with archives of Markdown texts")
    parser.add_argument("--limit", type=float, default=20, help="seconds for one file")
    parser.add_argument("--processes", type=int, default=2, help="how many files at a time")
    parser.add_argument("--every", type=int, default=1, help="read only each n-th file")
    given = parser.parse_args()
    for archive in sorted(given.data.glob("*.tar.xz")):
        with ProcessPoolExecutor(given.processes) as pool:
            texts = islice(_texts(archive, given.limit), 0, None, given.every)
            outcomes = list(pool.map(outcome_of, texts, chunksize=_CHUNK))
        sys.stdout.write("\n".join([archive.name, *_report(outcomes)]) + "\n\n")


def _texts(archive: Path, limit: float) -> Iterator[tuple[str, bytes, float]]:
    with tarfile.open(archive, "r:xz") as members:
        for member in members:
            file = members.extractfile(member) if member.isfile() and member.name.endswith(".md") else None
            if file:
                yield member.name, file.read(), limit


def outcome_of(text: tuple[str, bytes, float]) -> Outcome:
    """Return what became of one file, given its name, its bytes and the seconds that it may take."""
    name, data, limit = text
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    began = time.perf_counter()
    try:
        reading = read_text(read_plain(name, data).raw, Path(name).name)
    except UnreadableFile as error:
        return Outcome(name, "refused", error.reason, time.perf_counter() - began)
    except _TooSlow:
        return Outcome(name, "slow", f"more than {limit:g} s", limit)
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        return Outcome(name, "crashed", repr(error), time.perf_counter() - began)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    seconds = time.perf_counter() - began
    clauses = sum(not clause.is_section for clause in reading.clauses)
    return Outcome(name, "read", "", seconds, clauses, passed_over(reading), skipped(reading))


def _stop(signal_number: int, frame: FrameType | None) -> None:
    raise _TooSlow


def passed_over(reading: Reading) -> int:
    """Return how many numbers at the start of a line open no clause, those in a table of contents aside."""
    notice = reading.notice
    starts = {notice.raw_offset(clause.start) for clause in reading.clauses if not clause.is_section}
    left_out = {at for run in notice.boilerplate if run.kind != "layout" for at in range(run.start, run.end)}
    seen = {found.start(1) for found in _VISIBLE.finditer(notice.raw)}
    return len(seen - starts - left_out)


def skipped(reading: Reading) -> int:
    """Return how many clauses do not carry the number behind that of the last clause of their kind under one parent."""
    last: dict[tuple[str | None, str], int] = {}
    count = 0
    for clause in reading.clauses:
        marker = None if clause.is_section else match_marker(clause.text)
        if marker is None:
            continue
        article = marker.style.name == "article"
        place = (None if article else clause.parent, marker.style.name)
        repeats = article and "之" in marker.step
        count += marker.value != last.get(place, 0) + 1 and not repeats
        last[place] = marker.value
    return count


def _report(outcomes: Sequence[Outcome]) -> Iterator[str]:
    states = Counter(one.state for one in outcomes)
    yield f"{len(outcomes)} files: " + ", ".join(f"{count} {state}" for state, count in states.most_common())
    for reason, count in Counter(one.detail for one in outcomes if one.detail).most_common(_SHOWN):
        yield f"  {count} times: {reason}"
    read = [one for one in outcomes if one.state == "read"]
    for label, counts in (
        ("numbers passed over", [one.passed_over for one in read]),
        ("numbers skipped", [one.skipped for one in read]),
    ):
        yield f"{sum(one.clauses for one in read)} clauses; {label}: {sum(counts)} in {sum(map(bool, counts))} files"
    for one in sorted(outcomes, key=lambda one: -one.seconds)[:_SHOWN]:
        yield f"  {one.seconds:.2f} s  {one.clauses} clauses  {one.name}"
    for one in outcomes:
        if one.state in ("crashed", "slow"):
            yield f"{one.state}: {one.name}: {one.detail}"


if __name__ == "__main__":
    main()
