"""Reader: a question read alone, and read after the turns before it."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.answer import Answer
from assistant.ask import Ask
from assistant.errors import QuestionError
from assistant.question import Question
from assistant.reader import LONGEST
from tests.assistant.notice_builders import COUNTY, OTHER, a_notice, reader_of

YUNXI = a_notice("云溪县", number="云政办发〔2021〕7号", region=COUNTY)
QINGHE = a_notice("青禾县", number="青政办发〔2021〕8号", region=OTHER)
READER = reader_of(YUNXI, QINGHE)
FIRST = "云溪县收到申请后几个工作日内答复？"


def after(question: str, *earlier: str | Answer) -> Question:
    return READER.read(question, earlier)


def scoped(question: Question) -> set[str]:
    return set(question.scope.notices or ())


def about(question: Question, word: str) -> bool:
    return any(word in wording for term in question.terms for wording in term.wordings)


def an_answer(question: str) -> Answer:
    return Answer(question, "好", "好", "zh", True, "value", (), (), (), dt.date(2026, 1, 1), "g1", {})


def test_what_was_typed_is_kept_as_it_was_typed() -> None:
    assert after("  雲溪縣幾天內答覆？ ").asked == "雲溪縣幾天內答覆？"


def test_a_traditional_question_is_read_as_a_simplified_one() -> None:
    assert scoped(after("雲溪縣幾天內答覆？")) == {YUNXI.notice.id}


@pytest.mark.parametrize("question", ["", "  \n", "？！", "……"], ids=["nothing", "blank", "marks", "dots"])
def test_an_empty_question_is_an_error_that_says_what_to_do(question: str) -> None:
    with pytest.raises(QuestionError, match=r"请输入.*please type"):
        READER.read(question)


def test_a_question_that_is_too_long_is_an_error_with_both_lengths() -> None:
    with pytest.raises(QuestionError, match=rf"100000.*{LONGEST}"):
        READER.read("问" * 100_000)


def test_the_longest_question_allowed_is_read() -> None:
    assert READER.read("问" * LONGEST).asked


@pytest.mark.parametrize(
    ("follow_up", "notice"),
    [
        pytest.param("那青禾县呢？", QINGHE, id="what about"),
        pytest.param("青禾县呢？", QINGHE, id="the place alone"),
        pytest.param("换成青禾县呢？", QINGHE, id="change to"),
        pytest.param("由哪个单位负责？", YUNXI, id="another kind of question keeps the place"),
    ],
)
def test_a_follow_up_takes_over_what_it_leaves_out(follow_up: str, notice: object) -> None:
    read = after(follow_up, FIRST)
    assert read.follows
    assert scoped(read) == {YUNXI.notice.id if notice is YUNXI else QINGHE.notice.id}
    assert about(read, "答复")


def test_another_place_keeps_the_kind_of_question() -> None:
    assert after("那青禾县呢？", FIRST).ask == Ask.TIME


def test_another_kind_of_question_replaces_the_kind() -> None:
    assert after("由哪个单位负责？", FIRST).ask == Ask.WHO


def test_another_topic_keeps_the_place() -> None:
    read = after("那培训呢？", FIRST)
    assert scoped(read) == {YUNXI.notice.id}
    assert about(read, "培训") and not about(read, "答复")


def test_an_english_follow_up_takes_over_the_topic() -> None:
    read = after("What about Qinghe County?", "How many training sessions a year must Yunxi County hold?")
    assert scoped(read) == {QINGHE.notice.id}
    assert about(read, "培训")


def test_a_follow_up_of_a_follow_up_reaches_back() -> None:
    read = after("由谁负责？", FIRST, "那青禾县呢？")
    assert scoped(read) == {QINGHE.notice.id}
    assert about(read, "答复")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("青禾县每年组织培训不少于几次？", id="its own place and topic"),
        pytest.param("青政办发〔2021〕8号规定网上可办率不低于多少？", id="its own number and topic"),
    ],
)
def test_a_question_that_stands_alone_takes_nothing_over(question: str) -> None:
    read = after(question, FIRST)
    assert not read.follows
    assert scoped(read) == {QINGHE.notice.id}
    assert not about(read, "答复")


def test_an_earlier_answer_counts_as_its_question() -> None:
    assert scoped(after("由谁负责？", an_answer(FIRST))) == scoped(after("由谁负责？", FIRST))


def test_a_blank_or_endless_earlier_turn_is_passed_over() -> None:
    assert scoped(after("那青禾县呢？", FIRST, " ", "问" * (LONGEST + 1))) == {QINGHE.notice.id}


def test_a_document_question_keeps_the_notice_and_drops_the_topic() -> None:
    read = after("它的文号是多少？", FIRST)
    assert scoped(read) == {YUNXI.notice.id}
    assert read.ask == Ask.DOC_NUMBER and not about(read, "答复")
