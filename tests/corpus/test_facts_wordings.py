"""Wordings: the ways in which notices state limits, dates, counts, channels, recipients and names of units."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_builders import read_lines

from corpus import CorpusError, FactKind
from corpus.facts.aliases import names_of, read_units
from corpus.facts.basis import find_basis
from corpus.facts.channels import find_channels
from corpus.facts.figures import find_figures
from corpus.facts.recipients import find_recipients
from corpus.facts.units import find_units
from corpus.facts.year import FROM_NOTICE, RECURS, full_date


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("会议召开10日前通知。", ["time limit|10|日|前|召开10日前"]),
        ("应当在举行听证的七日前告知。", ["time limit|7|日|前|举行听证的七日前"]),
        ("3—5个工作日内办结。", ["time limit|3-5|工作日|内|3—5个工作日内"]),
        ("收到申请当日转办。", ["time limit|当日|||收到申请当日"]),
        ("符合条件的即时办结。", ["time limit|即时|||即时"]),
        ("24小时内回应。", ["time limit|24|小时|内|24小时内"]),
        ("一周内整改。", ["time limit|1|周|内|一周内"]),
        ("半年内完成。", ["time limit|半|年|内|半年内"]),
        ("自形成之日起满二十年移交。", ["time limit|20|年|满|自形成之日起满二十年"]),
        ("保存期限不得低于6年。", ["time limit|6|年|不得低于|不得低于6年"]),
        ("公示期为7天。", ["time limit|7|天||期为7天"]),
        ("在活动前10个工作日发布公告。", ["time limit|10|工作日||活动前10个工作日"]),
        ("届满前三十日提出续期申请。", ["time limit|30|日||届满前三十日"]),
        ("开考前30分钟入场。", ["time limit|30|分钟||开考前30分钟"]),
        ("录像至少留存30日备查。", ["time limit|30|日|至少|至少留存30日"]),
        ("结果至少公示10日。", ["time limit|10|日|至少|至少公示10日"]),
        ("公布后30日施行。", ["time limit|30|日||公布后30日"]),
    ],
)
def test_a_time_limit_is_read_however_it_is_worded(sentence: str, facts: list[str]) -> None:
    assert _figures(sentence) == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("于次月5日前报送。", ["date|---05||前|次月5日前"]),
        ("每月10日前报送。", ["frequency|月|||每月", "date|---10||前|每月10日前"]),
        ("请于10日前反馈。", ["date|---10||前|10日前"]),
        ("第三季度前完成。", ["date|--09-30||前|第三季度前"]),
        ("2021年三季度末完成。", ["date|2021-09-30|||2021年三季度末"]),
        ("上半年前完成。", ["date|--06-30||前|上半年前"]),
        ("2021年内建成。", ["date|2021-12-31||内|2021年内"]),
        ("2024年2月底前办完。", ["date|2024-02-29||前|2024年2月底前"]),
        ("本办法自5月1日起施行。", ["date|--05-01||起|5月1日起"]),
        ("六月三十日前移交。", ["date|--06-30||前|六月三十日前"]),
        ("一季度情况良好，第三季度继续。", []),
    ],
)
def test_a_date_keeps_what_is_printed_of_it(sentence: str, facts: list[str]) -> None:
    assert _figures(sentence) == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("一年两次。", ["frequency|2|次||一年两次"]),
        ("一季度一次。", ["frequency|1|次||一季度一次"]),
        ("每半年开展督查。", ["frequency|半年|||每半年"]),
        ("召开2场新闻发布会。", ["quota|2|场||2场"]),
        ("打造5至10个示范点。", ["quota|5-10|个||5至10个"]),
        ("新增企业10家、“专精特新”企业15家。", ["quota|10|家||10家", "quota|15|家||15家"]),
        ("处五百元以上五千元以下罚款。", ["quota|500|元|以上|五百元以上", "quota|5000|元|以下|五千元以下"]),
        ("力争压减10个百分点以上。", ["percentage|10|百分点|以上|10个百分点以上"]),
        ("增长6%左右。", ["percentage|6|%|左右|6%左右"]),
        ("增长5%-7%。", ["percentage|5-7|%||5%-7%"]),
        ("不少于三分之二。", ["percentage|2/3||不少于|不少于三分之二"]),
        ("由两个以上机关办理的，指定一个牵头部门。", ["quota|1|个||一个"]),
        ("抓好“三个一批”，开展“五个”行动。", []),
    ],
)
def test_a_count_or_share_is_read_with_its_bound_or_range(sentence: str, facts: list[str]) -> None:
    assert _figures(sentence) == facts


def _figures(sentence: str) -> list[str]:
    found = sorted(find_figures(sentence), key=lambda fact: (fact.start, fact.end))
    return [f"{f.kind}|{f.value}|{f.unit}|{f.qualifier}|{sentence[f.start : f.end]}" for f in found]


@pytest.mark.parametrize(
    ("sentence", "channels"),
    [
        ("通过政府网站、政府公报以及报刊等渠道及时公开。", ["政府网站", "政府公报", "报刊"]),
        ("以书面形式提出意见。", ["书面"]),
        ("采用图解、短视频等群众喜闻乐见的形式解读。", ["图解", "短视频"]),
        ("在县政府门户网站集中公布。", ["县政府门户网站"]),
        ("利用省、市主流媒体解读。", ["省、市主流媒体"]),
        ("畅通电子信箱、热线电话等投诉举报渠道。", ["电子信箱", "热线电话"]),
        ("通过多种形式及时公开。", []),
        ("以股份合作等方式承接产业转移。", []),
        ("通过自建网站销售商品。", []),
        ("加快建设政府网站。", []),
    ],
)
def test_a_channel_is_what_something_is_published_heard_or_handled_by(sentence: str, channels: list[str]) -> None:
    assert [found.value for found in find_channels(sentence)] == channels


@pytest.mark.parametrize(
    ("sentence", "recipients"),
    [
        ("向市政府办公室报送总结。", [("市政府办公室", "报送")]),
        ("报本级人民政府批准后实施。", [("本级人民政府", "批准")]),
        ("定期向市司法局、市档案馆提交报告。", [("市司法局", "提交"), ("市档案馆", "提交")]),
        ("移送公安机关或者人民检察院依法查处。", [("公安机关", "移送"), ("人民检察院", "移送")]),
        ("向社会公布，并书面告知申请人。", []),
        ("编制年度工作报告。", []),
    ],
)
def test_a_recipient_is_the_body_that_something_goes_to(sentence: str, recipients: list[tuple[str, str]]) -> None:
    assert [(found.value, found.qualifier) for found in find_recipients(sentence)] == recipients


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("由其上级机关、单位责令改正。", ["其上级机关、单位"]),
        ("由文书部门或者业务部门收集齐全。", ["文书部门", "业务部门"]),
        ("县级以上人民政府档案主管部门负责本行政区域的档案工作。", ["县级以上人民政府档案主管部门"]),
        ("由其负责人决定，由申请人承担。", ["其负责人"]),
    ],
)
def test_a_law_makes_a_body_responsible_by_a_sentence(sentence: str, units: list[str]) -> None:
    assert [found.value for found in find_units(sentence)] == units


def test_a_decree_number_belongs_to_the_words_of_the_document_cited() -> None:
    words = "根据《档案法实施条例》（国务院令第772号）制定。"
    (found,) = find_basis(words, "某市档案管理办法")
    assert words[found.start : found.end] == "《档案法实施条例》（国务院令第772号）"


def test_a_law_of_the_same_kind_is_not_the_notice_itself() -> None:
    assert [found.value for found in find_basis("依照《信访条例》办理", "某省信访条例")] == ["信访条例"]


def test_names_of_one_unit_are_known_from_the_keepers_table() -> None:
    assert "信息办" in names_of("信息中心")
    assert "发展改革委" in names_of("发改局")
    assert "政务服务中心" not in names_of("信息中心")
    assert names_of("司法局") == {"司法局"}


@pytest.mark.parametrize("lines", ["信息办\n", "信息办\t信息中心\n网信办\t信息中心\n"])
def test_a_table_of_units_that_is_not_clear_is_refused_with_the_line(tmp_path: Path, lines: str) -> None:
    table = tmp_path / "units.tsv"
    table.write_text(lines, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"units\.tsv, line \d"):
        read_units(table)


def test_a_date_without_a_year_takes_the_notices_year_and_says_so() -> None:
    lines = ("青木市2031年工作要点", "一、时限。11月底前完成。每年1月31日前发布。2030年6月底前建成。")
    reading = read_lines(*lines)
    dates = [fact for fact in reading.facts if fact.kind == FactKind.DATE]
    notice = reading.notice
    assert [full_date(fact, notice) for fact in dates] == [
        ("2031-11-30", FROM_NOTICE),
        ("--01-31", RECURS),
        ("2030-06-30", ""),
    ]


def test_the_subject_of_a_channel_is_what_the_whole_list_serves() -> None:
    reading = read_lines("一、公开。通过政府网站、公告栏等渠道公开财政信息。", "二、其他。")
    assert {fact.subject for fact in reading.facts} == {"通过等渠道公开财政信息"}
