"""Select: which evidence can answer at all, by what the question asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.compose.select import fitting
from assistant.confidence import is_answer
from assistant.evidence import Evidence
from assistant.question import Question
from tests.assistant.notice_builders import a_notice, ask, evidence_for, finder_of

NOTICE = a_notice(
    clauses=(
        "（一）网站检查。网站年度检查由县政府办公室负责组织。",
        "（二）解读形式。不得以转载文件原文代替解读。",
    )
)


def sure(evidence: Evidence, unproved: int = 0) -> Evidence:
    """Return evidence that the search and the question's words speak for, with words of the field that it lacks."""
    return replace(evidence, covered=0.9, found=0.3, margin=0.1, unproved=unproved)


def doubtful(evidence: Evidence, unproved: int = 0) -> Evidence:
    return replace(evidence, covered=0.2, found=0.1, margin=0.0, unproved=unproved)


def fits(question: Question, evidence: Evidence) -> bool:
    return bool(fitting(question, [evidence], finder_of(NOTICE)))


def test_a_yes_or_no_is_decided_by_a_clause_that_lacks_nothing_or_one_word_and_is_sure() -> None:
    question = ask("能不能转载原文来代替解读？", NOTICE)
    evidence = evidence_for(question, NOTICE, "一/（二）")
    assert question.decides
    assert fits(question, doubtful(evidence))
    assert fits(question, sure(evidence, unproved=1))
    assert not fits(question, doubtful(evidence, unproved=1))
    assert not fits(question, sure(evidence, unproved=2))


def test_what_the_reranker_is_sure_of_decides_whatever_words_are_lacking() -> None:
    question = ask("能不能转载原文来代替解读？", NOTICE)
    evidence = evidence_for(question, NOTICE, "一/（二）")
    assert fits(question, replace(doubtful(evidence, unproved=3), rated=1.0))
    assert not fits(question, replace(sure(evidence, unproved=1), rated=-4.0))


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        pytest.param("Who publicises the yearly website inspection?", True, id="an English verb has many senses"),
        pytest.param("谁来审批网站年度检查？", False, id="a Chinese one must stand there"),
    ],
)
def test_who_does_another_thing_is_not_answered(question: str, answers: bool) -> None:
    read = ask(question, NOTICE)
    evidence = evidence_for(read, NOTICE, "一/（一）")
    assert any(term.is_action for term in read.terms)
    assert fits(read, sure(evidence)) is answers
    assert not fits(read, doubtful(evidence))


DAYS = a_notice(
    clauses=(
        "（一）名单公示。补助名单在村务公开栏公示7日。",
        "（二）目录编制。事项目录在6月30日前编制完成。",
        "（三）及时更新。机构信息变化的，及时更新。",
    )
)


@pytest.mark.parametrize(
    ("question", "clause", "fit"),
    [
        pytest.param("补助名单要公示几天？", "一/（一）", True, id="days"),
        pytest.param("补助名单要公示几天？", "一/（二）", False, id="a date is no number of days"),
        pytest.param("目录什么时候编制完成？", "一/（二）", True, id="a date, asked when"),
        pytest.param("机构信息变化后几天内更新？", "一/（三）", True, id="a duty without a figure"),
    ],
)
def test_a_number_of_days_is_not_answered_with_a_date(question: str, clause: str, fit: bool) -> None:
    read = ask(question, DAYS)
    assert bool(fitting(read, [sure(evidence_for(read, DAYS, clause))], finder_of(DAYS))) is fit


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        pytest.param("谁来审批网站年度检查？", "一/（一）", id="a person"),
        pytest.param("转载原文有什么后果？", "一/（二）", id="a thing"),
    ],
)
def test_what_the_reranker_takes_for_an_answer_need_not_hold_the_word_asked_for(question: str, clause: str) -> None:
    read = ask(question, NOTICE)
    evidence = evidence_for(read, NOTICE, clause)
    assert not fits(read, replace(evidence, rated=-0.5))
    assert fits(read, replace(evidence, rated=0.5))


def test_an_answer_proves_a_word_of_the_question_unless_the_reranker_takes_it_for_one() -> None:
    evidence = replace(evidence_for(ask("网站由谁检查？", NOTICE), NOTICE, "一/（一）"), covered=0.05, margin=0.1)
    assert is_answer(replace(evidence, rated=0.5))
    assert not is_answer(replace(evidence, rated=-0.1))
