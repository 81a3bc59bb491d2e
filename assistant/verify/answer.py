"""Answer: the finished answer held against the notices, word by word, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.answer import Answer
from assistant.deadline.calendar import WorkCalendar
from assistant.deadline.tell import AsOf
from assistant.language import Language
from assistant.question import Question
from assistant.verify.dated import DEADLINE, Dated
from assistant.verify.failure import Failure, FailureKind
from assistant.verify.labels import Labels
from assistant.verify.proof import Prover, Rule
from assistant.verify.source import Cited, cited
from assistant.verify.spoken import MARKER, Spoken, Statement, read_spoken
from assistant.verify.subject import subject_failures
from assistant.verify.table import table_failures
from corpus import Reading


def check(
    answer: Answer,
    readings: Mapping[str, Reading],
    asked: Question | None = None,
    rules: Sequence[Rule] = (),
    calendar: WorkCalendar | None = None,
) -> tuple[Failure, ...]:
    """Return what is false in a finished answer, none when everything it says is proved.

    Args:
        answer: the answer as it would be shown, in Chinese or English.
        readings: the notices that it was made from, by id.
        asked: its question as it was read, with its scope; with it, true words about something else fail too.
        rules: further ways to prove words, for text that is neither quoted nor rendered by a rule of the house.
        calendar: what working days are counted by; that of the house when None.
    """
    as_of = AsOf(answer.as_of, calendar or WorkCalendar())
    dated = Dated(asked, as_of) if asked is not None and answer.kind == DEADLINE else None
    return tuple(_Checking(answer, readings, asked, rules, dated).failures())


class _Checking:
    """The check of one answer."""

    def __init__(
        self,
        answer: Answer,
        readings: Mapping[str, Reading],
        asked: Question | None,
        rules: Sequence[Rule],
        dated: Dated | None,
    ) -> None:
        self._answer = answer
        self._readings = readings
        self._asked = asked
        self._dated = dated
        self._language: Language = "en" if answer.language == "en" else "zh"
        held = [cited(citation, readings) for citation in answer.citations]
        self._false = [source for source in held if isinstance(source, Failure)]
        self._cited = {source.number: source for source in held if isinstance(source, Cited)}
        self._labels = Labels(self._language, readings, {c.notice.id for c in self._cited.values()})
        told = (dated.proving,) if dated else ()
        self._prover = Prover(self._language, readings, self._labels, (*rules, *told))

    def failures(self) -> Iterator[Failure]:
        """Yield what is false."""
        yield from self._false
        if not self._answer.answered:
            yield from self._declined()
            return
        spoken = read_spoken(self._answer)
        yield from spoken.failures
        yield from self._markers(spoken)
        if self._answer.rows:
            scope = self._scoped()
            yield from table_failures(
                self._answer, self._cited, scope, self._labels, self._prover, self._asked, spoken.extras
            )
        else:
            yield from self._stated(spoken)
        yield from self._below(spoken)
        yield from self._notes()
        # A list has been made again from the question itself.
        if self._asked is not None and not self._false and self._answer.kind != "list":
            yield from subject_failures(self._asked, tuple(self._cited.values()), self._readings)

    def _declined(self) -> Iterator[Failure]:
        related = [cited(citation, self._readings) for citation in self._answer.related]
        yield from (source for source in related if isinstance(source, Failure))
        if self._answer.citations or MARKER.search(self._answer.own_words):
            yield Failure(FailureKind.MARKER, self._answer.lead, "an answer that declines cites nothing")

    def _markers(self, spoken: Spoken) -> Iterator[Failure]:
        used = {number for said in (*spoken.statements, *spoken.lines) for number in said.markers}
        numbers = [citation.number for citation in self._answer.citations]
        if not numbers or numbers != list(range(1, len(numbers) + 1)):
            yield Failure(FailureKind.MARKER, str(numbers), "citations are numbered from 1")
        for number in sorted(used - set(numbers)):
            yield Failure(FailureKind.MARKER, f"[{number}]", "no citation has this number")
        for number in sorted(set(numbers) - used):
            yield Failure(FailureKind.MARKER, f"[{number}]", "nothing refers to this citation")

    def _stated(self, spoken: Spoken) -> Iterator[Failure]:
        """Yield what is false in statements; those above a table have the markers of its lines."""
        of_lines = tuple(dict.fromkeys(number for line in spoken.lines for number in line.markers))
        for said in spoken.statements:
            yield from self._statement(Statement(said.words, said.markers or of_lines))
        for line in spoken.lines:
            yield from self._statement(line)

    def _below(self, spoken: Spoken) -> Iterator[Failure]:
        """Yield what is false in lines without a marker: those of a deadline are told again, those of a list made."""
        if self._dated is not None:
            yield from self._dated.failures(self._answer, spoken.extras, tuple(self._cited.values()), self._labels)
        elif not self._answer.rows:
            for extra in spoken.extras:
                yield Failure(FailureKind.MARKER, extra, "no marker says what proves it")

    def _statement(self, said: Statement) -> Iterator[Failure]:
        if not said.markers:
            yield Failure(FailureKind.MARKER, said.words, "no marker says what proves it")
            return
        citations = [self._cited[number] for number in dict.fromkeys(said.markers) if number in self._cited]
        yield from self._prover.failures(said, citations)

    def _scoped(self) -> list[Reading]:
        """Return the readings in the question's scope, all when it is not known."""
        scope = self._asked.scope.notices if self._asked is not None else None
        return list(self._readings.values()) if scope is None else [self._readings[key] for key in scope]

    def _notes(self) -> Iterator[Failure]:
        """Yield the notes about a cited notice's problems that are not among them."""
        titles = {source.notice.title: source.notice for source in self._cited.values()}
        for note in self._answer.notes:
            for title, notice in titles.items():
                for opening in (f"请注意：《{title}》", f"Note: {title}: "):
                    told = note.removeprefix(opening)
                    if told != note and told not in {problem.message for problem in notice.problems}:
                        yield Failure(FailureKind.WORDING, note, "the notice has no such problem")
