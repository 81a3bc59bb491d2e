"""Retrieval figures count every case with gold, found or not."""

from __future__ import annotations

import math

import pytest

from eval.ranking import retrieval_figures


def test_a_case_is_scored_by_the_rank_of_its_clauses() -> None:
    figures = retrieval_figures({"q": {"a", "b"}}, {"q": ["x", "a", "y", "z", "w", "v", "b"]})
    # The gains of the second and the seventh place against those of the first two.
    gain = (1 / math.log2(3) + 1 / math.log2(8)) / (1 + 1 / math.log2(3))
    expected = {"recall@1": 0.0, "recall@5": 0.5, "recall@10": 1.0, "mrr@10": 0.5, "ndcg@10": gain}
    assert figures["q"] == pytest.approx(expected, abs=1e-4)


def test_a_case_for_which_nothing_was_found_counts_as_zero() -> None:
    figures = retrieval_figures({"q": {"a"}, "r": {"b"}}, {"q": ["a"]})
    assert figures["q"]["recall@1"] == 1.0
    assert set(figures["r"].values()) == {0.0}


def test_no_hits_at_all_count_as_zero() -> None:
    assert set(retrieval_figures({"q": {"a"}}, {})["q"].values()) == {0.0}


def test_what_stands_beyond_the_tenth_place_is_not_found() -> None:
    ranked = [str(number) for number in range(10)] + ["a"]
    assert set(retrieval_figures({"q": {"a"}}, {"q": ranked})["q"].values()) == {0.0}
