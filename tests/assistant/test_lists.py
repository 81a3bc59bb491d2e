"""Lists: every clause that binds a unit, every sentence with a fact of a kind; counted, and cited one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.compose.binding import Bound, bindings
from assistant.compose.lists import topic_draft, unit_draft
from assistant.compose.topic import topic_asked, topic_items
from assistant.compose.unit import Unit, unit_asked
from assistant.draft import Draft
from assistant.question import Question
from assistant.reader import Reader
from assistant.verify import verify
from corpus import Reading, read_folder
from tests.assistant.notice_builders import COUNTY, OTHER, a_notice, ask, by_id, rarity_of

ROOT = Path(__file__).parents[2]
LABELS = [json.loads(line) for line in Path(__file__).with_name("list_labels.jsonl").read_text("utf-8").splitlines()]
"""Lists that people wrote by reading three invented notices and two of the corpus, never by running the program."""

CLAUSES = (
    "（一）公开目录。公布目录。（责任单位：县司法局，县政府各部门）",
    "（二）办理申请。按期答复。（责任单位：县政府各部门）",
    "（三）开展培训。组织培训。（责任单位：县有关部门）",
    "（四）更新网站。更新栏目。（责任单位：县财政局，各乡镇政府）",
    "（五）回应关切。及时回应。（责任单位：县公安局等）",
    "（六）归档文件。按期归档。",
    "（七）审核发布。由县网信办会同县司法局组织实施，向县财政局报告。",
)
YUNXI = a_notice("云溪县", number="云政办发〔2021〕7号", region=COUNTY, clauses=CLAUSES)
QINGHE = a_notice("青禾县", number="青政办发〔2021〕8号", region=OTHER, clauses=CLAUSES)


@cache
def shelf(kind: str) -> tuple[tuple[Reading, ...], Reader]:
    """Return the notices that labels of `kind` were written for, and a reader of questions over them."""
    folder = ROOT / ("eval/corpus" if kind == "x" else "corpus/notices")
    readings = read_folder(folder)[0]
    return readings, Reader({key: each.notice for key, each in by_id(*readings).items()}, rarity_of(*readings))


def asked(label: Mapping[str, Any]) -> tuple[Question, list[Reading]]:
    readings, reader = shelf(label["doc"][0])
    question = reader.read(label["question"])
    scope = question.scope.notices
    return question, [reading for reading in readings if scope is None or reading.notice.id in scope]


@pytest.mark.parametrize("label", [each for each in LABELS if "groups" in each], ids=lambda each: each["id"])
def test_the_list_of_a_unit_is_the_one_that_a_reader_wrote(label: Mapping[str, Any]) -> None:
    question, readings = asked(label)
    unit = unit_asked(question, readings)
    assert unit is not None
    here = [found for found in bindings(unit, readings) if found.reading.notice.source.startswith(label["doc"])]
    for bound in Bound:
        listed = [found.clause.label for found in here if found.bound == bound]
        assert sorted(listed) == sorted(label["groups"][bound]), bound


@pytest.mark.parametrize("label", [each for each in LABELS if "items" in each], ids=lambda each: each["id"])
def test_the_list_on_a_topic_is_the_one_that_a_reader_wrote(label: Mapping[str, Any]) -> None:
    question, readings = asked(label)
    topic = topic_asked(question)
    assert topic is not None
    here = [item for item in topic_items(topic, readings) if item.reading.notice.source.startswith(label["doc"])]
    found = [(item.clause.label, re.sub(r"\s", "", item.words)) for item in here]
    wanted = [tuple(re.sub(r"\s", "", each).split("|")) for each in label["items"]]
    missed = [want for want in wanted if not any(path == want[0] and want[1] in words for path, words in found)]
    assert missed == []
    assert len(found) == len(wanted)


def bound(name: str, *readings: Reading) -> dict[str, list[str]]:
    """Return the last steps of the paths of a unit's duties, by group."""
    shown = readings or (YUNXI,)
    unit = unit_asked(ask(f"{name}有哪些任务？", *shown), shown)
    found = bindings(unit, shown) if unit else ()
    return {group: [each.clause.path[-1] for each in found if each.bound == group] for group in Bound}


def drafted(question: str, *readings: Reading) -> Draft | None:
    read = ask(question, *readings)
    places = {reading.notice.id: reading.notice.region[-1] for reading in readings}
    unit, topic = unit_asked(read, readings), topic_asked(read)
    if unit:
        return unit_draft(read, unit, readings, places)
    return topic_draft(read, topic, readings, places) if topic else None


def test_a_units_duties_are_named_collective_or_possible() -> None:
    assert bound("县司法局") == {
        "named": ["（一）", "（七）"],
        "collective": ["（二）"],
        "possible": ["（三）", "（五）"],
    }


