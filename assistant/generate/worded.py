"""Worded: the rule by which the gate proves a chat model's own words: its checker holds them against their clauses."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.generate.check import Checker
from assistant.generate.given import Given
from assistant.generate.sentence import Segment, Sentence
from assistant.verify.proof import Rule
from assistant.verify.source import Cited


def worded(checker: Checker, given: Sequence[Given]) -> Rule:
    """Return the rule that proves words by all their citations together, when those are clauses that were given."""
    numbers = {(each.passage.clause.id, each.passage.start): each.number for each in given}

    def proving(words: str, citations: Sequence[Cited]) -> frozenset[int]:
        known = [numbers.get((cited.clause.id, cited.citation.start)) for cited in citations]
        segment = Segment(words, tuple(number for number in known if number))
        if not known or len(segment.numbers) < len(known) or checker.fault_of(Sentence((segment,))):
            return frozenset()
        return frozenset(cited.number for cited in citations)

    return proving
