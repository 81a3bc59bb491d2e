"""Corruption: how a true answer is made false by machine, and the thousands of false answers that come of it.

An operator changes one thing in a finished answer, lead and text alike, and leaves everything else as it was; it
returns None where the answer has nothing of its kind. `corruption_seen` holds the operators that the verifier was made
against, `corruption_unseen` those that were written before it was read and never tuned on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.citation import Citation
from corpus import Reading


@dataclass(frozen=True, slots=True)
class Material:
    """What an operator may take false words from: all readings of an index and true answers over it."""

    readings: Mapping[str, Reading]
    answers: Sequence[Answer]


Operator = Callable[[Answer, Material, random.Random], "Answer | None"]


@dataclass(frozen=True, slots=True)
class Corrupted:
    """A false answer, the name of the operator that made it and the place of its original among the answers."""

    operator: str
    original: int
    answer: Answer


def own_end(answer: Answer) -> int:
    """Return where the answer's own words stop in its text: before the printed sources and the notes."""
    ends = [answer.text.find("\n\n[1] ")]
    ends += [answer.text.find("\n\n" + note) for note in answer.notes]
    return min((end for end in ends if end >= 0), default=len(answer.text))


def edited(answer: Answer, start: int, end: int, new: str) -> Answer:
    """Return `answer` with text[start:end] replaced, in the lead too where it stands there."""
    text = answer.text[:start] + new + answer.text[end:]
    lead = answer.lead[:start] + new + answer.lead[end:] if end <= len(answer.lead) else answer.lead
    return replace(answer, text=text, lead=lead)


def matches(answer: Answer, pattern: str) -> list[re.Match[str]]:
    """Return the matches of `pattern` in the answer's own words."""
    return list(re.compile(pattern, re.MULTILINE).finditer(answer.text, 0, own_end(answer)))


def swapped_by_table(answer: Answer, table: Mapping[str, Sequence[str]], rng: random.Random) -> Answer | None:
    """Return `answer` with one word of `table` in its own words replaced by one that the table gives for it."""
    words = "|".join(map(re.escape, sorted(table, key=len, reverse=True)))
    found = matches(answer, words)
    if not found:
        return None
    chosen = rng.choice(found)
    return edited(answer, chosen.start(), chosen.end(), rng.choice(table[chosen[0]]))


def said_instead(answer: Answer, words: str) -> Answer:
    """Return `answer` with `words` for its lead."""
    return edited(answer, 0, len(answer.lead), words)


def with_citation(answer: Answer, at: int, citation: Citation) -> Answer:
    """Return `answer` with the citation at place `at` replaced, its printed source too."""
    old = answer.citations[at]
    citation = replace(citation, number=old.number)
    citations = (*answer.citations[:at], citation, *answer.citations[at + 1 :])
    text = answer.text.replace(old.printed, citation.printed)
    return replace(answer, text=text, citations=citations)


def corrupt(
    answers: Sequence[Answer], material: Material, operators: Mapping[str, Operator], seed: int, rounds: int
) -> Iterator[Corrupted]:
    """Yield the different false answers that `operators` make of each answer in `rounds` tries.

    An answer's randomness hangs on `seed`, the operator and its place alone, so one operator more changes no other.
    """
    for at, answer in enumerate(answers):
        for name, operator in operators.items():
            made: list[Answer] = []
            for turn in range(rounds):
                false = operator(answer, material, random.Random(f"{seed} {name} {at} {turn}"))
                if false is not None and false != answer and false not in made:
                    made.append(false)
                    yield Corrupted(name, at, false)
