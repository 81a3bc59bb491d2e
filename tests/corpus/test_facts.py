"""Facts: what the five notices state equals the list that a reader wrote; small sentences give the facts they state."""

from __future__ import annotations

from collections import Counter

import pytest
from corpus_builders import golden, golden_source, read_lines, squeeze

from corpus import read_file
from corpus.facts.basis import find_basis
from corpus.facts.figures import find_figures
from corpus.facts.units import find_units

_Row = tuple[str, str, str, str, str, str, bool, str]


def _row(path: str, fact: dict[str, object]) -> _Row:
    words = (
        "" if fact["kind"] == "frequency" else squeeze(str(fact["words"]))
    )  # how much of 每季度通报一次 is a matter of taste
    kind, value, unit, qualifier, trigger = (
        str(fact[key]) for key in ("kind", "value", "unit", "qualifier", "trigger")
    )
    return path, kind, value, unit, qualifier, trigger, bool(fact["open"]), words


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_facts_of_a_real_notice_equal_the_golden_list(number: str) -> None:
    reading = read_file(golden_source(f"{number}.json"))
    paths = {clause.id: "/".join(clause.path) for clause in reading.clauses}
    read = Counter(
        _row(
            paths[fact.clause_id],
            {
                "kind": fact.kind,
                "value": fact.value,
                "unit": fact.unit,
                "qualifier": fact.qualifier,
                "trigger": fact.trigger,
                "open": fact.open,
                "words": reading.notice.text[fact.start : fact.end],
            },
        )
        for fact in reading.facts
    )
    # Channels and recipients are labelled in a file of their own: test_facts_scores.py.
    read = Counter({row: count for row, count in read.items() if row[1] not in ("channel", "recipient")})
    want = Counter(_row(fact["clause"], fact) for fact in golden(f"{number}.facts.json"))
    assert (list((want - read).elements()), list((read - want).elements())) == ([], []), "(missed, invented)"


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "应当自收到申请之日起20个工作日内予以答复。",
            ["time limit|20|工作日|内|收到申请之日起|自收到申请之日起20个工作日内"],
        ),
        ("应当在文件印发后七日内公开。", ["time limit|7|日|内|印发后|印发后七日内"]),
        ("从受理之日起2个月内办结。", ["time limit|2|个月|内|受理之日起|从受理之日起2个月内"]),
        ("经批准可以延长二十个工作日。", ["time limit|20|工作日|延长||延长二十个工作日"]),
        ("应当提前5个工作日向社会公告。", ["time limit|5|工作日|提前||提前5个工作日"]),
        ("不得超过三个月。", ["time limit|3|个月|不得超过||不得超过三个月"]),
        (
            "在1个工作日内转办，3个工作日内办结。",
            ["time limit|1|工作日|内||1个工作日内", "time limit|3|工作日|内||3个工作日内"],
        ),
        ("于2020年6月30日前完成。", ["date|2020-06-30||前||2020年6月30日前"]),
        ("每年3月31日前发布年度报告。", ["date|--03-31||前||每年3月31日前"]),
        ("2021年底前建成。", ["date|2021-12-31||前||2021年底前"]),
        ("年内完成整改。", ["date|--12-31||内||年内"]),
        ("6月中旬前报送。", ["date|--06-20||前||6月中旬前"]),
        ("自2020年5月1日起施行。", ["date|2020-05-01||起||2020年5月1日起"]),
        ("每季度至少解读1次。", ["frequency|1|次|至少||每季度至少解读1次"]),
        ("每年举办开放日不少于2次。", ["frequency|2|次|不少于||每年举办开放日不少于2次"]),
        ("每半年通报一次。", ["frequency|1|次|||每半年通报一次"]),
        ("办结率不低于98%。", ["percentage|98|%|不低于||不低于98%"]),
        ("达到百分之九十五以上。", ["percentage|95|%|以上||达到百分之九十五以上"]),
        ("配备2名以上专职人员。", ["quota|2|名|以上||2名以上"]),
        ("打造不少于10个示范点。", ["quota|10|个|不少于||不少于10个"]),
        ("各单位应当及时公开，一是统一平台，二是依照第二十条第三款办理。", []),
        ("2019年工作回顾，2020年1—6月情况。", []),
    ],
)
def test_a_sentence_gives_the_figures_that_it_states(sentence: str, facts: list[str]) -> None:
    read = [
        f"{found.kind}|{found.value}|{found.unit}|{found.qualifier}|{found.trigger}|{sentence[found.start : found.end]}"
        for found in find_figures(sentence)
    ]
    assert read == facts


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("（责任单位：市司法局、市财政局等）", [("市司法局", "", True), ("市财政局", "", True)]),
        (
            "牵头单位：市政府办公室；配合单位：各县区政府",
            [("市政府办公室", "牵头单位", False), ("各县区政府", "配合单位", False)],
        ),
        ("责任单位：市政府各部门、单位", [("市政府各部门、单位", "", False)]),
        ("由市教育局负责组织实施。", [("市教育局", "", False)]),
        ("由市发展改革委会同市统计局编制。", [("市发展改革委", "", False)]),
        ("市财政局、市审计局负责监督。", [("市财政局", "", False), ("市审计局", "", False)]),
        ("由县级以上地方人民政府规定的事项除外。", []),
    ],
)
def test_a_sentence_gives_the_units_that_it_makes_responsible(
    sentence: str, units: list[tuple[str, str, bool]]
) -> None:
    assert [(found.value, found.qualifier, found.open) for found in find_units(sentence)] == units


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("根据《中华人民共和国政府信息公开条例》规定", [("中华人民共和国政府信息公开条例", False)]),
        ("按照《公开指引》《公开标准》等要求", [("公开指引", False), ("公开标准", True)]),
        ("《关于转发〈公开办法〉的通知》（青政办〔2020〕3号）", [("关于转发〈公开办法〉的通知", False)]),
        ("在《青木日报》刊登", []),
        ("《青木市公开要点》印发给你们", []),
    ],
)
def test_a_sentence_gives_the_documents_that_it_cites_but_not_the_notice_itself(
    sentence: str, cited: list[tuple[str, bool]]
) -> None:
    own_title = "关于印发青木市公开要点的通知"
    assert [(found.value, found.open) for found in find_basis(sentence, own_title)] == cited


def test_a_fact_says_what_it_is_about() -> None:
    reading = read_lines("一、公开时限。规范性文件印发后20个工作日内公开。", "二、其他。")
    (fact,) = reading.facts
    assert (fact.subject, fact.clause_id) == ("规范性文件公开", reading.clauses[0].id)
