"""Comparison: one line a notice, one citation a cell, and what the figures show."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.compose.compare import compare_draft, compares
from assistant.compose.select import select
from assistant.compose.value import value_claim
from assistant.draft import Draft
from assistant.verify import verify
from corpus import Reading
from tests.assistant.notice_builders import COUNTY, OTHER, a_notice, ask, finder_of

THIRD = ("甘肃省", "张掖市", "石泉县")


def county(place: str, number: str, region: tuple[str, ...], training: str) -> Reading:
    return a_notice(place, number=number, region=region, clauses=("（一）公布目录。各部门按期公布目录。", training))


YUNXI = county("云溪县", "云政办发〔2021〕7号", COUNTY, "（二）开展培训。每年组织政务公开培训不少于4次。")
QINGHE = county("青禾县", "青政办发〔2021〕8号", OTHER, "（二）开展培训。每年组织政务公开培训不少于2次。")
SILENT = county("石泉县", "石政办发〔2021〕9号", THIRD, "（二）归档文件。文件由档案室归档。")


def compared(question: str, *readings: Reading) -> Draft | None:
    read = ask(question, *readings)
    finder = finder_of(*readings)
    chosen = select(read, finder.find(read), finder)
    names = {reading.notice.id: reading.notice.region[-1] for reading in readings}
    assert compares(read, chosen)
    return compare_draft(read, chosen, readings, names, lambda item: value_claim(read, item, names[item.notice.id]))


def test_notices_that_differ_are_said_to_and_each_has_its_own_citation() -> None:
    draft = compared("云溪县和青禾县的政务公开培训次数有什么不同？", YUNXI, QINGHE)
    assert draft is not None and draft.table
    assert draft.summary.startswith("规定不同：云溪县：")
    assert [(claim.place, len(claim.passages)) for claim in draft.claims] == [("云溪县", 1), ("青禾县", 1)]
    assert verify(draft).dropped == ()


def test_notices_with_the_same_rule_agree_however_they_word_the_bound() -> None:
    other = county("青禾县", "青政办发〔2021〕8号", OTHER, "（二）开展培训。每年组织政务公开培训至少4次。")
    draft = compared("云溪县和青禾县的政务公开培训次数一样吗？", YUNXI, other)
    assert draft is not None
    assert draft.summary.startswith("规定一致")


def test_a_notice_that_says_nothing_has_a_line_that_says_so() -> None:
    draft = compared("云溪县、青禾县和石泉县的政务公开培训次数有什么不同？", YUNXI, QINGHE, SILENT)
    assert draft is not None
    assert draft.blanks == (("石泉县", "未规定"),)
    assert "没有找到" in draft.notes[0]


def test_a_place_that_the_corpus_lacks_has_a_line_of_its_own() -> None:
    draft = compared("云溪县、青禾县和成都市的政务公开培训次数有什么不同？", YUNXI, QINGHE)
    assert draft is not None
    assert [words for _, words in draft.blanks] == ["库中没有"]


def test_a_comparison_in_english_renders_the_figures() -> None:
    draft = compared("Compare how often Yunxi and Qinghe require training.", YUNXI, QINGHE)
    assert draft is not None
    assert draft.summary.startswith("They differ")
    assert "4 times a year" in draft.claims[0].words


@pytest.mark.parametrize(
    "question", ["云溪县的主动公开和依申请公开有什么区别？", "What is the difference between the two?"]
)
def test_two_things_in_one_notice_are_no_comparison_of_notices(question: str) -> None:
    assert not compares(ask(question, YUNXI), ())


def test_what_four_notices_say_is_a_table_led_by_what_the_first_say(assistant: Assistant) -> None:
    answer = assistant.answer("政策文件和解读材料要不要同步审签？", ())
    assert answer.answered and answer.kind == "compare"
    assert len({row.place for row in answer.rows}) >= 4 and all(row.numbers for row in answer.rows)
    assert answer.lead.startswith(f"{answer.rows[0].place}：{answer.rows[0].words}")
