"""Duties: all tasks of a unit, in counted groups, each kept apart from the others."""

from __future__ import annotations

import pytest

from assistant.compose.duties import duties_draft, group_duties, unit_in
from assistant.draft import Draft
from assistant.verify import verify
from corpus import Reading
from tests.assistant.notice_builders import COUNTY, OTHER, a_notice, ask

CLAUSES = (
    "（一）公开目录。公布目录。（责任单位：县司法局，县政府各部门）",
    "（二）办理申请。按期答复。（责任单位：县政府各部门）",
    "（三）开展培训。组织培训。（责任单位：县有关部门）",
    "（四）更新网站。更新栏目。（责任单位：县财政局，各乡镇政府）",
    "（五）回应关切。及时回应。（责任单位：县公安局等）",
    "（六）归档文件。按期归档。",
)
YUNXI = a_notice("云溪县", number="云政办发〔2021〕7号", region=COUNTY, clauses=CLAUSES)
QINGHE = a_notice("青禾县", number="青政办发〔2021〕8号", region=OTHER, clauses=CLAUSES)


def bound(unit: str, *readings: Reading) -> dict[str, list[str]]:
    """Return the last steps of the paths of a unit's duties, by group."""
    groups = group_duties(unit, readings or (YUNXI,))
    return {group.name: [clause.path[-1] for clause, _, _ in group.duties] for group in groups}


def drafted(question: str, *readings: Reading) -> Draft | None:
    read = ask(question, *readings)
    places = {reading.notice.id: reading.notice.region[-1] for reading in readings}
    return duties_draft(read, unit_in(read, readings), readings, places)


def test_a_units_duties_are_named_collective_or_possible() -> None:
    assert bound("县司法局") == {"named": ["（一）"], "collective": ["（二）"], "possible": ["（三）", "（五）"]}


def test_a_unit_without_its_rank_is_the_same_unit() -> None:
    assert bound("司法局")["named"] == bound("县司法局")["named"]


def test_a_unit_whose_name_only_begins_alike_is_another_unit() -> None:
    assert bound("县司法局法制科")["named"] == []


def test_no_clause_is_counted_twice() -> None:
    paths = [path for group in bound("县司法局").values() for path in group]
    assert len(paths) == len(set(paths))


def test_a_government_is_not_one_of_the_departments() -> None:
    assert bound("各乡镇政府") == {"named": ["（四）"], "collective": [], "possible": []}


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        pytest.param("县司法局有哪些任务？", "县司法局", id="as the notice writes it"),
        pytest.param("县教育局负责哪些工作？", "县教育局", id="a unit that no notice names"),
        pytest.param("有哪些任务？", "", id="no unit"),
        pytest.param("哪些部门有任务？", "", id="a question for the unit itself"),
    ],
)
def test_the_unit_asked_about_is_found(question: str, unit: str) -> None:
    assert unit_in(ask(question, YUNXI), [YUNXI]) == unit


def test_a_unit_asked_about_without_its_rank_has_the_same_duties() -> None:
    assert bound(unit_in(ask("司法局要做哪些工作？", YUNXI), [YUNXI])) == bound("县司法局")


def test_an_answer_counts_each_group_and_every_claim_holds() -> None:
    draft = drafted("县司法局有哪些任务？", YUNXI)
    assert draft is not None
    assert "1" in draft.summary and "2" in draft.summary and "县司法局" in draft.summary
    verdict = verify(draft)
    assert verdict.dropped == ()
    assert [claim.words for claim in verdict.kept] == ["公开目录"]
    assert any("（二）" in line for line in draft.extras)


def test_a_unit_that_is_bound_only_through_a_collective_gets_those_duties() -> None:
    draft = drafted("县教育局负责哪些工作？", YUNXI)
    assert draft is not None
    assert "县政府各部门" in draft.summary
    assert [claim.passages[0].clause.path[-1] for claim in draft.claims] == ["（一）", "（二）"]


def test_duties_of_several_notices_name_their_places() -> None:
    draft = drafted("县司法局有哪些任务？", YUNXI, QINGHE)
    assert draft is not None
    assert {claim.place for claim in draft.claims} == {"云溪县", "青禾县"}


def test_a_unit_that_no_duty_can_bind_gets_no_list() -> None:
    reading = a_notice(clauses=("（一）归档文件。按期归档。",))
    assert drafted("县司法局有哪些任务？", reading) is None
