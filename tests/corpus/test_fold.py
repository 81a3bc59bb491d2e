"""Folding: texts are compared without regard to width, script, numerals or white space."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.fold import fold, fold_with_offsets, match_form, read_numerals


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("ＡＢＣ１２３", "abc123", id="full width"),
        pytest.param("（五）", "(五)", id="parentheses"),
        pytest.param("政務公開", "政务公开", id="Traditional"),
        pytest.param("第①项", "第1项", id="circled"),
    ],
)
def test_folding_brings_width_case_and_script_to_one_form(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("二十个工作日", "20个工作日"),
        ("二〇一九年", "2019年"),
        ("百分之七十", "70%"),
        ("百分之三点五", "3.5%"),
        ("两次", "2次"),
        ("一百二十三条", "123条"),
        ("十五个", "15个"),
        ("统一", "统一"),
        ("一般", "一般"),
        ("第三方", "第三方"),
        ("十分重要", "十分重要"),
    ],
)
def test_numerals_that_count_become_figures_and_words_stay(text: str, plain: str) -> None:
    assert read_numerals(text) == plain


def test_two_prints_of_one_sentence_match() -> None:
    assert match_form("應當自收到申請之日起 二十個工作日 內答復") == match_form("应当自收到申请之日起20个工作日内答复")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=80))
def test_offsets_lead_back_to_the_character_that_was_folded(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert len(folded) == len(offsets)
    assert folded == "".join(fold(text).split())
    assert all(piece in fold(text[at]) for piece, at in zip(folded, offsets, strict=True))
