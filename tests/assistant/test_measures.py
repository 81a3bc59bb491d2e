"""Measures: what a question asks for and a sentence lacks, and how evidence stands among the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.measures import NAMES, measure
from tests.assistant.notice_builders import a_notice, ask, evidence_for, finder_of

NOTICE = a_notice(
    clauses=(
        "（一）网站检查。网站年度检查由县政府办公室负责组织。",
        "（二）解读形式。不得以转载文件原文代替解读。",
        "（三）结果运用。检查结果及时通报。",
    )
)


def measured(question: str, clause: str, measure_name: str) -> float:
    read = ask(question, NOTICE)
    return float(measure(read, [evidence_for(read, NOTICE, clause)], finder_of(NOTICE))[0, NAMES.index(measure_name)])


@pytest.mark.parametrize(
    ("question", "clause", "lacks", "is_lacking"),
    [
        pytest.param("谁组织网站年度检查？", "一/（一）", "lacks_actor", False, id="somebody stands there"),
        pytest.param("检查结果由谁通报？", "一/（三）", "lacks_actor", True, id="nobody does"),
        pytest.param("谁来审批网站年度检查？", "一/（一）", "lacks_action", True, id="who does another thing"),
        pytest.param("转载原文有什么后果？", "一/（二）", "lacks_thing", True, id="a thing that does not stand there"),
        pytest.param("在哪个平台通报检查结果？", "一/（三）", "lacks_means", True, id="no place"),
        pytest.param("为什么不能转载原文？", "一/（二）", "unsettled", True, id="no reason"),
    ],
)
def test_what_is_asked_for_stands_there_or_is_lacking(question: str, clause: str, lacks: str, is_lacking: bool) -> None:
    assert bool(measured(question, clause, lacks)) is is_lacking


def test_the_best_is_measured_against_the_next_and_the_others_against_the_best() -> None:
    read = ask("谁组织网站年度检查？", NOTICE)
    first, second = (evidence_for(read, NOTICE, path) for path in ("一/（一）", "一/（三）"))
    found = [replace(first, score=2.0, rated=1.5), replace(second, score=0.5, rated=-1.0)]
    rows = measure(read, found, finder_of(NOTICE))
    assert rows[:, NAMES.index("behind")].tolist() == [0.0, -1.5]
    assert rows[:, NAMES.index("ahead")].tolist() == [2.5, -2.5]


def test_nothing_found_is_no_rows() -> None:
    assert measure(ask("谁组织？", NOTICE), [], finder_of(NOTICE)).shape == (0, len(NAMES))
