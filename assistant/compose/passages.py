"""Passages: which words of a clause are shown, and which part of them leads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Passage
from assistant.evidence import Evidence
from assistant.exception import EXCEPTION
from assistant.stated import COUNTED
from assistant.terms import Term, coverage
from corpus import Clause, Fact
from corpus.fold import match_form

LEAD_LONGEST = 72
"""The most characters of a notice that a lead quotes; with the place before them it stays within about 80."""
VALUE_LEAD_LONGEST = 45
"""The most characters of a sentence that leads whole when a figure in it is asked for."""
LEAD_SHORTEST = 16
_WORTH_ADDING = 0.03
PASSAGE_LONGEST = 500
LIST_LONGEST = 1500
"""The most characters of a list that is shown whole with its lead-in."""
LEAD_OF_LIST_LONGEST = 120
"""The most characters of a lead that says the items of a list."""

_SEGMENT = re.compile(r"[^，；：,;:]+[，；：,;:]*")
_PREFACE = re.compile(r"根据|按照|依据|依照|遵循|围绕|坚持|为了?|针对|结合|对照|[一二三四五六七八九十]是")
_PREFACE_MALUS = 0.15
"""How much less a part counts that only says on what grounds or for what purpose something is to be done."""
_OPENERS = "“《（(‘「"
_CLOSERS = "”》）)’」"


def paragraph_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the line, or lines, of `text` in which `start` to `end` stand."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    return left, len(text) if right < 0 else right


def whole_passage(evidence: Evidence) -> Passage:
    """Return the clause's own text when it is short, else its paragraph, else as many sentences around as fit."""
    clause, notice = evidence.clause, evidence.notice
    if leads_in(clause) and clause.end - clause.start <= LIST_LONGEST:
        return Passage(notice, clause, clause.start, clause.end)
    if clause.own_end - clause.start <= PASSAGE_LONGEST:
        return Passage(notice, clause, clause.start, clause.own_end)
    start, end = paragraph_span(notice.text, evidence.start, evidence.end)
    start, end = max(start, clause.start), min(end, clause.own_end)
    if end - start <= PASSAGE_LONGEST:
        return Passage(notice, clause, start, end)
    room = (PASSAGE_LONGEST - (evidence.end - evidence.start)) // 2
    left = _after_stop(notice.text, max(start, evidence.start - room), evidence.start)
    right = _stop_before(notice.text, evidence.end, min(end, evidence.end + room))
    return Passage(notice, clause, left, right)


def leads_in(clause: Clause) -> bool:
    """Whether a clause's own words end with a colon that its items follow: they say nothing without these."""
    return not clause.is_leaf and clause.own_text.rstrip().endswith(("：", ":"))


def listed_words(evidence: Evidence) -> str:
    """Return the lead-in of a list with as many of its items as a lead holds; "" where the evidence is no lead-in."""
    clause, text = evidence.clause, evidence.notice.text
    if not leads_in(clause) or text[evidence.end : clause.own_end].strip(" 　\n：:"):
        return ""
    body = evidence.start + _body_start(evidence)
    words = text[body : clause.end]
    if len(words) > LEAD_OF_LIST_LONGEST:
        ends = [at.end() for at in re.finditer(r"[；。\n]", words[:LEAD_OF_LIST_LONGEST])]
        words = words[: ends[-1]] if ends and ends[-1] > clause.own_end - body else ""
    return _bare("".join(words.split()))


def _after_stop(text: str, start: int, limit: int) -> int:
    found = re.compile(r"[。；\n]").search(text, start, limit)
    return found.end() if found else limit


def _stop_before(text: str, start: int, limit: int) -> int:
    stop = max(text.rfind(mark, start, limit) for mark in "。；\n")
    return stop + 1 if stop >= start else start


def sentence_passage(evidence: Evidence) -> Passage:
    """Return the evidence's own sentence as a passage."""
    return Passage(evidence.notice, evidence.clause, evidence.start, evidence.end)


