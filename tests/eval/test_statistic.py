"""Intervals and paired tests say the same at every call, and agree with what can be counted by hand."""

from __future__ import annotations

import pytest

from eval.statistic import adjusted, interval, measure, paired


def test_an_interval_is_the_same_at_every_call_and_holds_the_mean() -> None:
    values = [1.0] * 30 + [0.0] * 10
    low, high = interval(values)
    assert (low, high) == interval(list(reversed(values)))
    assert 0.55 < low < 0.75 < high < 0.9
    assert interval([1.0]) == interval([1.0, 1.0]) == (1.0, 1.0)


def test_a_figure_over_nothing_is_absent() -> None:
    assert measure([]) is None
    one = measure([1.0, 0.0])
    assert one is not None and (one.value, one.count) == (0.5, 2)


def test_five_cases_lost_and_none_won_are_one_chance_in_thirty_two() -> None:
    lost = paired([0.0] * 5 + [1.0] * 95, [1.0] * 100, "less")
    assert (lost.won, lost.lost, lost.count) == (0, 5, 100)
    assert lost.p == pytest.approx(1 / 32)
    assert lost.difference == pytest.approx(-0.05)


def test_what_is_lost_and_won_alike_is_chance() -> None:
    assert paired([1.0, 0.0] * 20, [0.0, 1.0] * 20).p > 0.5
    assert paired([1.0] * 8, [1.0] * 8).p == 1.0


def test_a_gain_is_no_loss() -> None:
    assert paired([1.0] * 9, [0.0] * 9, "less").p == 1.0
    assert paired([1.0] * 9, [0.0] * 9).p < 0.01


@pytest.mark.parametrize(("ours", "theirs", "p"), [([0.0], [1.0], 0.5), ([1.0], [0.0], 1.0)])
def test_a_single_case_proves_nothing(ours: list[float], theirs: list[float], p: float) -> None:
    assert paired(ours, theirs, "less").p == p
    assert paired(ours, theirs).p == 1.0


def test_only_the_same_cases_are_compared() -> None:
    with pytest.raises(ValueError, match="1 values against 2"):
        paired([1.0], [1.0, 0.0])


def test_many_tests_make_each_of_them_count_less() -> None:
    assert adjusted([0.01, 0.02, 0.5]) == pytest.approx((0.03, 0.03, 0.5))
    assert adjusted([]) == ()
