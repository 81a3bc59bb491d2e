"""Proof: which citations prove the words of a statement, and in which way those fail that none proves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.language import Language
from assistant.verify.document import stated_by
from assistant.verify.failure import Failure, FailureKind
from assistant.verify.labels import Labels
from assistant.verify.quoted import quoted_by, spans, torn, units_by
from assistant.verify.rendered import rendered_by
from assistant.verify.source import Cited
from assistant.verify.spoken import Statement
from corpus import Reading
from corpus.fold import match_form

Rule = Callable[[str, Sequence[Cited]], frozenset[int]]
"""A way to prove words: returns the numbers of the citations that prove them, none when they do not."""

RULES: Mapping[str, tuple[Rule, ...]] = {"zh": (quoted_by, units_by), "en": (rendered_by,)}
"""The rules of each language; what is said of a notice as a document has its own table."""

Places = Sequence[frozenset[str]]
_SEPARATOR = {"zh": "；", "en": "; "}
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


class Prover:
    """Holds the statements of an answer in one language against their citations."""

    def __init__(
        self, language: Language, readings: Mapping[str, Reading], labels: Labels, more: Sequence[Rule] = ()
    ) -> None:
        self._separator = _SEPARATOR[language]
        self._rules = (*RULES[language], *more)
        self._readings = readings
        self._labels = labels

    def failures(self, statement: Statement, citations: Sequence[Cited]) -> Iterator[Failure]:
        """Yield what in a statement none of `citations`, those of its markers, proves, and those that prove nothing.

        A statement may join several, each with the place whose rule it is; one without a place has that of the last.
        """
        pieces = statement.words.split(self._separator)
        at, places, used = 0, tuple[frozenset[str], ...](), set[int]()
        while at < len(pieces):
            places = self._labels.read(pieces[at]).places or places
            proving, stop = self._longest(pieces, at, citations, places)
            if not proving:
                yield self._diagnosed(self._labels.read(pieces[at]).words, citations)
            used |= proving
            at = stop
        for cited in citations:
            if cited.number not in used:
                yield Failure(FailureKind.MARKER, f"[{cited.number}]", f"it proves nothing of “{statement.words}”")

    def _longest(
        self, pieces: Sequence[str], at: int, citations: Sequence[Cited], places: Places
    ) -> tuple[frozenset[int], int]:
        """Return what proves the longest run of pieces from `at`, and where the run stops; none and the next piece."""
        for stop in range(len(pieces), at, -1):
            words = self._labels.read(self._separator.join(pieces[at:stop])).words
            proving = self._proved(words, citations, places)
            if proving:
                return proving, stop
        return frozenset(), at + 1

    def _proved(self, words: str, citations: Sequence[Cited], places: Places) -> frozenset[int]:
        """Return the citations that prove `words` for every place that is named, none when one lacks its proof."""
        proving = frozenset[int]()
        for ids in places or (frozenset(),):
            found = self._at_place(words, citations, ids)
            if not found:
                return frozenset()
            proving |= found
        return proving

    def _at_place(self, words: str, citations: Sequence[Cited], ids: frozenset[str]) -> frozenset[int]:
        own = [cited for cited in citations if not ids or cited.notice.id in ids]
        for rule in self._rules:
            if found := rule(words, own):
                return found
        for key in ids or sorted({cited.notice.id for cited in citations}):
            subject = self._readings[key].notice
            if found := stated_by(words, citations, subject):
                return found
        return frozenset()

    def _diagnosed(self, words: str, citations: Sequence[Cited]) -> Failure:
        """Return the failure of words that nothing proves, with the kind that fits them best."""
        for span in spans(words, citations):
            if loss := torn(span):
                return Failure(FailureKind.NEGATION, words, f"cut from “{loss}”")
        if self._proved(words, citations, ()):
            return Failure(FailureKind.PLACE, words, "the place named is not the one cited")
        shown = set(_FIGURE.findall(match_form(" ".join(cited.quote for cited in citations))))
        false = [figure for figure in _FIGURE.findall(match_form(words)) if figure not in shown]
        if false:
            return Failure(FailureKind.FIGURE, words, f"the cited words do not hold {false[0]}")
        return Failure(FailureKind.WORDING, words, "it is neither quoted nor rendered by a rule")
