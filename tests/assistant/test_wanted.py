"""Wanted: what a question asks for is what must stand in the answer: a number to call, a unit, a thing."""

from __future__ import annotations

import pytest

from assistant.wanted import asks_recipient, names_recipient, states_contact, states_unit, wanted_thing, wanted_units

NUMBER, MAIL = "拨打12345热线，或致电0936-8221234", "请寄至gk@zhangye.gov.cn"
MEETING = "按照电视电话会议部署落实"


@pytest.mark.parametrize(
    ("question", "words", "states"),
    [
        pytest.param("信息办的联系电话是多少？", MEETING, False, id="a meeting by telephone is no number"),
        pytest.param("信息办的联系电话是多少？", NUMBER, True, id="a number"),
        pytest.param("投诉打什么电话？", NUMBER, True, id="which number to call"),
        pytest.param("单位的联系电话要公开吗？", MEETING, True, id="a number is the topic, not asked for"),
        pytest.param("电话咨询几天内答复？", MEETING, True, id="a way to ask, not asked for"),
        pytest.param("打电话什么时候能得到答复？", MEETING, True, id="when, not which number"),
        pytest.param("投稿邮箱是什么？", MAIL, True, id="an address of mail"),
        pytest.param("投稿邮箱是什么？", NUMBER, False, id="a number is no address"),
        pytest.param("门户网站的网址是多少？", "在门户网站发布", False, id="a site without its address"),
        pytest.param("What is the phone number of the office?", NUMBER, True, id="in English"),
        pytest.param("What is the phone number of the office?", MEETING, False, id="in English, a meeting"),
        pytest.param("Must phone numbers be published?", MEETING, True, id="in English, the topic"),
    ],
)
def test_a_number_or_address_asked_for_must_stand_there(question: str, words: str, states: bool) -> None:
    assert states_contact(question, words) is states


def test_the_unit_asked_for_is_read() -> None:
    assert "次" in wanted_units("每年培训几次？", "zh")
    assert wanted_units("每年怎样培训？", "zh") == frozenset()


@pytest.mark.parametrize(
    ("words", "states"),
    [("每期印发3000册", True), ("每期印发12份", True), ("2019年印发", False), ("每期免费赠阅", False)],
)
def test_a_figure_of_any_length_states_its_unit(words: str, states: bool) -> None:
    assert states_unit(wanted_units("每期印多少份？", "zh"), words, ()) is states


def test_money_is_asked_for_by_what_it_is_for() -> None:
    for question in ("What's the fine for late replies?", "What is the annual budget of the hotline?"):
        assert "元" in wanted_units(question, "en")


def test_the_thing_asked_for_is_read_and_a_word_for_anything_is_none() -> None:
    assert wanted_thing("给予什么处分？") == "处分"
    assert wanted_thing("有什么要求？") == ""


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param("公报赠阅给谁？", True, id="to whom"),
        pytest.param("报告要报哪个部门？", True, id="to which office"),
        pytest.param("解读方案要征求哪些单位？", True, id="whose opinion"),
        pytest.param("Whose advice must be sought?", True, id="English: whose advice"),
        pytest.param("Who must the report be sent to?", True, id="English: who to"),
        pytest.param("由谁赠阅公报？", False, id="who does it"),
        pytest.param("这件事派给谁了？", False, id="whom the work is given to does it"),
        pytest.param("这件事给谁来管？", False, id="the same, in other words"),
        pytest.param("Who sends the gazette to libraries?", False, id="English: who does it"),
    ],
)
def test_to_whom_is_not_who(question: str, asked: bool) -> None:
    assert asks_recipient(question) is asked


@pytest.mark.parametrize(
    ("words", "names"),
    [
        pytest.param("结果向社会公布", True, id="the public"),
        pytest.param("书面征求第三方的意见", True, id="a third party"),
        pytest.param("会同宣传、网信等部门研判", True, id="offices behind a list"),
        pytest.param("调整优化赠阅结构", False, id="nobody"),
        pytest.param("政策文件与解读方案同步组织", False, id="with a thing"),
        pytest.param("提高报告质量", False, id="a report is no reporting"),
        pytest.param("与政府网站互联互通", False, id="a website is no office"),
    ],
)
def test_a_sentence_names_to_whom_or_does_not(words: str, names: bool) -> None:
    assert names_recipient(words) is names
