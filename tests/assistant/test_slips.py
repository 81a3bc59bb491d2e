"""Slips: an answer does not depend on how the question was typed, and says how it was read."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant

DEADLINE = "张掖市主动公开文件20个工作日内上网吗？"


@pytest.mark.parametrize(
    ("typed", "twin"),
    [
        pytest.param("高薪区的文件几天内上网？", "高新区的文件几天内上网？", id="a place"),
        pytest.param("主动公开文建几天内要上网？", "主动公开文件几天内要上网？", id="a term"),
        pytest.param("政务工开的培训每年几次？", "政务公开的培训每年几次？", id="a longer term"),
        pytest.param("張掖市主動公開文件20個工作日內上網嗎？", DEADLINE, id="Traditional"),
        pytest.param("张掖市主动公开文件２０个工作日内上网吗？", DEADLINE, id="full-width digits"),
        pytest.param("张掖市主动公开文件二十个工作日内上网吗？", DEADLINE, id="Chinese numerals"),
    ],
)
def test_an_answer_is_that_to_the_same_question_typed_right(assistant: Assistant, typed: str, twin: str) -> None:
    answer, right = assistant.answer(typed), assistant.answer(twin)
    assert (answer.lead, answer.citations, answer.related) == (right.lead, right.citations, right.related)
    assert answer.question == typed


def test_an_answer_says_how_a_slip_was_read(assistant: Assistant) -> None:
    answer = assistant.answer("主动公开文建几天内要上网？")
    assert "20个工作日" in answer.lead
    assert answer.notes[0] == "已按“文件”理解“文建”。"
    assert answer.notes[0] in answer.text


def test_what_declines_says_it_too(assistant: Assistant) -> None:
    answer = assistant.answer("高薪区的食堂几点开门？")
    assert not answer.answered
    assert answer.notes == ("已按“高新区”理解“高薪区”。",)


def test_an_english_answer_says_it_in_english(assistant: Assistant) -> None:
    answer = assistant.answer("What is the deadline for putting 主动公开文建 online?")
    assert answer.notes[0] == "“文建” was read as “文件”."


def test_a_question_without_slips_has_no_such_note(assistant: Assistant) -> None:
    assert not any("理解" in note for note in assistant.answer("主动公开文件几天内要上网？").notes)


def test_a_slip_in_an_earlier_question_is_put_right_for_the_next(assistant: Assistant) -> None:
    follow = [
        assistant.answer("那兰陵县呢？", [before])
        for before in ("主动公开文建几天内上网？", "主动公开文件几天内上网？")
    ]
    assert follow[0].lead == follow[1].lead
    assert follow[0].citations == follow[1].citations
