"""Header: title, number, office, dates, basis, place and term, from the letterhead and the text alone."""

from __future__ import annotations

import datetime as dt

import pytest
from corpus_builders import dropped, read_lines

from corpus.header import cited_numbers, normal_number, parse_date, region_of
from corpus.reading import Reading

TITLE = "青木市人民政府办公室关于印发青木市政务公开工作要点的通知"


def _notice(*front: str, signed: str = "2020年3月1日", tail: tuple[str, ...] = ()) -> Reading:
    letter = ("各县区人民政府：", "《青木市政务公开工作要点》已经市政府同意，现印发给你们，请认真贯彻落实。")
    return read_lines(
        *front,
        *letter,
        "青木市人民政府办公室",
        signed,
        "青木市政务公开工作要点",
        "一、加强公开。",
        "二、加强解读。",
        *tail,
    )


def test_a_title_in_several_lines_is_joined_without_the_breaks() -> None:
    reading = _notice("青政办发〔2020〕8号", "青木市人民政府办公室", "关于印发青木市政务公开", "工作要点的通知")
    assert reading.notice.title == TITLE


def test_what_stands_below_the_title_is_not_part_of_it() -> None:
    reading = read_lines(
        "# 青木市公开条例",
        "2009年6月25日 青木市第三届人民代表大会常务委员会第二次会议通过",
        "第一条 为了公开。",
        "第二条 其他。",
    )
    assert reading.notice.title == "青木市公开条例"
    assert "会议通过" in reading.clauses[0].text


def test_the_title_of_a_page_with_front_matter_is_its_title_field() -> None:
    reading = read_lines("---", "title: 青木市公开办法", "---", "一、甲。", "二、乙。")
    assert reading.notice.title == "青木市公开办法"


@pytest.mark.parametrize(
    "printed",
    [
        "青政办发〔2020〕8号",
        "青政办发[2020]8号",
        "青政办发（2020）8 号",
        "青政办发﹝２０２０﹞８号",
        "青政办发【2020】第8号",
        "青政办发 〔2020〕 8号",
    ],
)
def test_a_number_is_brought_to_one_form(printed: str) -> None:
    assert normal_number(printed) == "青政办发〔2020〕8号"


def test_the_own_number_is_never_among_the_basis() -> None:
    reading = _notice(
        "青政办发〔2020〕8号",
        TITLE,
        tail=("三、依据。按照国办发〔2019〕14号和省政办〔2019〕30号文件要求，落实青政办发〔2020〕8号。",),
    )
    assert reading.notice.doc_number == "青政办发〔2020〕8号"
    assert reading.notice.based_on == ("国办发〔2019〕14号", "省政办〔2019〕30号")


def test_words_that_lead_to_a_number_are_not_part_of_it() -> None:
    assert cited_numbers("现根据国办发〔2019〕14号文件和《通知》（青政发〔2019〕2号）") == [
        "国办发〔2019〕14号",
        "青政发〔2019〕2号",
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020年3月1日", dt.date(2020, 3, 1)),
        ("2020 年 3 月 1 日", dt.date(2020, 3, 1)),
        ("二〇二〇年三月十一日", dt.date(2020, 3, 11)),
        ("二○二○年十二月三十一日", dt.date(2020, 12, 31)),
        ("2020-03-01 10:39:56", dt.date(2020, 3, 1)),
        ("2020年2月31日", None),
        ("三月一日", None),
    ],
)
def test_dates_are_read_in_figures_and_in_characters(text: str, day: dt.date | None) -> None:
    assert parse_date(text) == day


def test_a_signature_of_another_year_than_the_number_is_flagged_and_the_imprint_decides() -> None:
    imprint = ("抄送：市委办公室。", "青木市人民政府办公室2020年3月2日印发")
    notice = _notice("青政办发〔2020〕8号", TITLE, signed="2017年3月1日", tail=imprint).notice
    assert [problem.code for problem in notice.problems] == ["dates disagree"]
    assert notice.issued_on == dt.date(2020, 3, 2)


def test_a_letter_signed_in_january_under_last_years_number_is_no_problem() -> None:
    assert _notice("青政办发〔2020〕98号", TITLE, signed="2021年1月4日").notice.problems == ()


def test_an_annex_that_is_named_but_absent_is_flagged() -> None:
    notice = _notice("青政办发〔2020〕8号", TITLE, tail=("附件：政务公开任务分解表",)).notice
    assert [problem.code for problem in notice.problems] == ["annex missing"]


