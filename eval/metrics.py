"""Metrics: what makes an answer right, pure functions over a case and an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Answer
from assistant.citation import Citation
from eval.case import Case, Gold, normal_path
from eval.wording import all_numbers, contains, stated_numbers, without_marks, without_quotes

# Kinds of question with one value as their answer: the lead alone must give it.
SINGLE_VALUE_TYPES = frozenset({"time limit", "number", "who", "metadata"})
# Kinds of answer whose lead counts or calculates: such a figure stands in no clause, and the verifier derives it again.
DERIVED_KINDS = frozenset({"list", "topic", "holdings", "deadline"})


class Outcome(StrEnum):
    """How a case ended: an answer that is wrong misleads, one that is withheld does not."""

    RIGHT = "right"
    WRONG_GIVEN = "wrong answer given"
    WITHHELD = "answer withheld"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scorer found in one answer.

    `unmet` are the groups of which no alternative is said, `forbidden` the strings that should not
    be there. `lead_right` is None where the lead is not scored, and so are the two citation figures
    where nothing is cited or nothing is to be cited. `foreign_numbers` are not in the gold, `false_numbers` not in
    what the answer itself cites; None where no number is stated or where it is derived.
    """

    outcome: Outcome
    unmet: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    lead_right: bool | None
    foreign_numbers: tuple[str, ...]
    false_numbers: tuple[str, ...] | None
    citation_precision: float | None
    citation_recall: float | None


def unmet_groups(text: str, groups: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of alternatives of which `text` says none."""
    return tuple(group for group in groups if not any(contains(text, wanted) for wanted in group))


def forbidden_strings(text: str, strings: Iterable[str], quotes: Sequence[str]) -> tuple[str, ...]:
    """Return the `strings` that `text` says outside `quotes`, the quotes of its citations."""
    own_words = without_quotes(text, quotes)
    return tuple(string for string in strings if contains(own_words, string))


def foreign_numbers(lead: str, allowed: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers that `lead` states and none of the `allowed` texts contains, sorted."""
    return tuple(sorted(stated_numbers(lead) - all_numbers(allowed)))


def false_numbers(case: Case, answer: Answer) -> tuple[str, ...] | None:
    """Return the numbers of the lead that nothing proves: no quote or name that it cites, nor the question.

    None where the lead states no number, or where its kind counts or calculates.
    """
    said = stated_numbers(without_marks(answer.lead, [citation.number for citation in answer.citations]))
    if not answer.answered or not said or answer.kind in DERIVED_KINDS:
        return None
    proofs = [case.question, *case.history]
    for one in answer.citations:
        proofs += [one.quote, one.title, one.doc_number or "", "/".join(one.clause_path)]
    return tuple(sorted(said - all_numbers(proofs)))


def agrees(citation: Citation, gold: Gold) -> bool:
    """Return whether a citation names the document and the very clause of a gold entry."""
    path = normal_path("/".join(citation.clause_path))
    return citation.source.startswith(gold.doc) and path == gold.clause


def citation_precision(citations: Sequence[Citation], gold: Sequence[Gold]) -> float | None:
    """Return the share of `citations` that agree with a gold entry; None if there are none."""
    if not citations:
        return None
    return sum(any(agrees(citation, entry) for entry in gold) for citation in citations) / len(citations)


def citation_recall(citations: Sequence[Citation], gold: Sequence[Gold]) -> float | None:
    """Return the share of gold clauses that a citation agrees with; None if there is no gold."""
    clauses = {(entry.doc, entry.clause): entry for entry in gold}
    if not clauses:
        return None
    return sum(any(agrees(citation, entry) for citation in citations) for entry in clauses.values()) / len(clauses)


def is_verbatim(citation: Citation, notice_text: str | None) -> bool:
    """Return whether the quote stands at its place in the notice's text; not, if the notice is unknown."""
    if notice_text is None or not citation.quote:
        return False
    return notice_text[citation.start : citation.end] == citation.quote


def judge(case: Case, answer: Answer, gold_names: Iterable[str]) -> Verdict:
    """Return the verdict on an answer.

    Args:
        case: the question with what a right answer says.
        answer: what was answered.
        gold_names: document numbers and titles of the gold's notices, which a lead may print.
    """
    quotes = [citation.quote for citation in answer.citations]
    marks = [citation.number for citation in answer.citations]
    text, lead = without_marks(answer.text, marks), without_marks(answer.lead, marks)
    unmet = unmet_groups(text, case.answer_must)
    forbidden = forbidden_strings(text, case.answer_must_not, quotes)
    scored_on_lead = case.answerable and case.type in SINGLE_VALUE_TYPES
    foreign = foreign_numbers(lead, _allowed_texts(case, gold_names)) if scored_on_lead and answer.answered else ()
    lead_said = not unmet_groups(lead, case.answer_must)
    lead_clean = not foreign and not forbidden_strings(lead, case.answer_must_not, quotes)
    return Verdict(
        outcome=_outcome(case, answer, is_right=not unmet and not forbidden),
        unmet=unmet,
        forbidden=forbidden,
        lead_right=(answer.answered and lead_said and lead_clean) if scored_on_lead else None,
        foreign_numbers=foreign,
        false_numbers=false_numbers(case, answer),
        citation_precision=citation_precision(answer.citations, case.gold),
        citation_recall=citation_recall(answer.citations, case.gold),
    )


def failed(case: Case) -> Verdict:
    """Return the verdict on a case that raised instead of answering: it counts as wrong."""
    return Verdict(
        outcome=Outcome.ERROR,
        unmet=case.answer_must,
        forbidden=(),
        lead_right=False if case.answerable and case.type in SINGLE_VALUE_TYPES else None,
        foreign_numbers=(),
        false_numbers=None,
        citation_precision=None,
        citation_recall=0.0 if case.gold else None,
    )


def _outcome(case: Case, answer: Answer, *, is_right: bool) -> Outcome:
    if not case.answerable:
        declined = not answer.answered and not answer.citations
        return Outcome.RIGHT if declined else Outcome.WRONG_GIVEN
    if not answer.answered:
        return Outcome.WITHHELD
    return Outcome.RIGHT if is_right else Outcome.WRONG_GIVEN


def _allowed_texts(case: Case, gold_names: Iterable[str]) -> list[str]:
    alternatives = [alternative for group in case.answer_must for alternative in group]
    places = [text for entry in case.gold for text in (entry.quote, entry.clause)]
    return [case.question, *case.history, *alternatives, *places, *gold_names]
