"""Proof: what a date was derived from, so that the verifier can derive it again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.deadline.calendar import UncoveredYear, WorkCalendar
from assistant.deadline.count import Count, count
from assistant.deadline.rule import Kind, Rule, kind_of, read_span
from assistant.deadline.say import calendar_line, count_line, due_words, rule_line, today_line


@dataclass(frozen=True, slots=True)
class DeadlineProof:
    """The inputs of one date: the rule that is cited, the starting day, the clock and the calendar.

    `event` names what happened on the starting day, in the language of the answer; `stands_in` says that the rule runs
    from another event. `assumed` says how the question's day was completed; `acted` is the day on which the duty was
    done, when the question gives it.
    """

    rule: Rule
    start: dt.date
    today: dt.date
    calendar: WorkCalendar
    language: str
    event: str = ""
    stands_in: bool = False
    assumed: str = ""
    acted: dt.date | None = None

    def count(self) -> Count:
        """Return the last day and what lay between.

        Raises:
            UncoveredYear: if no calendar covers a year that the count reaches.
            OverflowError: if the day lies beyond the years that a date can have.
        """
        rule = self.rule
        return count(self.start, rule.amount, rule.unit, self.calendar, back=rule.kind == Kind.BEFORE)

    def words(self) -> str:
        """Return the sentence that the date leads with."""
        return due_words(self.rule, self.count().due, self.today, self.acted, self.language)

    def lines(self) -> tuple[str, ...]:
        """Return the rule, the count, the days off in between and how the deadline stands, one line each."""
        counted = self.count()
        lines = (
            rule_line(self.rule, self.event, self.language, stands_in=self.stands_in),
            count_line(self.rule, self.start, counted, self.assumed, self.language),
            calendar_line(self.rule, counted, self.calendar, self.language),
            today_line(counted.due, self.today, self.language),
        )
        return tuple(line for line in lines if line)

    def fault(self, words: str, shown: str) -> str:
        """Return what is wrong with `words` as derived from the passages `shown`, "" when nothing is.

        The rule must stand there word for word; its figure, unit and direction are read again, and the day is counted
        again from them.
        """
        rule = self.rule
        if rule.words not in shown:
            return f"the notice does not say “{rule.words}”"
        if read_span(rule.words) != (rule.amount, rule.unit) or kind_of(rule.words) != rule.kind:
            return f"“{rule.words}” is not {rule.amount} {rule.unit}, {rule.kind}"
        try:
            again = self.words()
        except (UncoveredYear, OverflowError) as error:
            return str(error)
        return "" if words == again else f"counted again it is “{again}”"