def test_a_text_that_breaks_off_is_flagged() -> None:
    reading = read_lines(
        "一、加强公开。各单位要落实责任。", "二、加强解读。各单位要做好解读。", "三、加强监督。市政府办公室要定期开展"
    )
    assert [problem.code for problem in reading.notice.problems] == ["cut off"]


def test_the_letterhead_and_the_addressees_are_in_no_section() -> None:
    reading = _notice("青木市人民政府办公室文件", "青政办发〔2020〕8号", TITLE)
    assert dropped(reading).splitlines() == ["青木市人民政府办公室文件", "各县区人民政府："]
    assert [clause.path[0] for clause in reading.clauses] == ["文头", "落款", "序言", "一", "二"]


def test_a_line_that_ends_in_a_colon_behind_the_first_paragraph_is_no_addressee() -> None:
    line = "一年来，市政府各部门重点开展了两个方面工作："
    reading = read_lines("工作报告", "各位代表：", "现在，我向大会报告工作，请予审议。", line, "一、甲。", "二、乙。")
    assert dropped(reading) == "各位代表："
    assert line in reading.notice.text


@pytest.mark.parametrize(
    "line", ["现就有关单位的公开问题通知如下：", "为加强全市公开工作，现就有关事项作出以下规定：", "特作如下决议："]
)
def test_a_sentence_that_leads_in_the_clauses_is_no_addressee(line: str) -> None:
    reading = read_lines("关于公开问题的通知", line, "一、甲。", "二、乙。")
    assert line in reading.notice.text


@pytest.mark.parametrize(
    ("issuer", "basis", "region"),
    [
        ("甘肃省人民政府办公厅", "", ("甘肃省",)),
        ("张掖市人民政府办公室", "", ("甘肃省", "张掖市")),
        ("兰陵县人民政府办公室", "", ("山东省", "临沂市", "兰陵县")),
        (
            "青沐县人民政府办公室",
            "《青岚省人民政府办公厅关于公开的通知》和《溪州市人民政府办公室关于公开的通知》",
            ("青岚省", "溪州市", "青沐县"),
        ),
        ("兰州国家高新技术产业开发区", "", ("甘肃省", "兰州市", "高新区")),
        (None, "", ()),
    ],
)
def test_the_region_is_a_path_from_the_province_down(issuer: str | None, basis: str, region: tuple[str, ...]) -> None:
    assert region_of(issuer, basis) == region


@pytest.mark.parametrize(
    ("title", "region"),
    [
        pytest.param("河北省社会信用条例", ("河北省",), id="a law of a province"),
        pytest.param("东营市城镇容貌管理条例", ("山东省", "东营市"), id="城镇 is no town of that name"),
        pytest.param("成都市历史文化街区保护办法", ("四川省", "成都市"), id="街区 is no district"),
        pytest.param("兰州市行政区划管理办法", ("甘肃省", "兰州市"), id="行政区 is no district"),
        pytest.param("兰州市市县两级政务公开工作方案", ("甘肃省", "兰州市"), id="市县两级 is no county"),
        pytest.param("深圳经济特区学前教育条例", ("广东省", "深圳市"), id="a special economic zone"),
        pytest.param("绍兴市2023年政府工作报告", ("浙江省", "绍兴市"), id="a city's report"),
        pytest.param("关于印发张掖市甘州区公开要点的通知", ("甘肃省", "张掖市", "甘州区"), id="behind other words"),
        pytest.param("国务院关于同意设立杭州市试验区的批复", (), id="of the state, about a city"),
        pytest.param("城市公共汽车管理规定", (), id="no place"),
    ],
)
def test_without_an_office_the_title_names_the_place(title: str, region: tuple[str, ...]) -> None:
    reading = read_lines(title, "第一条　各部门应当公开目录。", "第二条　本规定自印发之日起施行。")
    assert reading.notice.region == region


def test_the_term_of_a_notice_is_read_from_its_last_clause() -> None:
    notice = _notice("青政办发〔2020〕8号", TITLE, tail=("三、附则。本要点自2020年5月1日起施行，有效期5年。",)).notice
    assert (notice.effective_from, notice.effective_to) == (dt.date(2020, 5, 1), dt.date(2025, 4, 30))


def test_a_notice_that_applies_from_its_issue_begins_on_the_day_of_its_signature() -> None:
    notice = _notice("青政办发〔2020〕8号", TITLE, tail=("三、附则。本要点自印发之日起施行。",)).notice
    assert (notice.effective_from, notice.effective_to) == (dt.date(2020, 3, 1), None)
