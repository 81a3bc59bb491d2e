"""Select: which evidence can answer at all, by what the question asks for."""

from __future__ import annotations

import pytest

from assistant.compose.select import fitting
from tests.assistant.notice_builders import a_notice, ask, evidence_for, finder_of

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
    assert bool(fitting(read, [evidence_for(read, DAYS, clause)])) is fit


def test_a_clause_is_shown_by_the_sentence_that_states_the_figure_asked_for() -> None:
    notice = a_notice(clauses=("（一）网上办理。压减网上办事流程，提高网上可办率。网上可办率超过90%。",))
    question = ask("网上办事流程压减后，网上可办率要达到多少？", notice)
    found = finder_of(notice).find(question)
    assert [item.words for item in fitting(question, found)] == ["网上可办率超过90%。"]
