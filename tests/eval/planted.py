"""Planted regressions: ways in which a release could get worse, each in at most a tenth of the cases of one set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from assistant import Assistant, answering, stated
from assistant.answer import Answer
from assistant.compose import select as selecting
from assistant.confidence import judge
from assistant.draft import Draft, Support
from assistant.evidence import Evidence, Finder
from assistant.question import Question
from assistant.scope import Missing, Scope, Scoper
from assistant.verify import Verdict, verify
from assistant.wanted import wanted_units
from corpus import Reading, markers, read_file
from eval.case import Case
from eval.case_set import INVENTED_CORPUS
from eval.stage import Stage
from index import Hit, Index

TUNED, INVENTED = "tuned-on", "invented, tuned-on"

Part = tuple[object, str, Callable[..., object]]


@dataclass(frozen=True, slots=True)
class Plant:
    """One regression: where it is planted, the cases that it touches, what stands in for which part, who is to blame.

    `stage` is the one that the gate must put first in one of its findings. `reread` gives
    notices as the worse parser reads them, by the start of the source's name.
    """

    name: str
    case_set: str
    touches: Callable[[Case], bool]
    stage: Stage
    parts: tuple[Part, ...] = ()
    reread: Callable[[], Mapping[str, Reading]] | None = None

    @contextmanager
    def planted(self) -> Iterator[None]:
        """Put the worse parts in place for a while."""
        with ExitStack() as stack:
            for owner, part, other in self.parts:
                stack.enter_context(patch.object(owner, part, other))
            yield


def _words(case: Case) -> str:
    return " ".join((case.question, *case.history))


def _about(pattern: str) -> Callable[[Case], bool]:
    return lambda case: bool(re.search(pattern, _words(case), re.IGNORECASE))


def _of(kind: str, lang: str | None = None) -> Callable[[Case], bool]:
    return lambda case: case.type == kind and lang in {None, case.lang}


def _unanswerable(lang: str) -> Callable[[Case], bool]:
    return lambda case: not case.answerable and case.lang == lang


def _odd_unit(case: Case) -> bool:
    """Whether no notice answers a case that asks for money, seconds, minutes or points: limits have others."""
    return not case.answerable and bool(wanted_units(case.question, case.lang) & {"元", "秒", "分钟", "分"})


def _cites(doc: str) -> Callable[[Case], bool]:
    return lambda case: any(entry.doc == doc for entry in case.gold)


_READ = Scoper.read
_SEARCH = Index.search
_ANSWER = Assistant.answer


def _full_width_only() -> Mapping[str, Reading]:
    """Return the notice that prints half-width brackets, read by a parser that knows full-width ones only."""
    styles = tuple(
        replace(style, pattern=re.compile(style.pattern.pattern.replace("[（(]", "（").replace("[）)]", "）")))
        for style in markers.STYLES
    )
    path = next(INVENTED_CORPUS.glob("x03_*"))
    with patch.object(markers, "STYLES", styles):
        return {"x03_": read_file(path)}


def _everywhere(scoper: Scoper, question: str) -> Scope:
    return Scope(None, (), (), (), _READ(scoper, question).rest)


def _unknown_place(scoper: Scoper, question: str) -> Scope:
    read = _READ(scoper, question)
    return Scope((), (), (), (Missing("place", "Panzhihua"),), read.rest)


def _second(question: Question, evidence: Sequence[Evidence], finder: Finder) -> list[Evidence]:
    return judge(question, selecting.fitting(question, evidence), finder)[1:2]


def _later_hits(index: Index, query: str, *, limit: int = 10, **scope: Any) -> list[Hit]:
    return _SEARCH(index, query, limit=limit + 4, **scope)[4:]


def _no_renderings(draft: Draft) -> Verdict:
    kept = tuple(claim for claim in verify(draft).kept if claim.support is not Support.RENDERED)
    return Verdict(kept, tuple((claim, "rendered") for claim in draft.claims if claim not in kept))


_strict: Part = (answering, "verify", _no_renderings)


def _anything(*_: object) -> bool:
    return True


def _then(change: Callable[[Answer], Answer]) -> Part:
    """Return the assistant with its answers changed after all its own checks."""

    def answer(assistant: Assistant, question: str, **turn: Any) -> Answer:
        return change(_ANSWER(assistant, question, **turn))

    return Assistant, "answer", answer


def _list_cut(at: int) -> Callable[[Answer], Answer]:
    """Return a change that takes the item at `at` out of a list, its line and its quote with it."""

    def cut(answer: Answer) -> Answer:
        if answer.kind != "list" or len(answer.citations) < 2:
            return answer
        gone = answer.citations[at]
        kept = tuple(one for one in answer.citations if one is not gone)
        lines = [line for line in answer.text.splitlines() if f"[{gone.number}]" not in line]
        return replace(answer, text="\n".join(line for line in lines if line != f"「{gone.quote}」"), citations=kept)

    return cut


def _quotes_bent(answer: Answer) -> Answer:
    return replace(answer, citations=tuple(replace(one, quote=one.quote + "等") for one in answer.citations))


def _figures_bent(answer: Answer) -> Answer:
    return replace(answer, lead=re.sub(r"\d+", lambda found: str(int(found[0]) + 11), answer.lead))


def _units_bent(answer: Answer) -> Answer:
    lead = answer.lead.replace("工作日", "自然日")
    return replace(answer, lead=lead, text=answer.text.replace(answer.lead, lead))


PLANTS = (
    Plant("half-width brackets not read", INVENTED, _cites("x03_"), Stage.PARSE, reread=_full_width_only),
    Plant("best hits lost", TUNED, _of("content", lang="en"), Stage.RETRIEVE, ((Index, "search", _later_hits),)),
    Plant("scope ignored", TUNED, _about("兰州高新|高薪区"), Stage.SCOPE, ((Scoper, "read", _everywhere),)),
    Plant("stale alias", TUNED, _about("panzhihua"), Stage.DECLINE, ((Scoper, "read", _unknown_place),)),
    # What the second hit says is dropped by the verification: the right answer is withheld.
    Plant("second hit taken", TUNED, _of("number"), Stage.DECLINE, ((answering, "select", _second),)),
    Plant("no threshold", TUNED, _unanswerable("en"), Stage.REFUSE_MISSING, ((selecting, "is_answer", _anything),)),
    Plant("unit unchecked", TUNED, _of("time limit", lang="zh"), Stage.COMPOSE, (_then(_units_bent),)),
    Plant("any unit taken", INVENTED, _odd_unit, Stage.REFUSE_MISSING, ((stated, "_in_units", _anything),)),
    Plant("list cut at its head", TUNED, _of("list"), Stage.COMPOSE, (_then(_list_cut(0)),)),
    # Seen in lists of what names a unit: what comes last where a unit is only possibly bound is in no case's gold.
    Plant("list cut at its end", TUNED, _of("list"), Stage.COMPOSE, (_then(_list_cut(-1)),)),
    Plant("verifier too strict", TUNED, _of("time limit", lang="en"), Stage.VERIFY, (_strict,)),
    Plant("quote not verbatim", TUNED, _of("channel"), Stage.VERIFY, (_then(_quotes_bent),)),
    Plant("false number", TUNED, _of("number"), Stage.VERIFY, (_then(_figures_bent),)),
)
