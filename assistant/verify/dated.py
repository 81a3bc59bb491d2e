"""Dated: what is said of a deadline's day, told again from the cited rule, the question, the clock and the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Answer
from assistant.deadline.rule import choose
from assistant.deadline.say import summary_words
from assistant.deadline.tell import AsOf, Told, given_of, joined, rules_in, tell, tell_hours, time_facts
from assistant.question import Question
from assistant.verify.failure import Failure, FailureKind
from assistant.verify.labels import Labels
from assistant.verify.source import Cited

DEADLINE = "deadline"
"""The kind of an answer that tells a day."""


class Dated:
    """What may be said of the days that citations set for a question."""

    def __init__(self, asked: Question, as_of: AsOf) -> None:
        self._asked = asked
        self._as_of = as_of
        self._given = given_of(asked, as_of)

    def _told(self, cited: Cited) -> Iterator[Told]:
        """Yield what each rule in a citation tells, of those that the question's event starts where there are any."""
        rules = rules_in(time_facts(cited.facts), cited.notice.text)
        choices = [choice for rule in rules if (choice := choose([rule], self._given.event))]
        if not choices:
            yield tell_hours(self._asked, cited.facts, self._given)
        for choice in [c for c in choices if c.fits] or choices:
            yield tell(self._asked, choice, cited.notice, self._as_of, self._given)

    def proving(self, words: str, citations: Sequence[Cited]) -> frozenset[int]:
        """Return the numbers of the citations whose rules tell `words`: a rule of proof."""
        return frozenset(
            cited.number
            for cited in citations
            if any(
                words and words in (told.words, *told.lines, joined(told.lines, self._asked.language))
                for told in self._told(cited)
            )
        )

    def failures(
        self, answer: Answer, extras: Sequence[str], citations: Sequence[Cited], labels: Labels
    ) -> Iterator[Failure]:
        """Yield the lines under the lead, and the days for a calendar, that no citation tells."""
        for extra in extras:
            said = labels.read(extra)
            own = [cited for cited in citations if not said.places or cited.notice.id in said.places[0]]
            if not self.proving(said.words, own):
                yield Failure(FailureKind.DERIVATION, extra, "told again it is something else")
        by_number = {cited.number: cited for cited in citations}
        for deadline in answer.deadlines:
            cited = by_number.get(deadline.citation)
            if cited is None or deadline.day not in [told.day for told in self._told(cited)]:
                yield Failure(FailureKind.DERIVATION, str(deadline.day), "no rule cited sets this day")


def earliest_failures(answer: Answer) -> Iterator[Failure]:
    """Yield the lead of a table of deadlines that is not what its rows and days give."""
    earliest = min((each.day for each in answer.deadlines), default=None)
    if answer.lead != summary_words(len(answer.rows), earliest, answer.language):
        yield Failure(FailureKind.DERIVATION, answer.lead, "the rows give another day")
