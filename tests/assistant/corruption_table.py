"""The table of corruption: how many false answers of each operator the verifier catches, and its false alarms.

python -m tests.assistant.corruption_table [--rounds 4] [--seed 1]
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from assistant import Assistant
from assistant.answer import Answer
from assistant.draft import Claim
from assistant.question import Question
from assistant.reader import Reader
from assistant.terms import Rarity
from assistant.verify import check
from corpus import Reading
from corpus.fold import match_form
from eval.case import load_cases
from index import Index, build
from tests.assistant.corruption import Material, Operator, corrupt
from tests.assistant.corruption_seen import SEEN
from tests.assistant.corruption_unseen import UNSEEN

ROOT = Path(__file__).resolve().parents[2]
SETS: Mapping[str, tuple[str, ...]] = {
    "corpus/notices": ("tuned.jsonl", "tuned_near.jsonl"),
    "eval/corpus": ("invented_tuned.jsonl", "invented_tuned_near.jsonl"),
}
"""The folders of notices, and the cases asked of each."""
TODAY = dt.date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Asked:
    """The true answers over one folder of notices, before the gate, with their questions as they were read."""

    readings: Mapping[str, Reading]
    answers: tuple[Answer, ...]
    questions: tuple[Question, ...]

    @property
    def given(self) -> tuple[Answer, ...]:
        """The answers that do not decline."""
        return tuple(answer for answer in self.answers if answer.answered)


def _ungated(shown: object, claims: Sequence[Claim], *_: object) -> Answer | None:
    return shown(claims) if claims and callable(shown) else None


def ask_all(index_dir: Path, turns: Sequence[tuple[str, Sequence[str]]]) -> Asked:
    """Return what the assistant says to questions, each with its history, where nothing but the claims is verified."""
    assistant = Assistant.open(index_dir)
    index = Index.open(index_dir)
    texts = [match_form(c.own_text) for reading in index.readings.values() for c in reading.clauses]
    reader = Reader(index.notices, Rarity(texts), index.corrected)
    with mock.patch("assistant.answering.passed", _ungated):
        answers = tuple(assistant.answer(question, history, today=TODAY) for question, history in turns)
    questions = tuple(reader.read(question, history) for question, history in turns)
    return Asked(index.readings, answers, questions)


def ask_sets(folder: Path, every: int = 1) -> list[Asked]:
    """Return the true answers to every case, or every so-many-th, of the tuned sets, over indexes built in `folder`."""
    sets = []
    for corpus, names in SETS.items():
        index_dir = folder / Path(corpus).name
        build(ROOT / corpus, index_dir)
        cases = [case for name in names for case in load_cases(ROOT / "eval" / "cases" / name)]
        sets.append(ask_all(index_dir, [(case.question, case.history) for case in cases[::every]]))
    return sets


def alarms(asked: Asked) -> list[Answer]:
    """Return the true answers that the verifier would not let pass."""
    pairs = zip(asked.answers, asked.questions, strict=True)
    return [answer for answer, question in pairs if check(answer, asked.readings, question)]


def scores(
    asked: Asked, operators: Mapping[str, Operator], seed: int, rounds: int
) -> tuple[Counter[str], Counter[str]]:
    """Return, by operator, how many false answers were made and how many were caught."""
    given = [(a, q) for a, q in zip(asked.answers, asked.questions, strict=True) if a.answered]
    answers = [answer for answer, _ in given]
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for false in corrupt(answers, Material(asked.readings, answers), operators, seed, rounds):
        made[false.operator] += 1
        caught[false.operator] += bool(check(false.answer, asked.readings, given[false.original][1]))
    return made, caught


def table(sets: Sequence[Asked], seed: int, rounds: int) -> str:
    """Return the table as text: each half by operator, its sum, and the false alarms."""
    rows = []
    for half, operators in (("seen", SEEN), ("unseen", UNSEEN)):
        results = [scores(asked, operators, seed, rounds) for asked in sets]
        made = sum((each[0] for each in results), Counter[str]())
        caught = sum((each[1] for each in results), Counter[str]())
        rows += [f"{name:36} {caught[name]:5} of {made[name]:5}  {caught[name] / made[name]:.4f}" for name in made]
        rows.append(f"{half:36} {caught.total():5} of {made.total():5}  {caught.total() / made.total():.4f}\n")
    false = sum(len(alarms(asked)) for asked in sets)
    given, every = sum(len(asked.given) for asked in sets), sum(len(asked.answers) for asked in sets)
    rows.append(f"{'false alarms':36} {false:5} of {every:5}  ({given} of them answer)  {false / given:.4f}")
    return "\n".join(rows)


def main() -> None:
    """Print the table over the tuned sets."""
    parser = argparse.ArgumentParser(description="Catch rate and false alarms of the verifier on the tuned sets.")
    parser.add_argument("--rounds", type=int, default=4, help="tries of each operator on each answer")
    parser.add_argument("--seed", type=int, default=1, help="where the random choices begin")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(table(ask_sets(Path(folder)), given.seed, given.rounds) + "\n")


if __name__ == "__main__":
    main()
