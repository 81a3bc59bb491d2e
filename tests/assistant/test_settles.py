"""Settles: what a question leaves open is what a sentence must say before it can be its answer."""

from __future__ import annotations

import pytest

from assistant.settles import settles


@pytest.mark.parametrize(
    ("question", "words", "answers"),
    [
        pytest.param("为什么要停办内部简报？", "停办内部简报，有关信息改在网站发布", False, id="that, but not why"),
        pytest.param("为什么要停办内部简报？", "因发行量下降，停办内部简报", True, id="a cause"),
        pytest.param("为啥要建台账？", "为便于核查，各单位建立工作台账", True, id="a purpose"),
        pytest.param("凭什么扣我们的分？", "年度考核扣3分", False, id="asked for the grounds"),
        pytest.param("Why was the bulletin closed?", "停办内部简报，有关信息改在网站发布", False, id="in English"),
        pytest.param("Why must ledgers be kept?", "为便于核查，各单位建立工作台账", True, id="in English, a purpose"),
    ],
)
def test_a_reason_asked_for_must_be_given(question: str, words: str, answers: bool) -> None:
    assert settles(question, words) is answers


@pytest.mark.parametrize(
    ("question", "words", "answers"),
    [
        pytest.param("材料先交档案馆还是图书馆？", "同步报送有关材料", False, id="neither is named"),
        pytest.param("材料先交档案馆还是图书馆？", "由市档案馆统一接收材料", True, id="one of them"),
        pytest.param("投诉归信访局还是归市场监管局管", "投诉由市场监管局受理", True, id="the other one"),
        pytest.param("公众号出问题是先停更还是先整改", "发现问题的，立即整改", True, id="something to do"),
        pytest.param("培训放在上半年还是下半年", "每年组织一次业务培训", False, id="the time is left open"),
        pytest.param("这件事还是很重要吗？", "高度重视此项工作", True, id="no choice between two"),
    ],
)
def test_a_choice_is_settled_by_naming_one_side(question: str, words: str, answers: bool) -> None:
    assert settles(question, words) is answers


@pytest.mark.parametrize(
    ("question", "words", "answers"),
    [
        pytest.param("12个领域的目录分别叫什么？", "按照12个领域的目录执行", False, id="counted, not named"),
        pytest.param("12个领域的目录分别叫什么？", "包括教育、社保、环保等12个领域", True, id="named"),
        pytest.param("那七类文件具体是哪些？", "七类文件按规定公开", False, id="the things themselves are not there"),
        pytest.param("那七类文件具体是哪些？", "（一）规章；（二）规划；（三）预算", True, id="numbered"),
        pytest.param(
            "26个领域具体有哪些？", "对照26个领域指引编制县、乡目录", False, id="a short list of other things"
        ),
        pytest.param(
            "五项制度除了程序规则，另外四个叫啥？", "《程序规则》等五项制度", False, id="the rest is not there"
        ),
        pytest.param("公开属性分哪3种？", "主动公开、依申请公开、不予公开3种", True, id="as many as asked for"),
        pytest.param("会议由哪些部门参加？", "由县政府办公室召集", True, id="a single one may be all"),
    ],
)
def test_things_asked_for_by_name_must_be_named(question: str, words: str, answers: bool) -> None:
    assert settles(question, words) is answers


@pytest.mark.parametrize(
    ("question", "words", "answers"),
    [
        pytest.param("这项试点是哪一年启动的？", "巩固试点成果，健全标准体系", False, id="no year"),
        pytest.param("这项试点是哪一年启动的？", "2018年启动试点", True, id="a year"),
        pytest.param("试点哪年结束", "到2025年底全面完成", True, id="the year of an end"),
        pytest.param("In which year did the pilot begin?", "巩固试点成果，健全标准体系", False, id="in English"),
        pytest.param("In what year did it begin?", "2018年启动试点", True, id="in English, a year"),
    ],
)
def test_a_year_asked_for_must_stand_there(question: str, words: str, answers: bool) -> None:
    assert settles(question, words) is answers
