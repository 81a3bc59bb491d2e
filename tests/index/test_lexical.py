"""Keyword search: what a term is, and that scores do not depend on how clauses are spread over segments."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import KeywordSearch, Postings, ceiling, post, terms_of

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


def over(texts: list[tuple[str, str]]) -> KeywordSearch:
    part = post(texts)
    return KeywordSearch([part], [np.ones(len(part.lengths), np.bool_)])


def weighed(search: KeywordSearch, text: str) -> dict[str, float]:
    return search.importance(dict.fromkeys(terms_of(text), 1.0))


def test_the_clause_that_holds_more_of_the_words_leads() -> None:
    search = over(TEXTS)
    (scores,) = search.score(weighed(search, "申请答复"))
    assert scores.argmax() == 2
    assert scores[1] == scores[3] == 0


def test_a_heading_counts_but_less_than_the_clauses_own_words() -> None:
    search = over([("培训干部", ""), ("安排干部", "培训")])
    (scores,) = search.score(weighed(search, "培训"))
    assert scores[0] > scores[1] > 0


def test_a_term_counts_by_its_weight() -> None:
    search = over(TEXTS)
    (full,), (half,) = (search.score(search.importance({"网站": weight})) for weight in (1.0, 0.5))
    np.testing.assert_allclose(half, full / 2)


def test_no_clause_scores_more_than_the_ceiling() -> None:
    search = over([("申请" * 500, ""), ("答复", "")])
    weights = weighed(search, "申请")
    (scores,) = search.score(weights)
    assert 0.95 * ceiling(weights) < scores[0] < ceiling(weights)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_masked_segments_score_as_one_segment_of_what_is_live(data: st.DataObject) -> None:
    words = st.text(alphabet="政务公开申请答复培训2", max_size=8)
    texts = data.draw(st.lists(st.tuples(words, words), min_size=1, max_size=8))
    cut = data.draw(st.integers(0, len(texts)))
    live = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))))
    parts = KeywordSearch([post(texts[:cut]), post(texts[cut:])], [live[:cut], live[cut:]])
    spread = parts.score(weighed(parts, "公开申请答复2"))
    one = over([text for text, alive in zip(texts, live, strict=True) if alive])
    (whole,) = one.score(weighed(one, "公开申请答复2"))
    np.testing.assert_allclose(np.concatenate(spread)[live], whole)
    assert not np.concatenate(spread)[~live].any()


def test_a_rare_term_tells_more() -> None:
    told = over(TEXTS).importance(dict.fromkeys(["申请", "网站", "没有"], 1.0))
    assert told["没有"] > told["网站"] > told["申请"]


def test_postings_survive_the_disk(tmp_path: Path) -> None:
    written = post(TEXTS)
    written.save(tmp_path)
    read = Postings.load(tmp_path)
    for term in ("申请", "2", "没有"):
        np.testing.assert_array_equal(read.of(term)[0], written.of(term)[0])
