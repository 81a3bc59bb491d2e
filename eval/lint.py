"""Lint: what is wrong with a case, found by a program before it can spoil a figure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus import Clause, Reading
from eval.case import Case, CaseError, Gold, load_cases
from eval.case_set import is_held_out
from eval.leak import Seen, question_key
from eval.shelf import Shelf
from eval.wording import all_numbers, normal, stated_numbers

# Kinds of which the gold prints the figure; a deadline that is counted from it stands in no notice.
_PROVED_BY_GOLD = frozenset({"number"})


class Code(StrEnum):
    """What can be wrong with a case."""

    UNREADABLE = "unreadable-line"
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_QUESTION = "duplicate-question"
    UNKNOWN_DOCUMENT = "unknown-document"
    AMBIGUOUS_DOCUMENT = "ambiguous-document"
    CLAUSE_MISSING = "clause-missing"
    QUOTE_EMPTY = "quote-empty"
    QUOTE_NOT_VERBATIM = "quote-not-verbatim"
    QUOTE_ELSEWHERE = "quote-outside-clause"
    NOT_DEEPEST = "clause-not-deepest"
    EMPTY_ALTERNATIVE = "empty-alternative"
    NO_GOLD = "answerable-without-gold"
    NO_MUST = "answerable-without-answer-must"
    GOLD_ON_UNANSWERABLE = "gold-on-unanswerable"
    NOT_IN_GOLD = "must-say-what-gold-lacks"
    AGAINST_ITSELF = "must-and-must-not"
    HELD_OUT_LEAK = "held-out-question-is-tuned-on"
    TRAINING_LEAK = "question-was-trained-on"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One flaw: the file, the case (or its line), the code, and the words that show it.

    `detail` quotes the case; `line_of` leaves it out for the held-out files.
    """

    path: Path
    case: str
    code: Code
    detail: str


def line_of(flaw: Flaw) -> str:
    """Return the flaw as one line, without any word of the case where the file is held out."""
    line = f"{flaw.path.name} {flaw.case} {flaw.code.value}"
    return line if is_held_out(flaw.path) or not flaw.detail else f"{line}: {flaw.detail}"


def lint(
    paths: Sequence[Path], shelf: Shelf, trained_on: Iterable[str] = (), elsewhere: Collection[str] = ()
) -> tuple[Flaw, ...]:
    """Return the flaws of all cases in `paths`, against each other and against the notices on `shelf`.

    Args:
        paths: the case files.
        shelf: the notices that the cases are about.
        trained_on: questions that the encoder has seen, none of which may be a case.
        elsewhere: names of sources that are not at hand; gold in one of them is not looked up.
    """
    cases: list[tuple[Path, Case]] = []
    flaws: list[Flaw] = []
    for path in paths:
        try:
            cases.extend((path, case) for case in load_cases(path))
        except CaseError as error:
            flaws.append(Flaw(path, f"line {error.line}", Code.UNREADABLE, error.reason))
    flaws.extend(_duplicates(cases))
    flaws.extend(_leaks(cases, Seen((question, "training") for question in trained_on)))
    for path, case in cases:
        flaws.extend(Flaw(path, case.id, code, detail) for code, detail in _flaws_of(case, shelf, elsewhere))
    return tuple(flaws)


def _duplicates(cases: Iterable[tuple[Path, Case]]) -> Iterator[Flaw]:
    ids: dict[str, Path] = {}
    questions: dict[str, str] = {}
    for path, case in cases:
        if case.id in ids:
            yield Flaw(path, case.id, Code.DUPLICATE_ID, f"also in {ids[case.id].name}")
        ids.setdefault(case.id, path)
        question = question_key(*case.history, case.question)
        if question in questions:
            yield Flaw(path, case.id, Code.DUPLICATE_QUESTION, f"asked by {questions[question]} already")
        questions.setdefault(question, case.id)


