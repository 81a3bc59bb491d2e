"""A turn: one question and what became of it, and its two bubbles in the chat."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from assistant.answer import Answer
from assistant.chat.grid import grid_markup, is_grid_line
from assistant.chat.labels import Labels
from assistant.chat.markup import NOTHING, Markup, element, escape, join
from assistant.chat.reference import Reference, Target
from assistant.citation import Citation

_NUMBER = re.compile(r"\[(\d+)\]")
_BULLET = re.compile(r"^\s*[-•*]\s+")
_QUOTED = re.compile(r"^\s*>\s?")
_OPEN_CARDS = 4
_LARGE_LEAD = 120


@dataclass(frozen=True, slots=True)
class Turn:
    """One question. Without an `answer`, a `refusal` or a failure it is still being answered.

    `refusal` says why the question cannot be read as it is. `shown` is how many lines of the answer are on the screen
    yet; None shows everything.
    """

    question: str
    answer: Answer | None = None
    refusal: str = ""
    failed: bool = False
    shown: int | None = None


def lines(answer: Answer) -> list[str]:
    """Return the lines of the answer's text, the lead first, without what stands below it: its sources and notes."""
    return [line for line in answer.own_words.splitlines() if line.strip()]


def question_markup(turn: Turn) -> Markup:
    """Return the bubble of the question."""
    return element("div", escape(turn.question), class_="mb-question")


def answer_markup(turn: Turn, number: int, labels: Labels) -> Markup:
    """Return the bubble of the answer to turn `number` of the chat, as far as it is shown."""
    if turn.refusal or turn.failed:
        words = escape(turn.refusal or labels.failed)
        return element("div", element("p", words), class_="mb-answer mb-error", role="alert")
    if turn.answer is None:
        return element("div", element("p", escape(labels.thinking), class_="mb-thinking"), class_="mb-answer")
    answer = turn.answer
    whole = turn.shown is None
    state = NOTHING if answer.answered else element("p", escape(labels.declined), class_="mb-declined")
    body = _text(answer, number, lines(answer)[: turn.shown])
    rest = join([_sources(answer, number, labels), _notes(answer, labels), _foot(answer, labels)]) if whole else NOTHING
    classes = "mb-answer" if answer.answered else "mb-answer mb-unanswered"
    return element("div", state, body, rest, class_=classes, lang=answer.language)


def _text(answer: Answer, turn: int, shown: list[str]) -> Markup:
    known = {citation.number for citation in answer.citations}
    parts: list[Markup] = []
    for position, line in enumerate(shown):
        if is_grid_line(line):
            if position == 0 or not is_grid_line(shown[position - 1]):
                rows = list(takewhile(is_grid_line, shown[position:]))
                parts.append(grid_markup(rows, lambda words: _with_chips(words, turn, known)))
            continue
        bullet, quoted = _BULLET.match(line), _QUOTED.match(line)
        found = bullet or quoted
        words = _with_chips(line[found.end() :] if found else line, turn, known)
        tag = "blockquote" if quoted else "p"
        class_ = _lead_class(line) if position == 0 else "mb-bullet" if bullet else ""
        parts.append(element(tag, words, class_=class_))
    return join(parts)


def _lead_class(line: str) -> str:
    """Return the classes of the lead: large, unless it names the rules of several places and would be a wall."""
    return "mb-lead" if len(line) <= _LARGE_LEAD else "mb-lead mb-long"


def _with_chips(line: str, turn: int, known: set[int]) -> Markup:
    """Return `line` with each [n] that is one of the answer's citations as a link to it."""
    parts, at = [], 0
    for found in _NUMBER.finditer(line):
        number = int(found[1])
        if number in known:
            parts += [escape(line[at : found.start()]), _chip(Reference(Target.CITATION, turn, number))]
            at = found.end()
    return join([*parts, escape(line[at:])])


def _chip(reference: Reference) -> Markup:
    return element("a", escape(str(reference.number)), class_="mb-chip", href=f"#{reference}")


def _sources(answer: Answer, turn: int, labels: Labels) -> Markup:
    target, heading, citations = (
        (Target.CITATION, labels.sources, answer.citations)
        if answer.answered
        else (Target.RELATED, labels.nearest, answer.related)
    )
    if not citations:
        return NOTHING
    cards = [_card(citation, Reference(target, turn, citation.number), labels) for citation in citations]
    first, more = cards[:_OPEN_CARDS], cards[_OPEN_CARDS:]
    summary = element("summary", escape(labels.more_sources.format(count=len(more))))
    rest = [element("details", summary, *more, class_="mb-more")] if more else []
    title = element("p", escape(heading), class_="mb-heading")
    return element("div", title, *first, *rest, class_=f"mb-sources mb-{target}")


def _card(citation: Citation, reference: Reference, labels: Labels) -> Markup:
    number = element("span", escape(str(citation.number)), class_="mb-number")
    name = element("span", escape(citation.doc_number or citation.title), class_="mb-name")
    clause = element("span", escape("".join(citation.clause_path)), class_="mb-path")
    quote = element("span", escape(citation.quote), class_="mb-quote")
    issuer = element("span", escape(citation.issuer or ""), class_="mb-issuer")
    top = element("span", number, name, clause, issuer, class_="mb-card-top")
    return element("a", top, quote, class_="mb-card", href=f"#{reference}", title=labels.open_source)


def _notes(answer: Answer, labels: Labels) -> Markup:
    if not answer.notes:
        return NOTHING
    items = [element("li", escape(note)) for note in answer.notes]
    return element(
        "div", element("p", escape(labels.notes), class_="mb-heading"), element("ul", *items), class_="mb-notes"
    )


def _foot(answer: Answer, labels: Labels) -> Markup:
    return element("p", escape(f"{labels.as_of} {answer.as_of.isoformat()}"), class_="mb-foot")
