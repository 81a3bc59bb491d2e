"""What the bench runs over: the notices, articles of law in chosen numbers, and a part of the reports."""

from __future__ import annotations

import hashlib
import heapq
import random
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Reading, read_folder
from eval.bench_worker import Wording
from eval.case import Case
from eval.stard import as_reading
from index.codec import encode_reading
from index.training.texts import LAWS, QUESTIONS, is_development, newest, read_laws, read_questions

SHARES: Mapping[str, float] = {"2 %": 0.02, "58 %": 0.58}
"""How much of a corpus each scope holds, by its name."""

_SEED = 20261101
_WARM_QUESTIONS = 10
# A corpus that is asked for and is nearly all that there is takes all.
_NEARLY_ALL = 1.02
_FEWER = 10


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions that are timed, and others that are asked first so that the timed ones find a warm program."""

    warm: tuple[Wording, ...]
    timed: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class BenchCorpus:
    """What is built and asked: `source` is a folder of notices or a file with a reading a line.

    `scopes` holds the notices of each scope by its name, and `shares` how much of all clauses they have.
    """

    name: str
    source: Path
    questions: Questions
    scopes: Mapping[str, Sequence[str]]
    shares: Mapping[str, float]
    answers: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the reports in a folder of their own: how many, and how many bytes of text."""

    folder: Path
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Two parts of the reports, the few among the many, and how many there are in all."""

    few: Part
    many: Part
    files: int
    size: int


def sample_of(wordings: Sequence[Wording], count: int) -> Questions:
    """Return `count` of the questions, always the same ones, and some of the others to warm up with."""
    shuffled = random.Random(_SEED).sample(list(wordings), len(wordings))
    timed = tuple(shuffled[:count])
    return Questions(warm=tuple(shuffled[count : count + _WARM_QUESTIONS]) or timed[:1], timed=timed)


def notices(folder: Path, cases: Sequence[Case], count: int) -> BenchCorpus:
    """Return the notices of `folder` with `count` of the cases."""
    wordings = [Wording(case.query, case.question, tuple(case.history)) for case in cases]
    return _corpus("notices", folder, read_folder(folder)[0], sample_of(wordings, count), answers=True)


def laws(data: Path, sizes: Sequence[int], count: int, folder: Path) -> list[BenchCorpus]:
    """Return a corpus of articles of law for each of `sizes`, written into `folder`.

    Args:
        data: the folder of the archive of laws and of the questions about them.
        sizes: how many articles; whole laws are taken, all of them where that is nearly all that there are.
        count: how many of the development questions are timed.
        folder: where.

    Raises:
        FileNotFoundError: if a file is missing.
    """
    readings = {law.path: as_reading(law) for law in newest(read_laws(data / LAWS))}
    clauses = {key: len(reading.clauses) for key, reading in readings.items()}
    asked = [one.text for one in read_questions(data / QUESTIONS) if is_development(one.text)]
    questions = sample_of([Wording(text, text) for text in asked], count)
    corpora = []
    for size in sizes:
        chosen = set(clauses) if sum(clauses.values()) <= size * _NEARLY_ALL else choose(clauses, size)
        kept = [reading for key, reading in readings.items() if key in chosen]
        source = folder / f"laws{size}.jsonl"
        source.write_bytes(b"".join(encode_reading(reading) + b"\n" for reading in kept))
        corpora.append(_corpus(f"laws, {size:,}", source, kept, questions, answers=False))
    return corpora


def choose(sizes: Mapping[str, int], wanted: int) -> frozenset[str]:
    """Return a random choice, the same each time, of at least one key whose sizes sum up to nearly `wanted`."""
    order = random.Random(_SEED).sample(sorted(sizes), len(sizes))
    chosen, left = set[str](), wanted
    for key in order:
        if sizes[key] <= left:
            chosen.add(key)
            left -= sizes[key]
    others = [key for key in order if key not in chosen]
    if others:
        least = min(others, key=lambda key: sizes[key])
        if not chosen or sizes[least] - left < left:
            chosen.add(least)
    return frozenset(chosen)


def write_parts(archive: Path, count: int, folder: Path) -> Parts:
    """Write `count` reports of `archive`, a random choice that is the same each time, and a tenth of them beside.

    Args:
        archive: the reports in Markdown.
        count: how many reports; at least two.
        folder: where two folders are made.

    Raises:
        FileNotFoundError: if there is no such archive.
    """
    kept: list[tuple[int, bytes]] = []
    files = size = 0
    with tarfile.open(archive, "r:xz") as reports:
        for member in reports:
            file = reports.extractfile(member) if member.isfile() and member.name.endswith(".md") else None
            if file is None:
                continue
            files, size = files + 1, size + member.size
            # The names' hashes are as good as drawn by lot: those with the least are kept.
            lot = -int.from_bytes(hashlib.sha256(member.name.encode()).digest())
            heapq.heappush(kept, (lot, file.read()))
            if len(kept) > count:
                heapq.heappop(kept)
    texts = [text for _, text in kept]
    few = _part(texts[: max(1, len(texts) // _FEWER)], folder / "few")
    return Parts(few, _part(texts, folder / "many"), files, size)


def _part(texts: Sequence[bytes], folder: Path) -> Part:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"report{number:05d}.md").write_bytes(text)
    return Part(folder, len(texts), sum(map(len, texts)))


def _corpus(
    name: str, source: Path, readings: Sequence[Reading], questions: Questions, *, answers: bool
) -> BenchCorpus:
    clauses = {reading.notice.id: len(reading.clauses) for reading in readings}
    total = sum(clauses.values())
    scopes = {label: sorted(choose(clauses, round(total * share))) for label, share in SHARES.items()}
    shares = {label: sum(clauses[key] for key in ids) / total for label, ids in scopes.items()}
    return BenchCorpus(name, source, questions, scopes, shares, answers)
