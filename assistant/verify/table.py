"""Table: an answer that is a list or a comparison: each row proved by its citation, and the whole made again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.answer import Answer
from assistant.ask import Ask
from assistant.compose.lists import topic_draft, unit_draft
from assistant.compose.topic import topic_asked
from assistant.compose.unit import unit_asked
from assistant.draft import Draft
from assistant.english import on_topic
from assistant.place_names import place_names
from assistant.question import Question
from assistant.row import Row
from assistant.table import COMPARISON, VERDICTS, not_held, table_lines, unstated
from assistant.verify.dated import DEADLINE, earliest_failures
from assistant.verify.failure import Failure, FailureKind
from assistant.verify.labels import Labels
from assistant.verify.proof import Prover
from assistant.verify.source import Cited
from assistant.verify.spoken import Statement
from corpus import Reading

_COLON = {"zh": "：", "en": ": "}
_JOINT = {"zh": "；", "en": "; "}
_OPENING = re.compile("|".join(wording.replace("{}", ".+") for pair in VERDICTS.values() for wording in pair))
_ROLE = re.compile(r"（[^（）]{2,8}）$")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def table_failures(
    answer: Answer,
    cited: Mapping[int, Cited],
    readings: Sequence[Reading],
    labels: Labels,
    prover: Prover,
    asked: Question | None,
    extras: Sequence[str] = (),
) -> Iterator[Failure]:
    """Yield what is false in an answer that has rows.

    Args:
        answer: the answer.
        cited: its citations, each found in its notice, by number.
        readings: the notices in the question's scope: a list is made again over them.
        labels: the ways in which an answer may name a notice.
        prover: what holds the words of a row against its citation.
        asked: the question as it was read; without it the rows are proved, not that they are all.
        extras: the lines of the answer without a marker.
    """
    lines = table_lines(answer.kind, answer.rows, answer.language)
    if "\n\n".join(lines) not in answer.text:
        yield Failure(FailureKind.WORDING, answer.lead, "the table printed is not that of the rows")
    for row in answer.rows:
        yield from _row_failures(row, answer.language, cited, labels, prover)
    if answer.kind == COMPARISON:
        yield from _verdict_failures(answer)
    elif answer.kind == DEADLINE:
        yield from earliest_failures(answer)
    elif asked is not None:
        yield from _list_failures(answer, cited, readings, asked, extras)


def _row_failures(
    row: Row, language: str, cited: Mapping[int, Cited], labels: Labels, prover: Prover
) -> Iterator[Failure]:
    if not row.numbers:
        if row.words not in (unstated(language), not_held(language)):
            yield Failure(FailureKind.MARKER, row.words, "no citation of its row proves it")
        return
    sources = [cited[number] for number in row.numbers if number in cited]
    words = f"{row.place}{_COLON[language]}{row.words}" if row.place else row.words
    places = labels.read(words).places
    for source in sources:
        if places and source.notice.id not in places[0]:
            yield Failure(FailureKind.PLACE, words, f"it is cited from {source.notice.source}")
        elif not _is_heading(row.words, source):
            yield from prover.failures(Statement(words, row.numbers), [source])


def _is_heading(words: str, source: Cited) -> bool:
    """Whether `words` are the heading of the cited clause, with the role that a list gives behind it."""
    heading = source.clause.heading
    return bool(heading) and (_ROLE.sub("", words) == heading or words in (heading, on_topic(source.clause, heading)))


def _verdict_failures(answer: Answer) -> Iterator[Failure]:
    """Yield what the lead says of the rows that they do not show."""
    said = [row for row in answer.rows if row.numbers]
    figures = {tuple(sorted(_FIGURE.findall(row.words))) for row in said}
    if answer.lead.startswith(VERDICTS["differ"]) and len({row.words for row in said}) < 2:
        yield Failure(FailureKind.DERIVATION, answer.lead, "the rows say the same")
    if answer.lead.startswith(VERDICTS["agree"]) and len(figures) > 1:
        yield Failure(FailureKind.DERIVATION, answer.lead, "the rows give different figures")
    colon = _COLON[answer.language]
    opening, _, told = answer.lead.partition(colon)
    if not _OPENING.fullmatch(opening) and opening not in {row.place for row in said}:
        yield Failure(FailureKind.WORDING, opening, "no comparison begins like this")
    rules = [f"{row.place}{colon}{row.words}" for row in said]
    first = {_JOINT[answer.language].join(rules[:count]) for count in range(1, len(rules) + 1)}
    if told and answer.lead not in first and told not in first | {said[0].words if said else ""}:
        yield Failure(FailureKind.WORDING, told, "the lead is not what the rows say")


def _list_failures(
    answer: Answer, cited: Mapping[int, Cited], readings: Sequence[Reading], asked: Question, extras: Sequence[str]
) -> Iterator[Failure]:
    draft = _again(asked, readings)
    if draft is None:
        yield Failure(FailureKind.DERIVATION, answer.lead, "the notices give no such list")
        return
    if draft.summary != answer.lead:
        yield Failure(FailureKind.DERIVATION, answer.lead, f"the notices give “{draft.summary}”")
    made = [(c.group, c.words, c.passages[0].notice.id, c.passages[0].start, c.passages[0].end) for c in draft.claims]
    sources = [(row, cited[row.numbers[0]]) for row in answer.rows if row.numbers and row.numbers[0] in cited]
    said = [(r.group, r.words, s.notice.id, s.citation.start, s.citation.end) for r, s in sources]
    if made != said:
        yield Failure(FailureKind.DERIVATION, answer.lead, f"the notices give {len(made)} items, {len(said)} are said")
    for extra in extras:
        if extra not in draft.extras:
            yield Failure(FailureKind.DERIVATION, extra, "the notices give no such count")


def _again(asked: Question, readings: Sequence[Reading]) -> Draft | None:
    """Return the list that answers `asked`, made again."""
    places = place_names([reading.notice for reading in readings], asked.language)
    unit = unit_asked(asked, readings) if Ask.DUTIES in asked.asks else None
    if unit:
        return unit_draft(asked, unit, readings, places)
    topic = topic_asked(asked)
    return topic_draft(asked, topic, readings, places) if topic else None
