"""What makes an answer right, and every way in which one is wrong."""

from __future__ import annotations

import pytest
from eval_builders import TEXT, answer, case, citation

from eval.case import Gold
from eval.metrics import (
    Outcome,
    agrees,
    citation_precision,
    citation_recall,
    failed,
    foreign_numbers,
    is_verbatim,
    judge,
    unmet_groups,
)


def test_each_group_needs_one_of_its_alternatives() -> None:
    groups = (("20个工作日", "20 working days"), ("上网", "online"))
    assert unmet_groups("二十个工作日内上网", groups) == ()
    assert unmet_groups("within 20 working days", groups) == (("上网", "online"),)


def test_a_right_answer_is_right_on_text_and_on_lead() -> None:
    verdict = judge(case(), answer(citations=[citation()]), ())
    assert verdict.outcome is Outcome.RIGHT
    assert verdict.lead_right is True
    assert (verdict.citation_precision, verdict.citation_recall) == (1.0, 1.0)


def test_a_longer_number_is_not_the_expected_one() -> None:
    assert judge(case(must=[["20个"]]), answer("120个"), ()).outcome is Outcome.WRONG_GIVEN


def test_a_right_text_under_a_lead_that_says_nothing_is_wrong_on_lead_only() -> None:
    verdict = judge(case(), answer("有规定。", text="有规定。应在20个工作日内。"), ())
    assert verdict.outcome is Outcome.RIGHT
    assert verdict.lead_right is False


def test_a_lead_with_a_number_that_the_gold_lacks_is_wrong() -> None:
    verdict = judge(case(), answer("20个工作日内，每年3次。"), ())
    assert verdict.foreign_numbers == ("3",)
    assert verdict.lead_right is False
    assert verdict.outcome is Outcome.RIGHT


def test_a_lead_may_print_the_numbers_of_question_clause_title_and_document() -> None:
    asked = case("2022年文件多久上网？", gold=[Gold("q01", "二/（五）/18", "二十个工作日")])
    lead = "《2021年办法》（青政办〔2023〕7号）二（五）18：20个工作日，2022年。"
    assert judge(asked, answer(lead), ("2021年办法", "青政办〔2023〕7号")).lead_right is True
    assert judge(asked, answer(lead), ()).foreign_numbers == ("2021", "2023", "7")


def test_citation_marks_are_no_numbers() -> None:
    assert judge(case(), answer("20个工作日内[1]。", citations=[citation()]), ()).foreign_numbers == ()


@pytest.mark.parametrize("type", ["content", "list", "comparison", "everyday", "follow up"])
def test_a_kind_with_more_than_one_value_is_not_scored_on_lead(type: str) -> None:
    assert judge(case(type=type), answer("见下，共99条。", text="20个工作日"), ()).lead_right is None


def test_a_forbidden_string_inside_a_citations_quote_is_allowed() -> None:
    quote = "主动公开文件印发实施后二十个工作日内上网发布。"
    asked = case(must=[["上网"]], must_not=["20个工作日"])
    quoting = answer("须上网。", text=f"须上网。「{quote}」[1]", citations=[citation(quote=quote)])
    assert judge(asked, quoting, ()).outcome is Outcome.RIGHT


def test_a_forbidden_string_outside_the_quotes_is_wrong() -> None:
    quote = "主动公开文件印发实施后二十个工作日内上网发布。"
    asked = case(must=[["上网"]], must_not=["20个工作日"])
    claiming = answer(
        "二十 个工作日内上网。", text=f"二十 个工作日内上网。「{quote}」[1]", citations=[citation(quote=quote)]
    )
    verdict = judge(asked, claiming, ())
    assert verdict.outcome is Outcome.WRONG_GIVEN
    assert verdict.forbidden == ("20个工作日",)


def test_a_forbidden_string_between_quotation_marks_that_no_citation_has_is_wrong() -> None:
    asked = case(must=[["上网"]], must_not=["7个工作日"])
    assert judge(asked, answer("须在“7个工作日”内上网。", citations=[citation()]), ()).outcome is Outcome.WRONG_GIVEN


def test_a_forbidden_number_inside_a_longer_one_is_not_said() -> None:
    assert judge(case(must_not=["0个工作日"]), answer(), ()).outcome is Outcome.RIGHT


def test_a_mark_is_not_a_forbidden_number() -> None:
    assert judge(case(must_not=["1"]), answer("20个工作日[1]", citations=[citation()]), ()).outcome is Outcome.RIGHT


def test_declining_an_answerable_question_withholds_even_if_the_words_stand_in_the_text() -> None:
    verdict = judge(case(), answer("没有规定。", text="没有规定。相关：20个工作日", answered=False), ())
    assert verdict.outcome is Outcome.WITHHELD
    assert verdict.lead_right is False


def test_declining_an_unanswerable_question_without_citation_is_right() -> None:
    assert judge(case(answerable=False), answer("没有规定。", answered=False), ()).outcome is Outcome.RIGHT


def test_declining_with_a_citation_is_wrong() -> None:
    declining = answer("没有规定。", answered=False, citations=[citation()])
    assert judge(case(answerable=False), declining, ()).outcome is Outcome.WRONG_GIVEN


def test_answering_an_unanswerable_question_is_wrong() -> None:
    assert judge(case(answerable=False), answer(), ()).outcome is Outcome.WRONG_GIVEN


def test_a_case_that_raised_is_an_error_and_recalls_nothing() -> None:
    verdict = failed(case())
    assert verdict.outcome is Outcome.ERROR
    assert (verdict.lead_right, verdict.citation_recall) == (False, 0.0)


@pytest.mark.parametrize(
    ("clause", "source", "right", "why"),
    [
        ("二/（一）", "q01_qingmu.txt", True, "document and path agree"),
        ("二/(一)", "q01_qingmu.txt", True, "half-width parentheses are the same path"),
        ("二", "q01_qingmu.txt", False, "the clause above is another clause"),
        ("二/（一）/1", "q01_qingmu.txt", False, "and so is one below"),
        ("二/（一）", "q02_other.txt", False, "another document"),
    ],
)
def test_a_citation_agrees_in_document_and_path(clause: str, source: str, right: bool, why: str) -> None:
    assert agrees(citation(clause, source=source), Gold("q01", "二/（一）", "")) is right, why


def test_precision_counts_citations_and_recall_gold_clauses() -> None:
    gold = [Gold("q01", "一", "a"), Gold("q01", "一", "b"), Gold("q01", "二", "c")]
    cited = [citation("一"), citation("二/（一）"), citation("二/（二）")]
    assert citation_precision(cited, gold) == pytest.approx(1 / 3)
    assert citation_recall(cited, gold) == 0.5
    assert citation_precision([], gold) is None
    assert citation_recall(cited, []) is None


def test_a_quote_is_verbatim_only_at_its_own_place() -> None:
    found = citation()
    assert is_verbatim(found, TEXT)
    assert not is_verbatim(found, " " + TEXT)
    assert not is_verbatim(found, None)
    assert not is_verbatim(citation(quote=""), TEXT)


def test_foreign_numbers_read_chinese_numerals_on_both_sides() -> None:
    assert foreign_numbers("30个工作日", ["三十个工作日"]) == ()
    assert foreign_numbers("三十个工作日", ["20个工作日"]) == ("30",)