def lead_words(evidence: Evidence, terms: Sequence[Term], facts: Sequence[Fact] = (), *, counted: bool = False) -> str:
    """Return the words of the evidence's sentence that answer: all of them when short, else the parts around `facts`.

    Parts are what commas, semicolons and colons separate. They are added on the side that proves more of the
    question's terms until `LEAD_LONGEST` characters are reached. `counted` asks for a part that counts something when
    no fact is given. Brackets and quotation marks that the cut leaves open are not closed by invention.
    """
    words = evidence.words
    body = _body_start(evidence)
    words, offset = words[body:], evidence.start + body
    if len(words) <= (VALUE_LEAD_LONGEST if facts else LEAD_LONGEST) and not (
        facts and _figures_beside(words, offset, facts)
    ):
        return _bare(words)
    parts = [m.span() for m in _SEGMENT.finditer(words)]
    core = _core(parts, words, offset, terms, facts, counted=counted)
    first, last = core
    while True:
        options = [(i, j) for i, j in ((first - 1, last), (first, last + 1)) if i >= 0 and j < len(parts)]
        options = [(i, j) for i, j in options if parts[j][1] - parts[i][0] <= LEAD_LONGEST]
        if facts:
            options = [
                o
                for o in options
                if not _figures_beside(words[slice(*_span(parts, o))], offset + parts[o[0]][0], facts)
            ]
        if not options:
            break
        widest = max(options, key=lambda span: _proved(words, parts, span, terms))
        enough = parts[last][1] - parts[first][0] >= LEAD_SHORTEST
        if (
            enough
            and _proved(words, parts, widest, terms) < _proved(words, parts, (first, last), terms) + _WORTH_ADDING
        ):
            break
        first, last = widest
    while first > 0 and EXCEPTION.search(words[: parts[first][0]]):
        first -= 1  # a rule is not quoted without the exception before it
    return _bare(words[parts[first][0] : parts[last][1]])[: LEAD_LONGEST * 2]


def _span(parts: Sequence[tuple[int, int]], chosen: tuple[int, int]) -> tuple[int, int]:
    return parts[chosen[0]][0], parts[chosen[1]][1]


def _figures_beside(words: str, offset: int, facts: Sequence[Fact]) -> bool:
    """Whether `words`, which begin at `offset` of the notice's text, hold figures that belong to none of `facts`."""
    return any(
        not any(fact.start <= offset + found.start() < fact.end for fact in facts)
        for found in re.finditer(r"\d+", words)
    )


def _body_start(evidence: Evidence) -> int:
    """Return where a clause's first sentence begins behind its number."""
    clause = evidence.clause
    return len(clause.marker) if evidence.start == clause.start else 0


def _core(
    parts: Sequence[tuple[int, int]],
    words: str,
    offset: int,
    terms: Sequence[Term],
    facts: Sequence[Fact],
    *,
    counted: bool,
) -> tuple[int, int]:
    """Return the first and the last part that must be shown: those of the facts, else the one that proves most."""
    holding = [
        at
        for at, (start, end) in enumerate(parts)
        if any(fact.start < offset + end and offset + start < fact.end for fact in facts)
    ]
    if not holding and counted:
        holding = [at for at, (start, end) in enumerate(parts) if COUNTED.search(words[start:end])]
    if holding and parts[holding[-1]][1] - parts[holding[0]][0] <= LEAD_LONGEST:
        return holding[0], holding[-1]
    best = max(holding or range(len(parts)), key=lambda at: _proved(words, parts, (at, at), terms))
    return best, best


def _proved(words: str, parts: Sequence[tuple[int, int]], span: tuple[int, int], terms: Sequence[Term]) -> float:
    shown = words[parts[span[0]][0] : parts[span[1]][1]]
    proved = coverage(terms, [(match_form(shown), 1.0)])
    return proved - (_PREFACE_MALUS if _PREFACE.match(shown.strip()) else 0.0)


def _bare(words: str) -> str:
    """Return `words` without the stops at their ends and without brackets that open or close at an end only."""
    bare = words.strip().strip("，；：。,;: 　")
    while bare and bare[0] in _CLOSERS:
        bare = bare[1:]
    while bare and bare[-1] in _OPENERS:
        bare = bare[:-1]
    return bare.strip()
