"""Day: the forms in which a question names a starting day, as of Sunday 22 November 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.deadline.day import ask_with_day, split_start

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("question", "day", "event"),
    [
        ("2026年9月17日印发的文件", "2026-09-17", "印发"),
        ("2026-09-17印发的文件", "2026-09-17", "印发"),
        ("2026/9/17印发的文件", "2026-09-17", "印发"),
        ("二〇二六年九月十七日印发的文件", "2026-09-17", "印发"),
        ("9月17日印发的文件", "2026-09-17", "印发"),
        ("12月20日印发的文件", "2025-12-20", "印发"),
        ("去年12月20日印发的文件", "2025-12-20", "印发"),
        ("本月1号收到的公开申请", "2026-11-01", "收到"),
        ("上个月底收到的申请", "2026-10-31", "收到"),
        ("17号收到申请", "2026-11-17", "收到"),
        ("25号收到申请", "2026-10-25", "收到"),
        ("今天收到申请", "2026-11-22", "收到"),
        ("刚收到申请", "2026-11-22", "收到"),
        ("大前天收到申请", "2026-11-19", "收到"),
        ("上周五作出的决定", "2026-11-13", "作出"),
        ("这周三作出的决定", "2026-11-18", "作出"),
        ("周日作出的决定", "2026-11-22", "作出"),
        ("三天前收到申请", "2026-11-19", "收到"),
        ("两周前收到申请", "2026-11-08", "收到"),
        ("一个月前收到申请", "2026-10-22", "收到"),
        ("收到公开申请是9月17日", "2026-09-17", "收到"),
        ("自9月17日起", "2026-09-17", "起算"),
        ("2月29日印发的文件", "2024-02-29", "印发"),
        ("issued on 17 September 2026", "2026-09-17", "印发"),
        ("issued September 17th, 2026", "2026-09-17", "印发"),
        ("issued on 2026-09-17", "2026-09-17", "印发"),
        ("received today", "2026-11-22", "收到"),
        ("received last Friday", "2026-11-13", "收到"),
        ("received on Monday", "2026-11-16", "收到"),
        ("received on the 1st of this month", "2026-11-01", "收到"),
        ("decision made two weeks ago", "2026-11-08", "作出"),
        ("received on 3 December", "2025-12-03", "收到"),
    ],
)
def test_a_starting_day_is_read(question: str, day: str, event: str) -> None:
    start, _, rest = split_start(question)
    assert start is not None and start.event is not None
    found = start.resolve(TODAY)
    assert found is not None
    assert (found.day.isoformat(), start.event.zh) == (day, event)
    assert start.words not in rest


@pytest.mark.parametrize(
    "question",
    [
        "11月30日前要完成什么？", "每年1月31日前公布什么？", "截至2019年12月9日要报送什么？", 
        "张政办函〔2020〕100号的期限是哪天？",        "每周五报送什么？",
        "by 30 November", "no later than 9 December 2019",
        "收到申请后20日内答复吗？", "提前3天公告吗？",        "规定第12号令的期限？",
    ],
)  # fmt: skip
def test_what_is_a_deadline_or_a_number_itself_is_no_starting_day(question: str) -> None:
    assert split_start(question) == (None, None, question)


def test_a_day_that_no_calendar_has_is_read_and_not_resolved() -> None:
    start, _, _ = split_start("2月30日印发的文件")
    assert start is not None and start.resolve(TODAY) is None


@pytest.mark.parametrize(
    ("question", "today", "assumed"),
    [
        ("9月17日印发", TODAY, "this year"),
        ("12月20日印发", TODAY, "last year"),
        ("17号印发", TODAY, "this month"),
        ("25号印发", TODAY, "last month"),
        ("2026年9月17日印发", TODAY, ""),
    ],
)
def test_what_was_filled_in_is_known(question: str, today: dt.date, assumed: str) -> None:
    start, _, _ = split_start(question)
    assert start is not None
    resolved = start.resolve(today)
    assert resolved is not None and resolved.assumed == assumed


def test_a_question_that_asks_for_no_deadline_keeps_its_day() -> None:
    assert ask_with_day("9月17日印发的文件是谁签发的？", after_deadline=False)[0] is None


def test_of_two_days_the_first_with_an_event_starts_and_the_second_is_when_it_was_done() -> None:
    start, acted, _ = split_start("9月17日印发、10月20日上网算超期吗？")
    assert start is not None and acted is not None
    assert (start.words, acted.words) == ("9月17日", "10月20日")
