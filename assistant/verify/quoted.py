"""Quoted: words that stand in a citation, whole and not torn from what turns their sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.exception import EXCEPTION
from assistant.verify.source import Cited
from corpus import FactKind
from corpus.fold import fold_with_offsets

ELLIPSIS = "……"
UNIT_LABEL = "责任单位："
_EDGE = re.compile(r"[，,。；;：:\n（()）“”‘’《》「」！!？?…　]")
_LOST_BEFORE = re.compile(r"不|未|无|非|禁|除|免|勿|停|至少|最多|超过|达到|少于|低于|高于|提前|(?:[每第约近]|\d)\s*$")
"""What turns or bounds the words behind it: cut off, it may not be left out."""
_LOST_AFTER = re.compile(r"^\s*(?:\d|以上|以下|以内|之?内|之?以?前|之?以?后|起)|除外|例外|不|未|无|免")
_LIST_GOES_ON = re.compile(r"\s*[、，,]\s*[\u4e00-\u9fff]")
_UNIT_LIST_ENDS = re.compile(r"^等?(?:[）)。；;\n]|$|[^、，,])")


@dataclass(frozen=True, slots=True)
class Span:
    """Where words stand in a citation: quote[start:end]."""

    cited: Cited
    start: int
    end: int


def spans(words: str, citations: Iterable[Cited]) -> Iterator[Span]:
    """Yield each place where a citation has `words`, in any width and white space."""
    wanted = fold_with_offsets(words)[0]
    for cited in citations:
        folded, offsets = fold_with_offsets(cited.quote)
        at = folded.find(wanted) if wanted else -1
        while at >= 0:
            yield Span(cited, offsets[at], offsets[at + len(wanted) - 1] + 1)
            at = folded.find(wanted, at + 1)


def torn(span: Span) -> str:
    """Return what was cut off at an end of the words that turns their sense, "" when nothing was."""
    text, base = span.cited.notice.text, span.cited.citation.start
    start, end = base + span.start, base + span.end
    clause = span.cited.clause
    before = _EDGE.split(text[max(clause.start, start - 60) : start])[-1]
    before = before.removeprefix(clause.marker) if start - len(before) == clause.start else before
    after = _EDGE.split(text[end : min(clause.end, end + 60)])[0]
    lost = _LOST_BEFORE.search(before) or _LOST_AFTER.search(after)
    lost = lost or _LIST_GOES_ON.match(text[end : end + 4] if _ends_unit(span.cited, end) else "")
    lost = lost or EXCEPTION.search(text[max(clause.start, start - 60) : start])
    return lost[0] if lost else ""


def _ends_unit(cited: Cited, end: int) -> bool:
    """Whether a list of responsible units goes on behind `end`: a list is quoted to its end."""
    units = [fact for fact in cited.reading.facts if fact.kind == FactKind.RESPONSIBLE_UNIT]
    return any(fact.end == end for fact in units) and any(end < fact.start <= end + 3 for fact in units)


def quoted_by(words: str, citations: Iterable[Cited]) -> frozenset[int]:
    """Return the numbers of the citations that have `words` untorn; pieces joined by …… in their order."""
    citations = tuple(citations)
    pieces = [piece.strip() for piece in words.split(ELLIPSIS) if piece.strip()]
    proving = []
    for cited in citations:
        at = 0
        for piece in pieces:
            found = next((s for s in spans(piece, (cited,)) if s.start >= at and not torn(s)), None)
            if found is None:
                break
            at = found.end
        else:
            proving.append(cited.number)
    return frozenset(proving) if pieces else frozenset()


def units_by(words: str, citations: Iterable[Cited]) -> frozenset[int]:
    """Return the numbers of the citations whose list of responsible units is `words`, complete, after its label."""
    listed = words.removeprefix(UNIT_LABEL)
    proving = []
    for span in spans(listed, citations):
        base = span.cited.citation.start
        units = [f for f in span.cited.facts if f.kind == FactKind.RESPONSIBLE_UNIT]
        inside = [f for f in units if base + span.start <= f.start and f.end <= base + span.end]
        if not inside or inside[0].start != base + span.start:
            continue
        role_fits = words == listed or not inside[0].qualifier
        if role_fits and _UNIT_LIST_ENDS.match(span.cited.quote[span.end :]) and not _open_before(span):
            proving.append(span.cited.number)
    return frozenset(proving)


def _open_before(span: Span) -> bool:
    """Whether the list began before the words."""
    return span.cited.quote[: span.start].rstrip().endswith(("、", "，", ","))
