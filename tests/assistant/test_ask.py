"""Ask: what kind of thing a wording asks for."""

from __future__ import annotations

import pytest

from assistant.ask import METADATA, VALUE_KINDS, Ask, asks_of, is_ask_word, is_english_stop_word, is_question_word
from assistant.language import language_of


def asked(question: str) -> tuple[Ask, ...]:
    return asks_of(question, language_of(question))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        pytest.param("你好", Ask.CHAT, id="a greeting"),
        pytest.param("讲个笑话", Ask.CHAT, id="a request for something else"),
        pytest.param("两份通知的期限有什么区别？", Ask.COMPARE, id="a difference"),
        pytest.param("这份通知的文号是多少？", Ask.DOC_NUMBER, id="a document number, not a count"),
        pytest.param("通知是哪天印发的？", Ask.ISSUE_DATE, id="the date of a notice, not a time limit"),
        pytest.param("这个通知是谁印发的？", Ask.ISSUER, id="who issued, not who is responsible"),
        pytest.param("疫情信息谁发布？", Ask.WHO, id="an office publishes more than documents"),
        pytest.param("预警信息由哪个部门发布？", Ask.WHO, id="the same, in formal words"),
        pytest.param("哪个部门出台了这个办法？", Ask.ISSUER, id="a document behind it"),
        pytest.param("本要点依据什么文件制定？", Ask.BASIS, id="what a notice rests on"),
        pytest.param("正文完整吗？", Ask.WHOLE, id="whether all of it is there"),
        pytest.param("通知有附件吗？", Ask.ANNEX, id="annexes"),
        pytest.param("通知的全称叫什么？", Ask.TITLE, id="its title"),
        pytest.param("每年培训几次？", Ask.FREQUENCY, id="how often, not how many"),
        pytest.param("网上可办率要达到多少？", Ask.SHARE, id="a rate is a share, not a count"),
        pytest.param("几个工作日内答复？", Ask.TIME, id="working days are time, not a count"),
        pytest.param("最晚什么时候报送？", Ask.TIME, id="a latest day"),
        pytest.param("要配备几名专职人员？", Ask.COUNT, id="persons"),
        pytest.param("由哪个部门牵头？", Ask.WHO, id="who leads"),
        pytest.param("在什么平台公开？", Ask.CHANNEL, id="a channel"),
        pytest.param("怎样办理申请？", Ask.WHAT, id="content: no kind of value"),
        pytest.param("Hello!", Ask.CHAT, id="English: a greeting"),
        pytest.param("What is the document number of the notice?", Ask.DOC_NUMBER, id="English: a document number"),
        pytest.param("When was the notice issued?", Ask.ISSUE_DATE, id="English: the date of a notice"),
        pytest.param(
            "When did the county issue its notice?", Ask.ISSUE_DATE, id="English: the same in the active voice"
        ),
        pytest.param("Who issued the plan?", Ask.ISSUER, id="English: who issued"),
        pytest.param("How often must staff be trained?", Ask.FREQUENCY, id="English: how often"),
        pytest.param("What percentage of services must be online?", Ask.SHARE, id="English: a share"),
        pytest.param("What is the deadline for replying?", Ask.TIME, id="English: a deadline"),
        pytest.param("How many working days for a reply?", Ask.TIME, id="English: days are time, not a count"),
        pytest.param("How many officers must be appointed?", Ask.COUNT, id="English: persons"),
        pytest.param("责任单位是哪些？", Ask.WHO, id="which are the responsible units"),
        pytest.param("“谁起草、谁解读”是什么意思？", Ask.WHAT, id="whoever does the one does the other"),
        pytest.param("谁执法谁公示的原则怎么落实？", Ask.WHAT, id="the same as a principle"),
        pytest.param("几个钟头内要上报？", Ask.TIME, id="hours in everyday words"),
        pytest.param("培训说的那几句话怎么讲？", Ask.WHAT, id="those few are not asked for"),
        pytest.param("Who must be consulted when a rule is technical?", Ask.WHO, id="English: when as a conjunction"),
        pytest.param("When a rule is technical, who explains it?", Ask.WHO, id="English: the same in front"),
        pytest.param("Who reports and when?", Ask.TIME, id="English: a second question word"),
        pytest.param("By what means is it published?", Ask.CHANNEL, id="English: by what means is no deadline"),
        pytest.param("主管部门怎么考核各单位？", Ask.WHAT, id="what a responsible unit does"),
        pytest.param("对责任单位如何处理？", Ask.WHAT, id="what is done to it"),
        pytest.param("Who is in charge of training?", Ask.WHO, id="English: who"),
        pytest.param("Where must it be published?", Ask.CHANNEL, id="English: a channel"),
        pytest.param("Describe the handling of applications.", Ask.WHAT, id="English: content"),
    ],
)
def test_the_most_specific_kind_comes_first(question: str, first: Ask) -> None:
    assert asked(question)[0] == first


def test_a_question_for_two_things_keeps_both() -> None:
    assert {Ask.ISSUER, Ask.ISSUE_DATE} <= set(asked("通知的发文机关和印发日期是什么？"))


def test_a_duty_with_a_date_is_no_question_about_the_notice() -> None:
    assert not METADATA & set(asked("政策文件印发后几个工作日内发布解读？"))


def test_every_kind_of_value_names_the_facts_that_answer_it() -> None:
    assert all(kinds and all(kinds) for kinds in VALUE_KINDS.values())
    assert not METADATA & set(VALUE_KINDS)


@pytest.mark.parametrize("word", ["什么", "多少", "是否", "由", "的", "有人", "大家"])
def test_question_words_carry_no_content(word: str) -> None:
    assert is_question_word(word)


@pytest.mark.parametrize("word", ["目录", "培训", "网站"])
def test_content_words_are_no_question_words(word: str) -> None:
    assert not is_question_word(word)
    assert not is_ask_word(word)


def test_english_stop_words_are_known_in_any_case() -> None:
    assert is_english_stop_word("The") and is_english_stop_word("must")
    assert not is_english_stop_word("training")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("几天能拿到证？", Ask.TIME),
        ("一年要开几次会？", Ask.FREQUENCY),
        ("How many days does a reply take?", Ask.TIME),
    ],
)
def test_words_that_ask_for_a_time_do_not_also_ask_for_a_count(question: str, kind: Ask) -> None:
    assert kind in asked(question)
    assert Ask.COUNT not in asked(question)


def test_a_count_beside_a_time_is_still_asked_for() -> None:
    assert {Ask.TIME, Ask.COUNT} <= set(asked("几天内要报几份材料？"))
