"""An answerer with canned answers over readings made by hand, for tests of the faces alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.errors import QuestionError
from corpus.clause import Clause
from corpus.notice import Notice, Problem
from corpus.reading import Reading

DAY = dt.date(2026, 11, 22)
_MARKER = re.compile(r"^(?P<marker>(?:[一二三]、)|(?:（[一二三四五]）)|(?:\d+\.))(?P<heading>[^。\n]*)", re.MULTILINE)
_LEVELS = (re.compile("[一二三]、"), re.compile("（"), re.compile(r"\d"))


def reading(
    notice_id: str, title: str, text: str, doc_number: str | None = None, problems: Sequence[Problem] = ()
) -> Reading:
    """Return a reading of `text`, a notice of at most three levels of clauses without front matter."""
    notice = Notice(
        id=notice_id,
        title=title,
        doc_number=doc_number,
        issuer="甲市人民政府办公室",
        region=("乙省", "甲市"),
        level="市",
        issued_on=dt.date(2020, 9, 17),
        year=2020,
        sources=(f"{notice_id}.txt",),
        version="1",
        effective_from=None,
        effective_to=None,
        superseded_by=None,
        raw=text,
        text=text,
        based_on=(),
        problems=tuple(problems),
        pieces=(),
        boilerplate=(),
    )
    return Reading(notice, tuple(_clauses(notice)), ())


def _clauses(notice: Notice) -> list[Clause]:
    found = list(_MARKER.finditer(notice.text))
    levels = [next(n for n, style in enumerate(_LEVELS) if style.match(each["marker"])) for each in found]
    clauses: list[Clause] = []
    path: list[str] = []
    for position, each in enumerate(found):
        level = levels[position]
        path = [*path[:level], each["marker"].rstrip("、.")]
        later = [found[n].start() for n in range(position + 1, len(found)) if levels[n] <= level]
        end = later[0] if later else len(notice.text)
        own_end = found[position + 1].start() if position + 1 < len(found) else end
        clause_id = f"{notice.id}/{'/'.join(path)}"
        parent = f"{notice.id}/{'/'.join(path[:-1])}" if level else None
        text = notice.text[each.start() : end]
        clauses.append(
            Clause(
                clause_id, notice.id, tuple(path), each["marker"], each["heading"], text, each.start(), end, own_end,
                parent, own_end == end,
            )
        )  # fmt: skip
    return clauses


@dataclass(frozen=True, slots=True)
class FakeLibrary:
    """The live notices of the fake."""

    readings: Mapping[str, Reading]
    generation: str = "g1"

    @property
    def notices(self) -> Mapping[str, Notice]:
        """The notices of the readings."""
        return {name: each.notice for name, each in self.readings.items()}


@dataclass(slots=True)
class FakeAnswerer:
    """Answers a question with the words `quotes` gives for it; declines what it has no quote for; fails on "boom"."""

    index: FakeLibrary
    quotes: Mapping[str, str] = field(default_factory=dict)
    asked: list[tuple[str, tuple[str | Answer, ...], dt.date | None]] = field(default_factory=list)

    def answer(self, question: str, history: Sequence[str | Answer] = (), today: dt.date | None = None) -> Answer:
        """Return the canned answer to `question`."""
        self.asked.append((question, tuple(history), today))
        if not question.strip():
            raise QuestionError("the question is empty: type one")
        if question == "boom":
            raise RuntimeError("boom")
        quote = next((words for key, words in self.quotes.items() if key in question), None)
        if quote is None:
            return self._declined(question)
        cited = self.cite(quote)
        lead = f"答案见[1]：{quote}"
        text = f"{lead}\n“{quote}”[1]\n- 另一行[2]"
        return Answer(
            question, lead, text, "zh", True, "value", (cited,), (), ("一条说明",), today or DAY, "g1", {"all": 1.0}
        )

    def stream(
        self, question: str, history: Sequence[str | Answer] = (), today: dt.date | None = None
    ) -> Iterator[Answer]:
        """Yield the canned answer to `question`, whole."""
        yield self.answer(question, history, today)

    def _declined(self, question: str) -> Answer:
        near = next(iter(self.index.readings.values())).clauses[-1]
        related = self.cite(near.own_text.strip())
        lead = f"通知里没有“{question}”的答案。"
        return Answer(question, lead, lead, "zh", False, "decline", (), (related,), (), DAY, "g1", {})

    def cite(self, quote: str) -> Citation:
        """Return the citation of the first place where a notice has `quote`."""
        for each in self.index.readings.values():
            start = each.notice.text.find(quote)
            if start < 0:
                continue
            clause = [c for c in each.clauses if c.start <= start < c.own_end][-1]
            notice = each.notice
            return Citation(
                1, notice.id, notice.source, notice.title, notice.doc_number, notice.issuer, clause.id, clause.path,
                None, quote, start, start + len(quote),
            )  # fmt: skip
        raise AssertionError(f"no notice has {quote!r}")
