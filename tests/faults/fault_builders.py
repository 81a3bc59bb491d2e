"""What the tests of faults share: a small encoder, a corpus whose rounds differ, real mounts and processes to kill."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

import numpy as np
from index_builders import DUTIES

from index import Index, build, sync
from index.encoder import Vectors, normalise
from index.errors import SearchIndexError

PLACES = ("云溪县", "青禾县", "白石县")
QUESTIONS = ("培训", "考核结果什么时候公布", "依申请公开")


class SmallEncoder:
    """An encoder that takes no time: each character has a direction."""

    name = "small"
    dimension = 32

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, of length one."""
        rows = [sum((_direction(char) for char in set(text)), np.zeros(self.dimension)) for text in texts]
        return normalise(np.array(rows, np.float32).reshape(-1, self.dimension))

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the same for questions."""
        return self.encode(texts)


def _direction(char: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(char.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).standard_normal(SmallEncoder.dimension)


ENCODER = SmallEncoder()


def text_of(place: str, number: int, word: str = "") -> str:
    """Return an invented notice of `place` with `word` in every clause and in its title."""
    numerals = "一二三四五六七"
    clauses = "\n\n".join(
        f"（{numerals[at]}）{title}{word}。{word}{duty}" for at, (title, duty) in enumerate(DUTIES[:5])
    )
    return (
        f"{place}人民政府办公室关于印发{place}政务公开工作要点的通知\n\n{place[:1]}政办发〔2021〕{number}号\n\n"
        f"各乡镇人民政府，县政府各部门：\n\n现将《{place}政务公开工作要点》{word}印发给你们，请认真贯彻执行。\n\n"
        f"{place}人民政府办公室\n2021年3月2日\n\n{place}政务公开工作要点{word}\n\n一、重点任务{word}\n\n{clauses}\n"
    )


def word_of(number: int) -> str:
    """Return a word that no other number has and no notice else."""
    return "甲" + "".join("子丑寅卯辰巳午未申酉"[int(digit)] for digit in f"{number:04d}") + "版"


def write_round(corpus: Path, number: int) -> Path:
    """Make every notice of `corpus` bear the word of round `number`."""
    corpus.mkdir(exist_ok=True)
    for at, place in enumerate(PLACES, 1):
        fresh = corpus / f".{at}.tmp"
        fresh.write_text(text_of(place, at, word_of(number)), encoding="utf-8")
        fresh.replace(corpus / f"{at}.txt")
    return corpus


def bears(text: str, word: str) -> bool:
    """Whether a clause bears `word`, or is who signs, which bears none."""
    return word in text or text.endswith("\n2021年3月2日")


Answers = dict[str, list[tuple[str, str]]]


def answers(index: Index) -> Answers:
    """Return what an index answers: clause ids with their words, by question."""
    return {
        question: [(hit.clause.id, hit.clause.own_text) for hit in index.search(question)] for question in QUESTIONS
    }


def served(folder: Path) -> tuple[str, Answers]:
    """Return the generation that serves and what it answers, as a program that starts now sees it."""
    index = Index.open(folder, ENCODER)
    return index.generation, answers(index)


@contextmanager
def mounted(folder: Path, *arguments: str) -> Iterator[Path]:
    """Mount at `folder` for the while of the context; a machine on which that cannot be done fails the test."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount("mount", *arguments, str(folder))
    try:
        yield folder
    finally:
        _mount("umount", str(folder))


@contextmanager
def small_disk(folder: Path, megabytes: float) -> Iterator[Path]:
    """Make `folder` a disk of so many megabytes."""
    with mounted(folder, "-t", "tmpfs", "-o", f"size={int(megabytes * 1024)}k", "tmpfs"):
        yield folder


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """Make `folder` a read-only view of itself."""
    with mounted(folder, "--bind", str(folder)):
        _mount("mount", "-o", "remount,bind,ro", str(folder))
        yield folder


def _mount(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{' '.join(command)}: {done.stderr.strip()}; these tests need root and a system that mounts"
        raise AssertionError(message)


@dataclass(frozen=True, slots=True)
class Run:
    """A process that builds or syncs, and the file in which it says what stage it has come to."""

    process: BaseProcess
    stages: Path

    @property
    def stage(self) -> str:
        """The last stage that it told."""
        return (self.stages.read_text(encoding="utf-8").split() or ["start"])[-1]


def context() -> ForkServerContext:
    """Return what starts processes in which the program is loaded already."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["index.building", "chromadb", "fault_builders"])
    return made


def start(action: Callable[[Path, Path, Path], object], corpus: Path, folder: Path, stages: Path) -> Run:
    """Start a process that calls `action` with a corpus and an index."""
    stages.write_text("start\n", encoding="utf-8")
    process = context().Process(target=action, args=(corpus, folder, stages))
    process.start()
    return Run(process, stages)


def run_build(corpus: Path, folder: Path, stages: Path) -> None:
    """Build, telling the stages."""
    _told(build, corpus, folder, stages)


def run_sync(corpus: Path, folder: Path, stages: Path) -> None:
    """Sync, telling the stages."""
    _told(sync, corpus, folder, stages)


def _told(make: Callable[..., object], corpus: Path, folder: Path, stages: Path) -> None:
    with stages.open("a", encoding="utf-8", buffering=1) as file:

        def tell(stage: str, done: int, total: int) -> None:
            last = stage == "store" and done == total
            file.write(f"{'switch' if last else stage}\n")

        file.write("begin\n")
        try:
            make(corpus, folder, ENCODER, tell)
        except SearchIndexError as error:
            file.write(f"{type(error).__name__}\n")
            return
        file.write("end\n")


def kill_after(run: Run, seconds: float) -> str:
    """Kill the process `seconds` after now, and return the stage that it was in; "end" where it was done before."""
    run.process.join(seconds)
    if run.process.pid and run.process.is_alive():
        os.kill(run.process.pid, signal.SIGKILL)
    run.process.join()
    stage = run.stage
    run.process.close()
    return stage


def wait_for(run: Run, stages: frozenset[str], seconds: float = 60) -> float:
    """Return after how many seconds the process came to one of `stages`."""
    started = time.monotonic()
    while run.stage not in stages:
        if time.monotonic() - started > seconds:
            raise AssertionError(f"the process is still at {run.stage}")
        time.sleep(0.001)
    return time.monotonic() - started


def draws() -> random.Random:
    """Return a source of random moments, and print its seed; FAULT_SEED repeats one."""
    seed = int(os.environ.get("FAULT_SEED") or time.time_ns() % 10**9)
    print(f"FAULT_SEED={seed}")
    return random.Random(seed)


def rounds(of_check: int) -> int:
    """Return how many rounds a test makes: FAULT_ROUNDS says so, `of_check` else."""
    return int(os.environ.get("FAULT_ROUNDS") or of_check)
