"""How the scorer reads text: forms that say the same are equal, numbers are never cut out of longer ones."""

from __future__ import annotations

import pytest

from eval.wording import contains, normal, read_numeral, stated_numbers, without_marks, without_quotes


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("二十", 20),
        ("十五", 15),
        ("十", 10),
        ("一百", 100),
        ("一百二十", 120),
        ("一百零五", 105),
        ("二百一十五", 215),
        ("二百十", 210),
        ("三千零二十", 3020),
        ("两", 2),
        ("〇", 0),
        ("二〇二〇", 2020),
        ("二○一九", 2019),
    ],
)
def test_a_chinese_numeral_has_its_value(numeral: str, value: int) -> None:
    assert read_numeral(numeral) == value


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("应在20 个工作日内公开", "二十个工作日", "white space and numerals"),
        ("应在二十个工作日内公开", "20个工作日", "numerals the other way"),
        ("应在２０个工作日内公开", "20个工作日", "full-width digits"),
        ("within 20 Working\nDays of issue", "20 working days", "case and a line break"),
        ("within 20.", "20", "a full stop is no decimal point"),
        ("按第十八条，20个工作日", "20个工作日", "a comma ends a number"),
        ("18. 20 working days", "20 working days", "dropping the space makes no decimal of a list number"),
        ("in 2020 20 working days", "20 working days", "dropping the space joins no numbers"),
        ("占比百分之九十以上", "90%", "a spoken percentage"),
        ("共1,200件", "1200件", "a thousands separator"),
        ("两个月内", "2个月", "两 is two"),
        ("二〇二〇年十二月三十一日前", "2020年12月31日", "a spelled date"),
        ("见二（五）18", "二/（五）/18".replace("/", ""), "a clause path"),
        ("一百个", "100个", "a round hundred"),
        ("第二十六条", "第26条", "an article"),
        ("抄送18一是公开", "一是", "a numeral beside a digit stays apart"),
    ],
)
def test_a_text_contains_what_it_says_in_another_form(text: str, wanted: str, why: str) -> None:
    assert contains(text, wanted), why


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("120个", "20个", "digits on the left"),
        ("一百二十个", "20个", "numerals on the left"),
        ("１２０個", "20個", "full-width digits on the left"),
        ("1 20个".replace(" ", ""), "20个", "no gap"),
        ("不低于4.5%", "5%", "decimals are part of the number"),
        ("不低于3.5%", "3", "and so is what they follow"),
        ("2020年", "202", "digits on the right"),
        ("20 个工作日", "120 个工作日", "the text says less"),
        ("3 0个工作日", "20个工作日", "another number"),
        ("二十五个工作日", "二十", "a numeral goes on"),
        ("15日", "5日", "a date is not its last digit"),
        ("1,200件", "200件", "a thousands separator does not end a number"),
        ("任何文字", "", "nothing is never said"),
        ("任何文字", "　 ", "nor is white space"),
    ],
)
def test_a_text_does_not_contain_a_part_of_a_number(text: str, wanted: str, why: str) -> None:
    assert not contains(text, wanted), why


def test_white_space_is_dropped_but_numbers_stay_apart() -> None:
    assert normal("2019 年 6 月") == "2019年6月"
    assert contains("2019 6", "2019") and not contains("2019 6", "20196")


@pytest.mark.parametrize(
    ("sentence", "numbers", "why"),
    [
        ("应在20个工作日内公开。", {"20"}, "an Arabic number"),
        ("应在二十个工作日内公开。", {"20"}, "a Chinese number"),
        ("统一公开，一是公开，三公经费，之一，一次性告知", set(), "numerals inside words state nothing"),
        ("每年一次，三个月内，两次", {"1", "3", "2"}, "counted numerals do"),
        ("一项制度", set(), "一 with a measure word is an article"),
        ("不少于百分之九十", {"90"}, "a percentage"),
        ("by 05 June 2020", {"5", "2020"}, "leading zeros do not count"),
        ("4.50%", {"4.5"}, "nor do trailing ones"),
    ],
)
def test_a_sentence_states_its_numbers(sentence: str, numbers: set[str], why: str) -> None:
    assert stated_numbers(sentence) == numbers, why


def test_only_the_marks_of_citations_are_taken_out() -> None:
    assert without_marks("20个工作日[1]，见[12]和[3]", [1, 12]) == "20个工作日，见和[3]"
    assert without_marks("见[1]", []) == "见[1]"


def test_a_quote_is_taken_out_however_its_lines_break() -> None:
    assert "7个" not in without_quotes("限20日。「自决定之日起\n7个 工作日」", ["自决定之日起7个工作日"])


def test_a_part_of_a_quote_is_the_answers_own_claim() -> None:
    assert "7个工作日" in without_quotes("限「7个工作日」。", ["自决定之日起7个工作日内公开。"])
