"""Rows: each row of a table is one item that says what its cells are; frames that only arrange lines stay lines."""

from __future__ import annotations

import pytest
from corpus_builders import clause_at, paths, read_lines

from corpus.fact import FactKind
from corpus.read.rows import row_lines, table_lines

HEADS = ["序号", "任务", "责任单位", "完成时限"]


def test_each_row_says_its_cells_behind_its_serial_number_and_the_names_are_no_line() -> None:
    rows = [HEADS, ["1", "公开目录", "市教育局", "2020年6月底前"], ["2", "公开指南。", "市民政局；", "每季度"]]
    assert row_lines(rows) == [
        "1．任务：公开目录；责任单位：市教育局；完成时限：2020年6月底前。",
        "2．任务：公开指南；责任单位：市民政局；完成时限：每季度。",
    ]


def test_a_list_of_tasks_is_a_tree_of_clauses_with_units_and_limits() -> None:
    title = "云岭市2020年政务公开工作任务清单"
    rows = [
        [title] * 4,
        HEADS,
        ["一、主动公开"] * 4,
        ["1", "公开权责清单", "市委编办、市司法局", "2020年6月30日前"],
        ["2", "公开财政预决算", "市财政局", "收到批复之日起20个工作日内"],
        ["二、解读回应"] * 4,
        ["3", "解读重要政策", "市政府办公室", "2020年12月底前"],
        ["注：牵头单位为排在第一位的单位。"] * 4,
    ]
    reading = read_lines(*row_lines(rows))
    assert reading.notice.title == title
    assert paths(reading)[:6] == ["文头", "一", "一/1", "一/2", "二", "二/3"]
    assert (
        clause_at(reading, "二/3").text == "3．任务：解读重要政策；责任单位：市政府办公室；完成时限：2020年12月底前。"
    )
    facts = {(f.clause_id.partition("/")[2], f.kind, f.value) for f in reading.facts}
    assert {
        ("一/1", FactKind.RESPONSIBLE_UNIT, "市委编办"),
        ("一/1", FactKind.RESPONSIBLE_UNIT, "市司法局"),
        ("一/2", FactKind.TIME_LIMIT, "20"),
        ("二/3", FactKind.RESPONSIBLE_UNIT, "市政府办公室"),
    } <= facts
    assert {"2020-06-30", "2020-12-31"} <= {f.value for f in reading.facts if f.kind == FactKind.DATE}


def test_what_a_unit_of_a_row_answers_for_is_the_task_of_the_row() -> None:
    reading = read_lines(
        *row_lines([HEADS, ["1", "公开权责清单", "市委编办", "2020年6月30日前"], ["2", "甲", "乙局", ""]])
    )
    unit = next(f for f in reading.facts if f.kind == FactKind.RESPONSIBLE_UNIT)
    assert "公开权责清单" in unit.subject


@pytest.mark.parametrize(
    ("second", "heads"),
    [
        (["牵头", "配合"], ["牵头单位", "配合单位"]),
        (["牵头单位", "责任部门"], ["牵头单位", "责任部门"]),
        (["姓名", "电话"], ["责任单位/姓名", "责任单位/电话"]),
    ],
)
def test_names_of_columns_in_two_tiers_are_joined(second: list[str], heads: list[str]) -> None:
    rows = [["序号", "任务", "责任单位", "责任单位"], ["序号", "任务", *second], ["1", "公开", "甲局", "乙局"]]
    assert row_lines(rows) == [f"1．任务：公开；{heads[0]}：甲局；{heads[1]}：乙局。"]


def test_the_names_of_columns_may_stand_below_title_lines_and_are_told_by_their_words() -> None:
    rows = [
        ["附件1", "", ""],
        ["任务分工表", "任务分工表", "任务分工表"],
        ["序 号", "工作措施", "责任单位（排在第一位的是牵头单位）"],
        ["1", "建目录", "甲局"],
    ]
    assert row_lines(rows) == [
        "附件1",
        "任务分工表",
        "1．工作措施：建目录；责任单位（排在第一位的是牵头单位）：甲局。",
    ]


def test_the_names_of_columns_that_a_page_break_repeats_are_said_once() -> None:
    rows = [HEADS, ["1", "甲", "乙局", "年底"], HEADS, ["2", "丙", "丁局", "年底"]]
    assert len(row_lines(rows)) == 2


def test_a_serial_number_in_any_column_counts() -> None:
    rows = [["类别", "序号", "任务"], ["公开", "1", "甲"], ["公开", "2", "乙"]]
    assert row_lines(rows) == ["1．类别：公开；任务：甲。", "2．类别：公开；任务：乙。"]


