"""Keyword search: what a term is, and that scores do not depend on how clauses are spread over segments."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import Postings, post, rarities, score, terms_of

TEXTS = [("收到申请二十日内答复", "依申请公开"), ("每年培训2次", "培训"), ("公开申请答复文书", ""), ("网站", "平台")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("政务公开", ["政务", "务公", "公开"], id="pairs of characters"),
        pytest.param("政 务\n公开", ["政务", "务公", "公开"], id="white space inside Chinese says nothing"),
        pytest.param("政務公開", ["政务", "务公", "公开"], id="Traditional is Simplified"),
        pytest.param("二十个工作日", ["20", "个工", "工作", "作日"], id="a Chinese numeral is a number"),
        pytest.param("２０２１年", ["2021", "年"], id="full width is half width"),
        pytest.param("APP 2.5%", ["app", "2.5"], id="Latin words and decimals"),
        pytest.param("，。", [], id="marks are no terms"),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms_of(text) == expected


def everything(parts: list[Postings]) -> list[np.ndarray]:
    return [np.ones(len(part.lengths), np.bool_) for part in parts]


def test_the_clause_that_holds_more_of_the_words_leads() -> None:
    parts = [post(TEXTS)]
    (scores,) = score(dict.fromkeys(terms_of("申请答复"), 1.0), parts, everything(parts))
    assert scores.argmax() == 2
    assert scores[1] == scores[3] == 0


def test_a_heading_counts_but_less_than_the_clauses_own_words() -> None:
    parts = [post([("培训干部", ""), ("安排干部", "培训")])]
    (scores,) = score({"培训": 1.0}, parts, everything(parts))
    assert scores[0] > scores[1] > 0


def test_a_term_counts_by_its_weight() -> None:
    parts = [post(TEXTS)]
    (full,), (half,) = (score({"网站": weight}, parts, everything(parts)) for weight in (1.0, 0.5))
    np.testing.assert_allclose(half, full / 2)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_masked_segments_score_as_one_segment_of_what_is_live(data: st.DataObject) -> None:
    words = st.text(alphabet="政务公开申请答复培训2", max_size=8)
    texts = data.draw(st.lists(st.tuples(words, words), min_size=1, max_size=8))
    cut = data.draw(st.integers(0, len(texts)))
    live = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))))
    query = dict.fromkeys(terms_of("公开申请答复2"), 1.0)
    spread = score(query, [post(texts[:cut]), post(texts[cut:])], [live[:cut], live[cut:]])
    kept = [text for text, alive in zip(texts, live, strict=True) if alive]
    (whole,) = score(query, [post(kept)], [np.ones(len(kept), np.bool_)])
    np.testing.assert_allclose(np.concatenate(spread)[live], whole)
    assert not np.concatenate(spread)[~live].any()


def test_a_rare_term_tells_more() -> None:
    parts = [post(TEXTS)]
    told = rarities(["申请", "网站", "没有"], parts, everything(parts))
    assert told["没有"] > told["网站"] > told["申请"]


def test_postings_survive_the_disk(tmp_path: Path) -> None:
    written = post(TEXTS)
    written.save(tmp_path)
    read = Postings.load(tmp_path)
    for term in ("申请", "2", "没有"):
        np.testing.assert_array_equal(read.of(term)[0], written.of(term)[0])