def test_a_unit_that_is_only_reported_to_is_not_bound() -> None:
    assert bound("县财政局")["named"] == ["（四）"]


def test_a_party_office_is_none_of_the_governments_departments_for_sure() -> None:
    assert bound("县网信办") == {
        "named": ["（七）"],
        "collective": [],
        "possible": ["（一）", "（二）", "（三）", "（五）"],
    }


def test_a_unit_without_its_rank_is_the_same_unit() -> None:
    assert bound("司法局")["named"] == bound("县司法局")["named"]


def test_a_unit_of_another_rank_is_another_unit() -> None:
    assert bound("市司法局") == {"named": [], "collective": [], "possible": []}


def test_a_unit_whose_name_only_begins_alike_is_another_unit() -> None:
    assert bound("县司法局法制科")["named"] == []


def test_a_unit_is_found_by_its_full_name_and_by_its_short_one() -> None:
    reading = a_notice(clauses=("（一）回应关切。及时回应。（责任单位：县人力资源和社会保障局）",))
    assert bound("县人社局", reading)["named"] == bound("县人力资源和社会保障局", reading)["named"] == ["（一）"]


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
        pytest.param("云溪县教育局负责哪些工作？", "县教育局", id="behind its place"),
        pytest.param("有哪些任务？", "", id="no unit"),
        pytest.param("哪些部门有任务？", "", id="a question for the unit itself"),
    ],
)
def test_the_unit_asked_about_is_found(question: str, unit: str) -> None:
    found = unit_asked(ask(question, YUNXI), [YUNXI])
    assert (found.name if found else "") == unit


def test_every_clause_of_every_group_is_listed_with_its_citation_and_holds() -> None:
    draft = drafted("县司法局有哪些任务？", YUNXI)
    assert draft is not None
    verdict = verify(draft)
    assert verdict.dropped == ()
    assert [claim.passages[0].clause.path[-1] for claim in verdict.kept] == [
        "（一）",
        "（七）",
        "（二）",
        "（三）",
        "（五）",
    ]
    assert verdict.kept[0].group.startswith("点名负责2项")
    assert all(len(claim.passages) == 1 for claim in verdict.kept)
    assert "点名负责2项" in draft.summary and "1项" in draft.summary


def test_a_question_for_what_names_a_unit_lists_that_and_counts_the_rest() -> None:
    draft = drafted("哪些任务点名要县司法局负责？", YUNXI)
    assert draft is not None
    assert [claim.passages[0].clause.path[-1] for claim in draft.claims] == ["（一）", "（七）"]
    assert "2项" in draft.extras[0]


def test_duties_of_several_notices_name_their_places() -> None:
    draft = drafted("县司法局有哪些任务？", YUNXI, QINGHE)
    assert draft is not None
    assert {claim.place for claim in draft.claims} == {"云溪县", "青禾县"}


def test_a_unit_that_no_duty_can_bind_gets_no_list() -> None:
    reading = a_notice(clauses=("（一）归档文件。按期归档。",))
    assert drafted("县司法局有哪些任务？", reading) is None


def test_a_list_of_last_days_tells_those_due_then_from_those_due_earlier() -> None:
    reading = a_notice(
        clauses=(
            "（一）目录。各部门于6月底前公布目录。",
            "（二）总结。9月30日前报送总结。",
            "（三）年报。次年1月31日前公布年报。",
        )
    )
    draft = drafted("哪些事要在9月底前完成？", reading)
    assert draft is not None
    assert [claim.passages[0].clause.path[-1] for claim in draft.claims] == ["（二）", "（一）", "（三）"]
    assert "期限更早" in draft.claims[1].group
    assert verify(draft).dropped == ()


def test_a_list_in_english_leaves_the_notices_words_as_they_are() -> None:
    reading = a_notice(clauses=("（一）目录。各部门于11月底前公布目录。",))
    draft = drafted("What tasks must be done by the end of November?", reading)
    assert draft is not None
    assert "11月底前公布目录" in draft.claims[0].words
    assert verify(draft).dropped == ()


@pytest.mark.parametrize(
    "question",
    [
        "主动公开文件几天内要上网？",
        "每年培训几次？",
        "What is the deadline for publishing the directory?",
        "政府公报由哪些部门负责？",
        "各地的上网期限有哪些不同？",
    ],
)
def test_a_question_for_one_figure_or_office_is_no_list(question: str) -> None:
    assert topic_asked(ask(question, YUNXI)) is None


def test_a_collective_is_named_whole_where_places_stand_before_it() -> None:
    reading = a_notice(clauses=("（一）解读。各区县各部门负责本领域的政策解读。",))
    found = bindings(Unit("教育局", "", frozenset({"教育局"})), [reading])
    assert [(one.words, one.bound) for one in found] == [("各区县各部门", Bound.COLLECTIVE)]
