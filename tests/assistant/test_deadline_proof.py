"""Proof and calendar file: a derived day is counted again before it is shown, and goes into a calendar as one event."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from assistant.deadline.calendar import Day, WorkCalendar
from assistant.deadline.ics import calendar_file
from assistant.deadline.proof import DeadlineProof
from assistant.deadline.rule import Kind, Rule
from assistant.errors import ExportError
from tests.assistant.deadline_builders import TODAY, answer

WORDS = "自印发之日起20个工作日内"
RULE = Rule(Kind.WITHIN, WORDS, 0, len(WORDS), 20, "工作日", "印发之日起")
PROOF = DeadlineProof(RULE, dt.date(2026, 9, 17), TODAY, WorkCalendar(), "zh", "印发")
SHOWN = f"规范性文件{WORDS}在县政府门户网站发布。"


def test_a_day_that_is_counted_again_holds() -> None:
    assert PROOF.fault(PROOF.words(), SHOWN) == ""


@pytest.mark.parametrize(
    ("proof", "words", "shown"),
    [
        pytest.param(PROOF, PROOF.words().replace("21日", "22日"), SHOWN, id="another day"),
        pytest.param(PROOF, PROOF.words().replace("，已过期", ""), SHOWN, id="passed, not called so"),
        pytest.param(PROOF, PROOF.words(), SHOWN.replace("20", "30"), id="another figure in the notice"),
        pytest.param(replace(PROOF, rule=replace(RULE, amount=30)), PROOF.words(), SHOWN, id="another figure counted"),
        pytest.param(replace(PROOF, rule=replace(RULE, unit="日")), PROOF.words(), SHOWN, id="another unit counted"),
        pytest.param(replace(PROOF, rule=replace(RULE, kind=Kind.BEFORE)), PROOF.words(), SHOWN, id="counted back"),
        pytest.param(replace(PROOF, start=dt.date(2026, 9, 18)), PROOF.words(), SHOWN, id="another starting day"),
        pytest.param(
            replace(PROOF, calendar=WorkCalendar({dt.date(2026, 10, 20): Day(False, "临时")})), PROOF.words(), SHOWN,
            id="another calendar",
        ),
        pytest.param(replace(PROOF, start=dt.date(2026, 12, 20)), PROOF.words(), SHOWN, id="a year without a calendar"),
    ],
)  # fmt: skip
def test_a_day_that_comes_out_otherwise_fails(proof: DeadlineProof, words: str, shown: str) -> None:
    assert proof.fault(words, shown)


def test_a_deadline_goes_into_a_calendar_as_one_all_day_event_with_its_clause() -> None:
    found = answer("2026年11月20日印发的规范性文件最晚哪天上网？")
    (event,) = Calendar.from_ical(calendar_file(found)).walk("VEVENT")
    assert event.decoded("dtstart") == dt.date(2026, 12, 18) == found.deadlines[0].day
    assert event.decoded("dtend") == dt.date(2026, 12, 19)
    assert "2026年12月18日" in str(event["summary"])
    assert WORDS in str(event["description"]) and "云政办发〔2025〕7号" in str(event["description"])


def test_the_same_answer_makes_the_same_file() -> None:
    question = "2026年11月20日印发的规范性文件最晚哪天上网？"
    assert calendar_file(answer(question)) == calendar_file(answer(question))


def test_an_answer_without_a_deadline_makes_no_file() -> None:
    with pytest.raises(ExportError, match="no day for a calendar"):
        calendar_file(answer("公开申请几天内答复？"))


def test_a_day_of_issue_without_a_year_may_be_the_notices_own() -> None:
    found = answer("3月4日印发的规范性文件最晚哪天上网？")
    assert "2026年4月1日（星期三）" in found.lead
    assert "通知自己的印发日2025年3月4日" in found.text and "2025年4月1日（星期二）" in found.text


def test_the_day_of_another_event_is_not_counted_from() -> None:
    found = answer("昨天收到的规范性文件，最晚哪天上网？")
    assert found.deadlines == () and "所给的是“收到”的日子" in found.text and "“印发”起算" in found.text


def test_who_asks_for_a_span_gets_the_rule_first_and_the_day_below() -> None:
    found = answer("公开申请昨天收到，几个工作日内答复？")
    assert "20个工作日" in found.lead and "2026年12月18日（星期五）" in found.text
    assert [each.day for each in found.deadlines] == [dt.date(2026, 12, 18)]
