"""Clause trees and facts are scored against golden files; what differs in one clause costs that clause only."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval_builders import reading

from eval.structure import GOLDEN, Agreement, score_facts, score_structure, score_tree

TREE = {
    "clauses": [
        {"path": "文头", "begins": "青木市政务公开办法", "ends": "公开办法"},
        {"path": "一", "begins": "一、公开时限。", "ends": "上网发布。"},
        {"path": "二", "begins": "二、公开方式", "ends": "公开方式"},
        {"path": "二/（一）", "begins": "（一）每年", "ends": "办公室负责。"},
        {"path": "二/（二）", "begins": "（二）每季度", "ends": "通报一次。"},
    ]
}


def test_a_tree_that_is_read_as_people_read_it_agrees_wholly() -> None:
    paths, boundaries = score_tree(reading(), TREE)
    assert paths == boundaries == Agreement(5, 5, 5)
    assert paths.f1 == 1.0


def test_a_clause_of_another_place_and_one_that_ends_elsewhere_are_told_apart() -> None:
    moved = {
        "clauses": [*TREE["clauses"][:3], TREE["clauses"][3] | {"path": "三"}, TREE["clauses"][4] | {"ends": "！"}]
    }
    paths, boundaries = score_tree(reading(), moved)
    assert paths == Agreement(4, 5, 5)
    assert boundaries == Agreement(3, 5, 5)
    assert boundaries.f1 == pytest.approx(0.6)


def test_a_fact_that_is_not_read_costs_recall() -> None:
    wanted = {"clause": "一", "kind": "time limit", "value": "20", "unit": "工作日", "qualifier": "内", "trigger": ""}
    agreement = score_facts(reading(), [wanted])
    assert (agreement.precision, agreement.recall) == (1.0, 0.0)


def test_all_golden_files_of_the_repository_are_scored() -> None:
    structure = score_structure()
    assert structure is not None
    assert len(structure.notices) == len([path for path in GOLDEN.glob("*.json") if ".facts" not in path.name])
    assert structure.total.paths.f1 > 0.99 and structure.total.boundaries.f1 > 0.99
    assert structure.total.facts is not None and structure.total.facts.f1 > 0.99


def test_without_golden_files_there_is_no_score(tmp_path: Path) -> None:
    assert score_structure(tmp_path) is None