def test_chinese_serial_numbers_head_groups_or_items() -> None:
    rows = [["序号", "任务", "单位"], ["一", "主动公开", ""], ["1", "甲", "乙局"], ["（二）", "丙", "丁局"]]
    assert row_lines(rows) == ["一、主动公开", "1．任务：甲；单位：乙局。", "（二）任务：丙；单位：丁局。"]


def test_a_group_without_a_number_is_said_in_each_of_its_rows() -> None:
    rows = [HEADS, ["主动公开", "", "", ""], ["1", "甲", "乙局", "年底"], ["2", "丙", "丁局", "年底"]]
    assert [line.split("；")[0] for line in row_lines(rows)] == ["1．类别：主动公开", "2．类别：主动公开"]


def test_an_item_over_several_rows_takes_one_number_and_says_its_task_once() -> None:
    rows = [
        ["序号", "任务", "措施", "责任单位"],
        ["1", "加强公开", "建目录", "甲局"],
        ["1", "加强公开", "编指南", "甲局"],
        ["2", "加强解读", "发图解", "乙局"],
    ]
    assert row_lines(rows) == [
        "1．任务：加强公开；措施：建目录；责任单位：甲局。",
        "措施：编指南；责任单位：甲局。",
        "2．任务：加强解读；措施：发图解；责任单位：乙局。",
    ]


def test_rows_without_a_serial_number_take_the_number_given() -> None:
    rows = [["任务", "责任单位", "时限"], ["甲", "乙局", "年底"], ["丙", "丁局", "年底"]]
    assert row_lines(rows, [3, 4, 5]) == [
        "4．任务：甲；责任单位：乙局；时限：年底。",
        "5．任务：丙；责任单位：丁局；时限：年底。",
    ]
    assert row_lines(rows)[0].startswith("任务：甲")


def test_decimal_serial_numbers_are_kept() -> None:
    rows = [["序号", "任务", "单位"], ["1", "甲", "乙局"], ["1.1", "丙", "丁局"]]
    assert row_lines(rows)[1] == "1.1 任务：丙；单位：丁局。"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        pytest.param([["兰政办发〔2021〕3号", "签发人：王某"]], ["兰政办发〔2021〕3号", "签发人：王某"], id="signer"),
        pytest.param(
            [["市教育局", "文件"], ["市民政局", "文件"]], ["市教育局文件", "市民政局文件"], id="joint letterhead"
        ),
        pytest.param(
            [["抄送：市委各部门。"] * 2, ["市政府办公室", "2021年3月5日印发"]],
            ["抄送：市委各部门。", "市政府办公室　2021年3月5日印发"],
            id="imprint",
        ),
        pytest.param(
            [["事项名称", "补贴申领"], ["责任单位", "市人社局"], ["办理时限", "5个工作日"]],
            ["事项名称：补贴申领。", "责任单位：市人社局。", "办理时限：5个工作日。"],
            id="form",
        ),
        pytest.param([["甲", "12"], ["乙", "30"]], ["甲 | 12", "乙 | 30"], id="figures"),
        pytest.param([["整行", "整行"], ["", ""]], ["整行"], id="one merged cell"),
        pytest.param([], [], id="nothing"),
        pytest.param([["", " "]], [], id="blank"),
    ],
)
def test_a_table_that_names_no_columns_stays_lines(rows: list[list[str]], lines: list[str]) -> None:
    assert row_lines(rows) == lines


def test_each_row_is_said_by_the_line_that_names_it() -> None:
    rows = [["标题", "标题", "标题"], ["序号", "任务", "单位"], ["公开", "公开", "公开"], ["1", "甲", "乙局"]]
    assert [places for _, places in table_lines(rows)] == [(0,), (1, 2, 3)]


def test_a_standard_list_of_disclosure_items_says_what_its_ticks_choose() -> None:
    rows = [
        ["教育领域基层政务公开标准目录"] * 8,
        ["序号", "公开事项", "公开事项", "公开内容", "公开时限", "公开主体", "公开方式", "公开方式"],
        ["序号", "一级事项", "二级事项", "公开内容", "公开时限", "公开主体", "主动", "依申请"],
        ["1", "教育概况", "政策文件", "文件原文", "形成之日起20个工作日内", "县教育局", "√", ""],
        ["2", "教育概况", "办学情况", "学校名录", "每年更新", "县教育局", "", "√"],
    ]
    reading = read_lines(*row_lines(rows))
    assert paths(reading) == ["文头", "1", "2"]
    assert clause_at(reading, "1").text == (
        "1．一级事项：教育概况；二级事项：政策文件；公开内容：文件原文；"
        "公开时限：形成之日起20个工作日内；公开主体：县教育局；公开方式：主动。"
    )
    assert ("20", "形成之日起") in {(f.value, f.trigger) for f in reading.facts if f.kind == FactKind.TIME_LIMIT}
