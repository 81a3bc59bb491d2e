"""A passage: the whole text of a notice, by paragraphs, with one quote marked in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.chat.labels import Labels
from assistant.chat.markup import Markup, element, escape, join
from corpus.clause import SECTIONS, Clause
from corpus.reading import Reading

_DEEPEST = 4
_OUTLINE_WORDS = 28


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a notice's text, from `start` up to `end`; empty where nothing is marked."""

    start: int = 0
    end: int = 0

    def meets(self, start: int, end: int) -> bool:
        """Whether the span shares a character with `start` up to `end`."""
        return self.start < end and start < self.end


def passage_markup(reading: Reading, quote: Span, clause: Span, labels: Labels) -> Markup:
    """Return every paragraph of the notice; the words in `quote` are marked, the paragraphs of `clause` set off."""
    text = reading.notice.text
    parts: list[Markup] = []
    for start, end in _paragraphs(text):
        here = [(number, each) for number, each in enumerate(reading.clauses) if start <= each.start < end]
        parts += [_section(each, labels) for _, each in here if each.is_section]
        parts.append(_paragraph(text, start, end, here, quote, clause))
    return join(parts)


def outline_markup(reading: Reading, current: str, labels: Labels) -> Markup:
    """Return the clauses of the notice as a list of links into the passage; `current` is the cited clause's id."""
    items = []
    for number, clause in enumerate(reading.clauses):
        words = _section_name(clause, labels) if clause.is_section else f"{clause.marker}{_heading(clause)}"
        state = {"aria_current": "true"} if clause.id == current else {}
        link = element("a", escape(words), class_="mb-jump", href=f"#jump-{number}", **state)
        items.append(element("li", link, class_=f"mb-depth-{_depth(clause)}"))
    return element("ol", *items, class_="mb-outline-list")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, at + len(line.rstrip("\r\n"))
        at += len(line)


def _paragraph(text: str, start: int, end: int, here: list[tuple[int, Clause]], quote: Span, clause: Span) -> Markup:
    anchors = [element("span", class_="mb-anchor", id=f"clause-{number}") for number, _ in here]
    heads = [_head(each, text, end) for _, each in here if not each.is_section]
    cuts = sorted(
        {start, end, *(cut for span in (*heads, quote) for cut in (span.start, span.end) if start < cut < end)}
    )
    words = [_run(text[a:b], any(head.meets(a, b) for head in heads), quote.meets(a, b)) for a, b in pairwise(cuts)]
    classes = ["mb-paragraph"]
    if here:
        classes.append("mb-section-start" if here[0][1].is_section else f"mb-depth-{_depth(here[0][1])}")
    if clause.meets(start, end):
        classes.append("mb-cited")
    return element("p", *anchors, *words, class_=" ".join(classes))


def _run(words: str, is_heading: bool, is_quote: bool) -> Markup:
    run = escape(words)
    if is_heading:
        run = element("b", run)
    return element("mark", run) if is_quote else run


def _head(clause: Clause, text: str, end: int) -> Span:
    """Return where the clause's marker and heading stand in its first paragraph, or nothing."""
    if not clause.heading:
        return Span()
    at = text.find(clause.heading, clause.start, end)
    return Span(clause.start, at + len(clause.heading)) if at >= 0 else Span()


def _heading(clause: Clause) -> str:
    words = clause.heading or clause.own_text.strip().removeprefix(clause.marker).strip()
    return words if len(words) <= _OUTLINE_WORDS else f"{words[:_OUTLINE_WORDS]}…"


def _depth(clause: Clause) -> int:
    return min(len(clause.path), _DEEPEST)


def _section(clause: Clause, labels: Labels) -> Markup:
    return element("div", escape(_section_name(clause, labels)), class_="mb-section")


def _section_name(clause: Clause, labels: Labels) -> str:
    return labels.sections[SECTIONS.index(clause.path[-1])]
