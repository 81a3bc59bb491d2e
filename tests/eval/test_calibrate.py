"""Calibrate: samples of questions, forests that say how sure to be, and what each threshold gives away."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.measures import NAMES
from eval.calibrate import THRESHOLDS, Told, tell, tell_unseen, trades
from eval.forest import grow
from eval.samples import Sample, notices_of, stacked, unrated, written_samples
from index.training.written import Invented, Questions

CLAUSES = (
    Invented(
        "青禾县政务公开工作要点",
        ("一、主动公开",),
        "主动公开文件印发后20个工作日内上网发布。",
        Questions(
            "文件几个工作日内上网？", ("红头文件多久挂出去？",), ("How soon go files online?",), ("谁审核文件？",)
        ),
    ),
    Invented(
        "青禾县政务公开工作要点",
        ("二、业务培训", "（一）次数"),
        "全县每年组织业务培训不少于4次。",
        Questions(
            "每年组织业务培训几次？", ("一年上几回课？",), ("How often is training held?",), ("培训经费多少元？",)
        ),
    ),
    Invented(
        "青禾县政务公开工作要点",
        ("二、业务培训", "（二）对象"),
        "新任工作人员上岗前接受培训。",
        Questions("谁在上岗前接受培训？", ("新来的要不要学？",), ("Who is trained first?",), ("培训在哪里举办？",)),
    ),
)


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return list(written_samples(notices_of(CLAUSES)))


def test_each_written_question_is_a_sample_and_one_more_without_its_clause(samples: list[Sample]) -> None:
    assert len(samples) == 3 * (3 + 3 + 1)
    assert {sample.group for sample in samples} == {"青禾县政务公开工作要点"}
    assert sum(sample.answerable for sample in samples) == 3 * 3
    assert all(sample.measures.shape == (len(sample.right), len(NAMES)) for sample in samples)


def test_only_the_clause_that_a_question_was_written_to_is_right(samples: list[Sample]) -> None:
    assert all(sample.right.sum() <= 1 for sample in samples)
    assert not any(sample.right.any() for sample in samples if not sample.answerable)
    assert sum(sample.right.any() for sample in samples) >= 7


def test_without_the_reranker_its_word_tells_nothing(samples: list[Sample]) -> None:
    column = NAMES.index("rated")
    assert len({value for sample in samples for value in sample.measures[:, column]}) > 1
    assert {value for sample in samples for value in unrated(sample).measures[:, column]} == {0.0}


def planted(seed: int, count: int) -> list[Sample]:
    """Return samples in which evidence is right when its first measure is above 0, in most of them."""
    rng = np.random.default_rng(seed)
    rows = [rng.normal(size=(3, len(NAMES))) for _ in range(count)]
    answerable = [at % 3 > 0 for at in range(count)]
    groups = [f"notice {at % 10}" for at in range(count)]
    return [
        Sample(group, 1.0, can, row, (row[:, 0] > 0) & can)
        for group, can, row in zip(groups, answerable, rows, strict=True)
    ]


def test_a_forest_is_surer_of_what_is_right() -> None:
    forest = grow(*stacked(planted(1, 300)))
    told = tell(planted(2, 90), forest)
    sure = [one.confidence for one in told if one.is_right]
    unsure = [one.confidence for one in told if one.answerable and not one.is_right]
    assert np.mean(sure) > np.mean(unsure) + 0.2


def test_every_sample_is_told_by_a_forest_that_did_not_learn_from_its_notice() -> None:
    samples = planted(3, 60)
    assert [one.answerable for one in tell_unseen(samples)] == [sample.answerable for sample in samples]


def test_what_was_found_nothing_for_is_nothing_sure() -> None:
    nothing = Sample("notice", 1.0, True, np.zeros((0, len(NAMES))), np.zeros(0, np.bool_))
    assert tell([nothing], grow(*stacked(planted(1, 60)))) == [Told(0.0, is_right=False, answerable=True)]


def test_a_higher_threshold_withholds_more_and_gives_fewer_wrong_ones() -> None:
    told = [Told(0.9, True, True), Told(0.42, True, True), Told(0.44, False, True), Told(0.7, False, False)]
    at = {trade.threshold: trade for trade in trades(told)}
    assert len(at) == len(THRESHOLDS)
    assert (at[0.4].withheld, at[0.4].wrong, at[0.4].answered_unanswerable) == (0, 1, 1)
    assert (at[0.5].withheld, at[0.5].wrong, at[0.5].answered_unanswerable) == (1, 0, 1)
    assert (at[0.8].withheld, at[0.8].wrong, at[0.8].answered_unanswerable) == (1, 0, 0)
