"""Sentences: where a clause's words are cut, and what a sentence is embedded as."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from index_builders import notice_text

from corpus.reading import read_text
from index.sentences import CLOSING, OPENING, STOPS, headings_above, in_context, split_sentences


def pieces(text: str) -> list[str]:
    return [text[one.start : one.end] for one in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("甲。乙！丙？丁；戊", ["甲。", "乙！", "丙？", "丁；", "戊"], id="every stop cuts"),
        pytest.param("甲\n乙", ["甲", "乙"], id="a line end cuts"),
        pytest.param("“谁起草。谁解读。”是原则。", ["“谁起草。谁解读。”是原则。"], id="a quotation stays whole"),
        pytest.param(
            "办理（含受理；审查；答复）。其他", ["办理（含受理；审查；答复）。", "其他"], id="a bracket stays whole"
        ),
        pytest.param(
            "（未关闭的括号。下一句。", ["（未关闭的括号。", "下一句。"], id="a bracket left open holds nothing"
        ),
        pytest.param("他说：“好！”。再见", ["他说：“好！”。", "再见"], id="a stop after the quotation cuts"),
        pytest.param("真的？！是。", ["真的？！", "是。"], id="stops in a row are one end"),
        pytest.param("  甲。 \n\n  乙。  ", ["甲。", "乙。"], id="white space is in none"),
        pytest.param(" \n ", [], id="nothing but white space"),
        pytest.param("2.5%的单位。", ["2.5%的单位。"], id="a decimal point is no stop"),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@given(st.text(alphabet="甲乙 \n，" + STOPS + OPENING + CLOSING, max_size=60))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = split_sentences(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())


def test_offsets_count_from_the_notices_start() -> None:
    assert [(one.start, one.end) for one in split_sentences("甲。乙。", 10)] == [(10, 12), (12, 14)]


def test_a_sentence_is_embedded_under_its_headings() -> None:
    reading = read_text(notice_text("云溪县", 1), "a.txt")
    by_id = {clause.id: clause for clause in reading.clauses}
    clause = next(clause for clause in reading.clauses if clause.path == ("一", "（一）"))
    headings = headings_above(clause, by_id)
    assert headings == ("重点任务", "开展业务培训")
    context = in_context(reading.notice, headings, "各部门每年组织培训。")
    assert context == f"{reading.notice.title} › 重点任务 › 开展业务培训 › 各部门每年组织培训。"
    assert in_context(reading.notice, headings, "（一）开展业务培训。").count("开展业务培训") == 1
