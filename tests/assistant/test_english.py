"""English: figures, dates and offices in English, by rule; what no rule covers stays Chinese."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from assistant.english import (
    english_date,
    english_day,
    render_fact,
    render_phrase,
    render_place,
    render_unit,
    unproved_wording,
    vague_duty,
)
from corpus import FactKind
from tests.assistant.notice_builders import a_notice


def rendered(sentence: str) -> list[str]:
    """Return the figures of a sentence in English, as they are read from a notice."""
    reading = a_notice(clauses=(f"（一）工作。{sentence}。",))
    text = reading.notice.text
    first = next(clause.start for clause in reading.clauses if clause.path == ("一", "（一）"))
    facts = [fact for fact in reading.facts if fact.start >= first and fact.kind != FactKind.RESPONSIBLE_UNIT]
    return [render_fact(fact, text[fact.start : fact.end]) for fact in facts]


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        pytest.param(
            "收到申请之日起20个工作日内答复", "within 20 working days of receiving the application", id="trigger"
        ),
        pytest.param("文件印发后5个工作日内上网", "within 5 working days of issue", id="from issue"),
        pytest.param("自发布之日起10日内报送", "within 10 days of publication", id="days, not working days"),
        pytest.param("在7个工作日内办结", "within 7 working days", id="without a trigger"),
        pytest.param("1个工作日内办结", "within 1 working day", id="one is singular"),
        pytest.param("十五日内答复", "within 15 days", id="a Chinese numeral"),
        pytest.param("3个月内完成", "within 3 months", id="months"),
        pytest.param("半年内完成", "within half a year", id="half a unit"),
        pytest.param("24小时内发布", "within 24 hours", id="hours"),
        pytest.param("办理期限最长不超过15个工作日", "at most 15 working days", id="an upper bound"),
        pytest.param("公开征求意见不少于30日", "at least 30 days", id="a lower bound"),
        pytest.param("提前5个工作日发布公告", "5 working days in advance", id="in advance"),
        pytest.param("2020年11月底前完成", "by the end of November 2020", id="end of a month"),
        pytest.param("11月底前完成", "by the end of November", id="end of a month, no year printed"),
        pytest.param("2019年12月9日前报送", "by 9 December 2019", id="a day"),
        pytest.param("12月9日前报送", "by 9 December", id="a day, no year printed"),
        pytest.param("每年3月31日前发布年度报告", "by 31 March each year", id="a day each year"),
        pytest.param("2019年底前完成", "by the end of 2019", id="end of a year"),
        pytest.param("6月30日起施行", "from 30 June", id="from a day"),
        pytest.param("每年组织培训不少于4次", "at least 4 times a year", id="a frequency"),
        pytest.param("每季度抽查1次", "1 time a quarter", id="once a quarter"),
        pytest.param("每两个月抽查一次", "1 time every two months", id="every two months"),
        pytest.param("网上可办率不低于85%", "not less than 85%", id="a share"),
        pytest.param("压减材料60%以上", "at least 60%", id="a share with its bound behind"),
        pytest.param("配备至少1名专职人员", "at least 1 person", id="a count"),
        pytest.param("配备不少于3名专职人员", "at least 3 persons", id="a count in the plural"),
    ],
)
def test_a_figure_is_rendered_with_its_unit_bound_and_trigger(sentence: str, english: str) -> None:
    assert english in rendered(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "收到征求意见书之日起15个工作日内提出意见", "突发事件发生后5小时内发布", "每年3月31日前发布",
        "每半年开展1次培训", "2021年内完成", "每月至少组织1次", "达到100%", "控制在5%以内",
        "2021年6月中旬前完成", "6月30日起施行", "半年内完成",
    ],
)  # fmt: skip
def test_a_rendering_is_plain_english(sentence: str) -> None:
    for english in rendered(sentence):
        plain = re.sub(r"“[^”]*”", "", english)
        assert not re.search(r"[\u4e00-\u9fff]|-\d|  |\bNone\b", plain)


def test_a_third_of_a_month_is_not_given_a_day_that_nobody_printed() -> None:
    assert not any(re.search(r"\d{1,2} June", english) for english in rendered("2021年6月中旬前完成"))


@pytest.mark.parametrize(
    ("value", "words"),
    [("2020-11-30", "30 November 2020"), ("--03-01", "1 March"), ("someday", "someday")],
)
def test_dates_are_written_in_words(value: str, words: str) -> None:
    assert english_date(value) == words


def test_a_missing_day_is_said_to_be_missing() -> None:
    assert english_day(dt.date(2021, 3, 2)) == "2 March 2021"
    assert "no date" in english_day(None)


def test_a_phrase_is_rendered_whole_or_not_at_all() -> None:
    assert render_phrase("市政府办公室")
    assert render_phrase("市政府办公室饕餮") == ""


def test_an_office_is_named_in_both_languages_or_in_its_own() -> None:
    english = render_unit("市政府办公室")
    assert english.endswith("(市政府办公室)") and english[0].isascii()
    assert render_unit("饕餮") == "饕餮"


@pytest.mark.parametrize(
    ("region", "name"),
    [
        (("甘肃省", "张掖市"), "Zhangye"),
        (("山东省", "临沂市", "兰陵县"), "Lanling County"),
        (("甘肃省", "兰州市", "高新区"), "Lanzhou High-tech Zone"),
        (("某省", "岚山新区"), "Lanshan New Area"),
    ],
)
def test_a_place_is_named_with_its_rank(region: tuple[str, ...], name: str) -> None:
    assert render_place(a_notice(region=region).notice, region[-1]) == name


def test_a_duty_without_a_figure_keeps_its_exact_word() -> None:
    assert vague_duty("应当定期通报") == ("定期", "regularly")
    assert vague_duty("应当通报") is None


@pytest.mark.parametrize(
    ("words", "source"),
    [
        pytest.param("by the end of December 2020", "2020年11月底前", id="another month"),
        pytest.param("within 20 days of issue", "印发后20个工作日内", id="days for working days"),
        pytest.param("within 20 working days", "20日内", id="working days for days"),
        pytest.param("at most 3 times a year", "每年不少于3次", id="the bound turned round"),
        pytest.param("at least 3 times a year", "每年3次", id="a bound that is not there"),
        pytest.param("within 3 years", "3个月内", id="another unit"),
    ],
)
def test_wording_that_the_source_does_not_have_is_found(words: str, source: str) -> None:
    assert unproved_wording(words, source)


def test_every_rendering_is_proved_by_its_own_source() -> None:
    reading = a_notice()
    text = reading.notice.text
    for fact in reading.facts:
        source = text[fact.start : fact.end]
        assert unproved_wording(render_fact(fact, source), source) == ""
