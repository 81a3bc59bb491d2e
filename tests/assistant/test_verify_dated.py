"""Answers that tell a day are held against their rule again: false ones are caught, true ones pass."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from assistant.verify import check
from tests.assistant.corruption import Operator
from tests.assistant.corruption_seen import SEEN
from tests.assistant.corruption_table import Asked, alarms, ask_all, scores
from tests.assistant.corruption_unseen import UNSEEN
from tests.assistant.deadline_builders import folder
from tests.assistant.test_deadline_answer import DATED
from tests.assistant.test_deadline_unseen import UNSEEN as OTHER_WORDS


@pytest.fixture(scope="module")
def asked() -> Asked:
    """Every question for a day, over the two notices with rules."""
    return ask_all(folder(), [(question, ()) for question, _ in (*DATED, *OTHER_WORDS)])


def test_true_days_pass(asked: Asked) -> None:
    assert {answer.kind for answer in asked.answers} == {"deadline"}
    assert alarms(asked) == []


@pytest.mark.parametrize("operators", [pytest.param(SEEN, id="seen"), pytest.param(UNSEEN, id="unseen")])
def test_false_days_are_caught(asked: Asked, operators: dict[str, Operator]) -> None:
    made, caught = scores(asked, operators, seed=7, rounds=3)
    assert made.total() >= 300
    assert {name: (caught[name], made[name]) for name in made if caught[name] < 0.99 * made[name]} == {}


def test_a_day_for_the_calendar_that_no_rule_gives_is_caught(asked: Asked) -> None:
    for answer, question in zip(asked.answers, asked.questions, strict=True):
        late = tuple(replace(each, day=each.day + dt.timedelta(days=1)) for each in answer.deadlines)
        assert check(replace(answer, deadlines=late), asked.readings, question)


def test_without_its_question_a_day_is_not_proved(asked: Asked) -> None:
    assert check(asked.answers[0], asked.readings)
