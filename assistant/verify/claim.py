"""Verify: every claim of a draft is held against its source; what fails is not shown.

A quoted claim must stand, word for word, in a cited passage. A rendered claim must render words that stand there, and
may hold no figure that they do not. A passage must be what its notice says at that place, within its clause.
A derived claim is derived again from them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.draft import FIGURE, Claim, Draft, Passage, Support
from assistant.english import unproved_wording
from corpus.fold import match_form

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_ELLIPSIS = "……"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The claims that hold, and why each other one does not."""

    kept: tuple[Claim, ...]
    dropped: tuple[tuple[Claim, str], ...]


def verify(draft: Draft) -> Verdict:
    """Return which claims of `draft` hold."""
    kept: list[Claim] = []
    dropped: list[tuple[Claim, str]] = []
    for claim in draft.claims:
        fault = fault_of(claim)
        if fault:
            dropped.append((claim, fault))
        else:
            kept.append(claim)
    return Verdict(tuple(kept), tuple(dropped))


def fault_of(claim: Claim) -> str:
    """Return what is wrong with a claim, "" when nothing is."""
    if not claim.passages:
        return "no passage"
    for passage in claim.passages:
        if fault := _passage_fault(passage):
            return fault
    if claim.support == Support.QUOTED:
        return _quote_fault(claim.words, claim.passages)
    if claim.support == Support.RENDERED:
        return _rendering_fault(claim)
    if claim.derivation is None:
        return "nothing says how it was derived"
    return claim.derivation.fault(claim.words, "\n".join(passage.quote for passage in claim.passages))


def _passage_fault(passage: Passage) -> str:
    clause, notice = passage.clause, passage.notice
    if clause.notice_id != notice.id:
        return f"clause {clause.id} is not of notice {notice.id}"
    if not passage.quote or not clause.start <= passage.start < passage.end <= clause.end:
        return f"the quote is outside clause {clause.id}"
    if notice.text[clause.start : clause.end] != clause.text:
        return f"clause {clause.id} does not stand where it says"
    return ""


def _quote_fault(words: str, passages: Sequence[Passage]) -> str:
    shown = "\n".join(passage.quote for passage in passages)
    for piece in words.split(_ELLIPSIS):
        if piece.strip() and piece.strip() not in shown:
            return f"the notice does not say “{piece.strip()}”"
    return ""


def _rendering_fault(claim: Claim) -> str:
    shown = "\n".join(passage.quote for passage in claim.passages)
    for piece in claim.source.split(_ELLIPSIS):
        if piece.strip() and piece.strip() not in shown:
            return f"the notice does not say “{piece.strip()}”"
    if claim.rule == FIGURE and (wording := unproved_wording(claim.words, claim.source)):
        return f"“{wording}” is not in “{claim.source}”"
    proved = _figures(claim.source if claim.rule == FIGURE else f"{claim.source} {_names(claim.passages)}")
    false = [figure for figure in _figures(claim.words) if figure not in proved]
    return f"the figure {false[0]} is not in “{claim.source}”" if false else ""


def _names(passages: Sequence[Passage]) -> str:
    """Return how the cited clauses and notices are called: what is said about them may name them so."""
    return " ".join(
        f"{p.clause.label} {p.clause.heading} {p.notice.doc_number or ''} {p.notice.title}" for p in passages
    )


def _figures(text: str) -> list[str]:
    """Return the figures of `text` without leading zeros: a date printed 2019-07-02 is said as 2 July 2019."""
    return [figure.lstrip("0") or "0" for figure in _FIGURE.findall(match_form(text))]
