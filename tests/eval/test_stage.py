"""Each wrong case is counted at the first stage that went wrong."""

from __future__ import annotations

from dataclasses import replace

from eval_builders import answer, case, citation, reading

from eval.case import Gold
from eval.metrics import Outcome, Verdict, failed
from eval.shelf import Shelf, deepest_at
from eval.stage import Stage, lost_at
from index.hit import Hit

SHELF = Shelf((reading(),))
HITS = [Hit(clause=clause, score=1.0, sentence_start=0, sentence_end=1) for clause in SHELF.readings[0].clauses]


def verdict(outcome: Outcome, unmet: tuple[tuple[str, ...], ...] = (("x",),)) -> Verdict:
    return replace(failed(case()), outcome=outcome, unmet=unmet)


WRONG = verdict(Outcome.WRONG_GIVEN)


def test_a_right_answer_is_not_lost() -> None:
    assert lost_at(case(), verdict(Outcome.RIGHT), answer(), HITS, SHELF) is None


def test_a_case_that_raised_is_an_error() -> None:
    assert lost_at(case(), verdict(Outcome.ERROR), None, [], SHELF) is Stage.ERROR


def test_an_answer_to_an_unanswerable_question_is_lost_in_refusing() -> None:
    assert lost_at(case(answerable=False), WRONG, answer(), HITS, SHELF) is Stage.REFUSE_MISSING


def test_gold_that_was_not_read_is_lost_in_parsing() -> None:
    missing_clause = case(gold=[Gold("q01", "三", "")])
    missing_quote = case(gold=[Gold("q01", "一", "三十个工作日")])
    assert lost_at(missing_clause, WRONG, answer(), HITS, SHELF) is Stage.PARSE
    assert lost_at(missing_quote, WRONG, answer(), HITS, SHELF) is Stage.PARSE


def test_gold_beyond_the_tenth_hit_is_lost_in_retrieval() -> None:
    others = [HITS[0]] * 10
    assert lost_at(case(), WRONG, answer(), [*others, *HITS], SHELF) is Stage.RETRIEVE
    assert lost_at(case(), WRONG, answer(), [*others[:9], HITS[1]], SHELF) is Stage.COMPOSE


def test_a_found_clause_that_is_withheld_is_lost_in_declining() -> None:
    assert lost_at(case(), verdict(Outcome.WITHHELD), answer(answered=False), HITS, SHELF) is Stage.DECLINE


def test_an_answer_from_another_notice_alone_is_lost_in_scope() -> None:
    elsewhere = citation(source="q02_other.txt")
    assert lost_at(case(), WRONG, answer(citations=[elsewhere]), HITS, SHELF) is Stage.SCOPE
    assert lost_at(case(), WRONG, answer(citations=[elsewhere, citation()]), HITS, SHELF) is Stage.COMPOSE


def test_what_only_another_notice_says_beside_the_right_answer_is_lost_in_scope() -> None:
    both = answer(citations=[citation(), citation(source="q02_other.txt")])
    assert lost_at(case(), verdict(Outcome.WRONG_GIVEN, unmet=()), both, HITS, SHELF) is Stage.SCOPE


def test_an_answer_that_would_be_right_unverified_is_lost_in_verification() -> None:
    withheld = verdict(Outcome.WITHHELD)
    assert lost_at(case(), withheld, answer(answered=False), HITS, SHELF, lambda: True) is Stage.VERIFY


def test_of_a_service_whose_search_is_not_seen_nothing_is_lost_in_retrieval() -> None:
    assert lost_at(case(), WRONG, answer(), None, SHELF) is Stage.COMPOSE


def test_the_deepest_clause_covers_an_offset() -> None:
    clauses = SHELF.readings[0].clauses
    deepest = deepest_at(clauses, clauses[3].start + 1)
    assert deepest is not None and deepest.path == ("二", "（一）")
    assert deepest_at(clauses, 10_000) is None
