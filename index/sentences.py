"""Sentences (句): the pieces of a clause's own words that are searched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus import Clause, Notice

STOPS = "。！？；!?;"
OPENING = "（《“‘「『【〔〈(["
CLOSING = "）》”’」』】〕〉)]"
ABOVE = " › "


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `notice.text[start:end]`."""

    start: int
    end: int


def split_sentences(text: str, offset: int = 0) -> tuple[Sentence, ...]:
    """Return the sentences of `text`, whose first character stands at `offset` of the notice's text.

    A sentence ends at a full stop, exclamation mark, question mark, semicolon or line end; a stop inside
    brackets or quotation marks that close on the same line does not end it, and closing marks that
    follow a stop belong to it. White space around a sentence is in none.
    """
    found: list[Sentence] = []
    at = 0
    for line in text.splitlines(keepends=True):
        found += [_trim(text, at + start, at + end, offset) for start, end in _line_spans(line)]
        at += len(line)
    return tuple(sentence for sentence in found if sentence.end > sentence.start)


def headings_above(clause: Clause, clauses: Mapping[str, Clause]) -> tuple[str, ...]:
    """Return the headings of the clauses above `clause`, outermost first, then its own."""
    headings = [clause.heading]
    parent = clause.parent
    while parent is not None:
        headings.append(clauses[parent].heading)
        parent = clauses[parent].parent
    return tuple(heading for heading in reversed(headings) if heading)


def in_context(notice: Notice, headings: Sequence[str], sentence: str) -> str:
    """Return the text that stands for a sentence in vector search: title and headings above it, then the sentence."""
    return ABOVE.join([notice.title, *(heading for heading in headings if heading not in sentence), sentence])


def _line_spans(line: str) -> Iterator[tuple[int, int]]:
    depth_after = _depths(line)
    start = at = 0
    while at < len(line):
        if line[at] in STOPS and depth_after[at] == 0:
            end = at + 1
            while end < len(line) and (line[end] in STOPS or (line[end] in CLOSING and depth_after[end] == 0)):
                end += 1
            yield start, end
            start = at = end
        else:
            at += 1
    yield start, len(line)


def _depths(line: str) -> list[int]:
    """Return for each character how many brackets that are closed later on the line stand open after it."""
    open_at: list[int] = []
    steps = [0] * (len(line) + 1)
    for at, character in enumerate(line):
        if character in OPENING:
            open_at.append(at)
        elif character in CLOSING:
            wanted = OPENING[CLOSING.index(character)]
            matching = next((n for n in range(len(open_at) - 1, -1, -1) if line[open_at[n]] == wanted), None)
            if matching is not None:
                steps[open_at[matching]] += 1
                steps[at] -= 1
                del open_at[matching:]
    depths: list[int] = []
    for step in steps[:-1]:
        depths.append((depths[-1] if depths else 0) + step)
    return depths


def _trim(text: str, start: int, end: int, offset: int) -> Sentence:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Sentence(offset + start, offset + max(start, end - (len(piece) - len(piece.rstrip()))))
