"""Decline: what is missing is said by its name."""

from __future__ import annotations

import pytest

from assistant.compose.decline import topic_lead
from tests.assistant.notice_builders import a_notice, ask

NOTICE = a_notice(clauses=("（一）网站检查。网站年度检查由县政府办公室负责组织。",))


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        pytest.param("这份通知有文号吗？", "云溪县的通知上没有印发文字号。", id="no number"),
        pytest.param("这份通知有几个附件？", "云溪县的通知没有列出附件。", id="no annex"),
        pytest.param(
            "Does the notice have a document number?", "The notices of 云溪县 show no document number.", id="en"
        ),
        pytest.param(
            "谁来验收示范点？", "云溪县的通知没有就此作出规定，库中查不到答案。", id="a topic that is not covered"
        ),
    ],
)
def test_what_does_not_stand_on_a_notice_is_named(question: str, lead: str) -> None:
    assert topic_lead(ask(question, NOTICE), [NOTICE.notice], {NOTICE.notice.id: "云溪县"}) == lead