def _leaks(cases: Sequence[tuple[Path, Case]], trained_on: Seen) -> Iterator[Flaw]:
    """Yield the cases whose question was seen where it must not be; a flaw of a held-out case shows no word of it."""
    tuned = Seen((" ".join((*case.history, case.question)), case.id) for path, case in cases if not is_held_out(path))
    for path, case in cases:
        asked = " ".join((*case.history, case.question))
        if is_held_out(path) and (place := tuned.place_of(asked)):
            yield Flaw(path, case.id, Code.HELD_OUT_LEAK, f"asked in other words by {place}")
        if trained_on.place_of(asked):
            yield Flaw(path, case.id, Code.TRAINING_LEAK, case.question)


def _flaws_of(case: Case, shelf: Shelf, elsewhere: Collection[str]) -> Iterator[tuple[Code, str]]:
    alternatives = [alternative for group in case.answer_must for alternative in group]
    if not all(map(normal, (*alternatives, *case.answer_must_not))) or not all(case.answer_must):
        yield Code.EMPTY_ALTERNATIVE, ""
    if not case.answerable:
        if case.gold:
            yield Code.GOLD_ON_UNANSWERABLE, ""
        return
    if not case.gold:
        yield Code.NO_GOLD, ""
    if not case.answer_must:
        yield Code.NO_MUST, ""
    both = set(map(normal, alternatives)) & set(map(normal, case.answer_must_not))
    if both:
        yield Code.AGAINST_ITSELF, ", ".join(sorted(both))
    yield from _unsaid(case)
    for gold in case.gold:
        if not any(name.startswith(gold.doc) for name in elsewhere):
            yield from _gold_flaws(gold, shelf)


def _unsaid(case: Case) -> Iterator[tuple[Code, str]]:
    """Yield the figures of single-value answers that no gold quote has: their case expects what nothing proves."""
    if case.type not in _PROVED_BY_GOLD:
        return
    proved = all_numbers([*(entry.quote for entry in case.gold), case.question, *case.history])
    for group in case.answer_must:
        if all(stated_numbers(alternative) - proved for alternative in group):
            yield Code.NOT_IN_GOLD, " / ".join(group)


def _gold_flaws(gold: Gold, shelf: Shelf) -> Iterator[tuple[Code, str]]:
    readings = shelf.readings_of(gold)
    if len(readings) != 1:
        code = Code.AMBIGUOUS_DOCUMENT if readings else Code.UNKNOWN_DOCUMENT
        yield code, f"{gold.doc!r} begins {len(readings)} sources"
        return
    clause = shelf.clause_of(gold)
    if clause is None:
        yield Code.CLAUSE_MISSING, gold.clause
    elif not gold.quote:
        yield Code.QUOTE_EMPTY, gold.clause
    else:
        yield from _quote_flaws(gold, readings[0], clause)


def _quote_flaws(gold: Gold, reading: Reading, clause: Clause) -> Iterator[tuple[Code, str]]:
    places = list(_occurrences(reading.notice.text, gold.quote))
    inside = [start for start in places if _covers(clause, start, gold.quote)]
    below = [other for other in reading.clauses if other.parent == clause.id]
    if not places:
        yield Code.QUOTE_NOT_VERBATIM, gold.quote
    elif not inside:
        yield Code.QUOTE_ELSEWHERE, f"{gold.clause}: {gold.quote}"
    elif all(any(_covers(other, start, gold.quote) for other in below) for start in inside):
        yield Code.NOT_DEEPEST, f"{gold.clause}: {gold.quote}"


def _covers(clause: Clause, start: int, quote: str) -> bool:
    return clause.start <= start and start + len(quote) <= clause.end


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def count_codes(flaws: Iterable[Flaw]) -> Mapping[str, int]:
    """Return how many flaws there are of each code, by code."""
    counts: dict[str, int] = {}
    for flaw in flaws:
        counts[flaw.code.value] = counts.get(flaw.code.value, 0) + 1
    return counts
