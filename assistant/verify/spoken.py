"""Spoken: an answer's own words, parted from its printed sources and notes, each with the markers behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.verify.failure import Failure, FailureKind

MARKER = re.compile(r"\[(\d+)\]")
_MARKS = re.compile(r"\s*((?:\[\d+\]\s*)+)")
_STOPS = "。；;.，,！？!? \n　"
_LINE = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class Statement:
    """Words and the numbers of the markers that follow them, none where no marker does."""

    words: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer's own words: the statements of its paragraphs, its numbered lines, and paragraphs without a marker."""

    statements: tuple[Statement, ...]
    lines: tuple[Statement, ...]
    extras: tuple[str, ...]
    failures: tuple[Failure, ...]


def read_spoken(answer: Answer) -> Spoken:
    """Return the statements of an answer's text; a source that is printed otherwise than it is cited is a failure."""
    statements: list[Statement] = []
    lines: list[Statement] = []
    extras: list[str] = []
    failures: list[Failure] = []
    text = answer.own_words
    if not answer.lead or not MARKER.sub("", text).startswith(answer.lead):
        failures.append(Failure(FailureKind.WORDING, answer.lead, "the text does not begin with the lead"))
    for at, block in enumerate(text.split("\n\n")):
        if re.match(r"\[\d+\] |「", block):
            failures.append(Failure(FailureKind.SOURCE, block, "it is not the source that the answer cites"))
        elif _LINE.match(block):
            lines += [_line(line) for line in re.split(r"\n(?=\d+\. )", block.rstrip("\n"))]
        elif at and not _MARKS.search(block):
            extras.append(block)
        else:
            statements += _statements(block)
    return Spoken(tuple(statements), tuple(lines), tuple(extras), tuple(failures))


def _line(line: str) -> Statement:
    body = _LINE.sub("", line, count=1)
    stated = list(_statements(body))
    return stated[0] if len(stated) == 1 else Statement(body, ())


def _statements(block: str) -> Iterator[Statement]:
    at = 0
    for found in _MARKS.finditer(block):
        yield Statement(block[at : found.start()].strip(_STOPS), tuple(int(n) for n in MARKER.findall(found[1])))
        at = found.end()
    rest = block[at:].strip(_STOPS)
    if rest:
        yield Statement(rest, ())
