"""A result: what one case came to under one system, and the record of it that goes into a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.citation import Citation
from eval.case import Case, Gold
from eval.metrics import Outcome, Verdict, agrees
from eval.stage import Stage


@dataclass(frozen=True, slots=True)
class Result:
    """One case under one system.

    `answer` is None and `error` says why when the case raised. `unverified` are the numbers of the citations
    whose quote does not stand at its place. `gold_read` says whether every gold clause and
    its words are on the shelf. `retrieval` is empty for a case without gold.
    """

    case: Case
    answer: Answer | None
    verdict: Verdict
    stage: Stage | None
    gold_read: bool
    unverified: tuple[int, ...]
    retrieval: Mapping[str, float]
    milliseconds: float
    error: str

    @property
    def is_right(self) -> bool:
        """Whether the answer's text is right."""
        return self.verdict.outcome is Outcome.RIGHT

    @property
    def is_proved(self) -> bool:
        """Whether a right answer also has a right citation; declining rightly needs none."""
        return self.is_right and (self.verdict.citation_precision is None or self.verdict.citation_precision > 0)

    @property
    def cites_elsewhere(self) -> bool:
        """Whether the answer cites another notice than those of the gold."""
        docs = tuple(entry.doc for entry in self.case.gold)
        cited = self.answer.citations if self.answer else ()
        return any(not citation.source.startswith(docs) for citation in cited)

    @property
    def quotes_shown(self) -> int:
        """How many citations the answer shows."""
        return len(self.answer.citations) if self.answer else 0


def record_of(result: Result) -> dict[str, object]:
    """Return the JSON-able record of one result. Never write it for a held-out case."""
    case, verdict, answer = result.case, result.verdict, result.answer
    return {
        "id": case.id,
        "type": case.type,
        "lang": case.lang,
        "question": case.question,
        "history": list(case.history),
        "answerable": case.answerable,
        "outcome": verdict.outcome.value,
        "right": result.is_right,
        "lead_right": verdict.lead_right,
        "stage": result.stage.value if result.stage else None,
        "error": result.error,
        "unmet": [list(group) for group in verdict.unmet],
        "forbidden": list(verdict.forbidden),
        "foreign_numbers": list(verdict.foreign_numbers),
        "false_numbers": list(verdict.false_numbers or ()),
        "citation_precision": verdict.citation_precision,
        "citation_recall": verdict.citation_recall,
        "unverified_citations": list(result.unverified),
        "retrieval": dict(result.retrieval),
        "milliseconds": round(result.milliseconds, 2),
        "gold": [{"doc": entry.doc, "clause": entry.clause, "quote": entry.quote} for entry in case.gold],
        "answer": _answer_record(answer, case.gold) if answer else None,
    }


def _answer_record(answer: Answer, gold: tuple[Gold, ...]) -> dict[str, object]:
    return {
        "answered": answer.answered,
        "kind": answer.kind,
        "lead": answer.lead,
        "text": answer.text,
        "notes": list(answer.notes),
        "citations": [_citation_record(citation, gold) for citation in answer.citations],
    }


def _citation_record(citation: Citation, gold: tuple[Gold, ...]) -> dict[str, object]:
    return {
        "number": citation.number,
        "source": citation.source,
        "clause": "/".join(citation.clause_path),
        "quote": citation.quote,
        "right": any(agrees(citation, entry) for entry in gold),
    }
