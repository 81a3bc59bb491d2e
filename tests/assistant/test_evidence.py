"""Evidence: the sentence of a notice that best answers, and whether it states what is asked for."""

from __future__ import annotations

import pytest

from assistant.evidence import asked_facts
from assistant.stated import names_someone, states_value, value_facts
from corpus import FactKind
from tests.assistant.notice_builders import (
    COUNTY,
    DEADLINE,
    DIRECTORY,
    OTHER,
    TRAINING,
    a_notice,
    ask,
    evidence_for,
    finder_of,
)

YUNXI = a_notice("云溪县", number="云政办发〔2021〕7号", region=COUNTY)
QINGHE = a_notice("青禾县", number="青政办发〔2021〕8号", region=OTHER)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("收到申请后几个工作日内答复？", DEADLINE, id="a time limit"),
        pytest.param("每年组织培训几次？", TRAINING, id="a frequency"),
        pytest.param("目录什么时候公布？", DIRECTORY, id="a date"),
        pytest.param("How often must training be organised?", TRAINING, id="in English"),
    ],
)
def test_the_sentence_that_answers_comes_first(question: str, words: str) -> None:
    best = finder_of(YUNXI).find(ask(question, YUNXI))[0]
    assert words in best.words


def test_a_scope_bounds_what_is_found() -> None:
    found = finder_of(YUNXI, QINGHE).find(ask("青禾县每年组织培训几次？", YUNXI, QINGHE))
    assert {evidence.notice.id for evidence in found} == {QINGHE.notice.id}


def test_an_open_question_finds_every_notice() -> None:
    found = finder_of(YUNXI, QINGHE).find(ask("每年组织培训几次？", YUNXI, QINGHE))
    assert {evidence.notice.id for evidence in found} == {YUNXI.notice.id, QINGHE.notice.id}


def test_evidence_is_a_verbatim_piece_of_its_clause() -> None:
    for evidence in finder_of(YUNXI).find(ask("收到申请后几个工作日内答复？", YUNXI)):
        assert evidence.clause.start <= evidence.start < evidence.end <= evidence.clause.own_end
        assert evidence.words == YUNXI.notice.text[evidence.start : evidence.end]
        assert all(fact.start < evidence.end and evidence.start < fact.end for fact in evidence.facts)


def test_coverage_is_a_share_and_best_comes_first() -> None:
    found = finder_of(YUNXI).find(ask("收到申请后几个工作日内答复？", YUNXI))
    assert all(0.0 <= evidence.covered <= 1.0 for evidence in found)
    assert [e.score for e in found] == sorted((e.score for e in found), reverse=True)


@pytest.mark.parametrize(
    ("question", "path", "kind"),
    [
        pytest.param(
            "几个工作日内答复？", "一/（二）", FactKind.TIME_LIMIT, id="time limit beside a share and a count"
        ),
        pytest.param("网上可办率不低于多少？", "一/（二）", FactKind.PERCENTAGE, id="share beside a time limit"),
        pytest.param("确定几名专职人员？", "一/（二）", FactKind.QUOTA, id="count beside a time limit"),
        pytest.param("目录什么时候公布？", "一/（一）", FactKind.DATE, id="date"),
        pytest.param("每年培训几次？", "一/（三）", FactKind.FREQUENCY, id="frequency"),
    ],
)
def test_of_the_facts_in_a_sentence_those_asked_for_are_taken(question: str, path: str, kind: FactKind) -> None:
    read = ask(question, YUNXI)
    facts = asked_facts(read, evidence_for(read, YUNXI, path))
    assert {fact.kind for fact in facts} == {kind}


def test_of_two_figures_of_a_kind_the_one_beside_the_question_is_taken() -> None:
    notice = a_notice(clauses=("（一）压减材料。实现70%以上事项分类受理，申请材料减少60%以上。",))
    read = ask("申请材料减少多少？百分之几？", notice)
    assert [fact.value for fact in asked_facts(read, evidence_for(read, notice, "一/（一）"))] == ["60"]


def test_a_duty_without_a_figure_states_a_time_of_its_own() -> None:
    read = ask("多久通报一次？", YUNXI)
    assert states_value(read, "定期通报情况", ())
    assert not states_value(read, "通报情况", ())


def test_a_count_of_things_states_a_number_but_no_time() -> None:
    assert states_value(ask("分为几种？", YUNXI), "公开属性有3种", ())
    assert not states_value(ask("几个工作日内答复？", YUNXI), "公开属性有3种", ())


def test_no_value_is_stated_where_no_fact_is_of_the_kind() -> None:
    units = tuple(fact for fact in YUNXI.facts if fact.kind == FactKind.RESPONSIBLE_UNIT)
    assert value_facts(ask("几个工作日内答复？", YUNXI), units) == ()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("由市司法局负责", id="an office that is responsible"),
        pytest.param("编制中应当征求村民代表的意见", id="who is asked for an opinion"),
        pytest.param("邀请专家学者解读", id="who is invited"),
        pytest.param("公众代表可以列席会议", id="who may sit in"),
    ],
)
def test_a_sentence_names_someone_who_does_something_or_is_asked_to(words: str) -> None:
    assert names_someone(words)


def test_a_sentence_about_a_document_names_nobody() -> None:
    assert not names_someone("目录每年更新一次")
