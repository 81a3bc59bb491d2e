"""Excel files: a list of tasks is a tree of clauses, its cells say what Excel prints, what is hidden is flagged."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from corpus_builders import clause_at, paths
from office_builders import relations, understood, zipped

from corpus import UnreadableFile
from corpus.fact import FactKind
from corpus.read.document import Document
from corpus.read.office.cell_text import number_text
from corpus.read.xlsx import read_xlsx

X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _stored(book: openpyxl.Workbook) -> bytes:
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def _task_list() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["云岭市2020年政务公开工作任务清单"],
        ["序号", "工作任务", "责任单位", None, "完成时限"],
        [None, None, "牵头", "配合", None],
        ["一、主动公开"],
        [1, "公开权责清单", "市委编办", "市司法局", dt.date(2020, 6, 30)],
        [2, "公开财政预决算", "市财政局", "各部门", "批复之日起20个工作日内"],
        ["二、解读回应"],
        [3, "解读重要政策", "市政府办公室", "各部门", "长期坚持"],
        ["注：各部门包括市政府直属机构。"],
    ):
        sheet.append(row)
    for merged in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "A4:E4", "D6:D6", "A7:E7", "A9:E9"):
        sheet.merge_cells(merged)
    return book


def test_a_list_of_tasks_is_a_tree_of_clauses_with_units_and_limits() -> None:
    reading = understood(read_xlsx("n.xlsx", _stored(_task_list())), "n.xlsx")
    assert reading.notice.title == "云岭市2020年政务公开工作任务清单"
    assert paths(reading)[:6] == ["文头", "一", "一/1", "一/2", "二", "二/3"]
    assert clause_at(reading, "一/1").text == (
        "1．工作任务：公开权责清单；牵头单位：市委编办；配合单位：市司法局；完成时限：2020年6月30日。"
    )
    units = {(f.value, f.qualifier) for f in reading.facts if f.kind == FactKind.RESPONSIBLE_UNIT}
    assert {("市委编办", "牵头单位"), ("市司法局", "配合单位")} <= units
    assert {"20"} <= {f.value for f in reading.facts if f.kind == FactKind.TIME_LIMIT}


def test_hidden_sheets_rows_and_columns_are_left_out_and_flagged() -> None:
    book = _task_list()
    sheet = book.active
    assert sheet is not None
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("底稿").append(["内部", "底稿"])
    book["底稿"].sheet_state = "hidden"
    document = read_xlsx("n.xlsx", _stored(book))
    assert "底稿" not in document.raw and "财政" not in document.raw and "配合" not in document.raw
    assert [problem.code for problem in document.problems] == ["hidden text", "hidden text"]
    assert "底稿" in document.problems[0].message


def test_each_further_sheet_is_an_annex_and_a_sheet_without_a_title_is_called_by_its_name() -> None:
    book = _task_list()
    for name in ("任务分解表", "附件3"):
        sheet = book.create_sheet(name)
        sheet.append(["序号", "任务", "单位"])
        sheet.append([1, "甲", "乙局"])
    reading = understood(read_xlsx("n.xlsx", _stored(book)), "n.xlsx")
    assert "附表2/1" in paths(reading) and "附件3/1" in paths(reading)
    assert clause_at(reading, "附表2").heading == "任务分解表"
    assert "附表2" not in clause_at(reading, "二/3").text


def test_rows_without_a_serial_number_are_cited_by_the_number_of_their_row() -> None:
    book = openpyxl.Workbook()
    for row in (["公开事项", "公开时限", "责任单位"], ["机构职能", "20个工作日内", "甲局"], ["预算", "即时", "乙局"]):
        book.active.append(row)
    assert paths(understood(read_xlsx("n.xlsx", _stored(book)), "n.xlsx")) == ["2", "3"]


def test_a_formula_without_a_stored_result_is_flagged() -> None:
    book = _task_list()
    book.active["B5"] = "=A5&A6"
    document = read_xlsx("n.xlsx", _stored(book))
    assert [problem.code for problem in document.problems] == ["formula without value"]


@pytest.mark.parametrize(
    ("value", "pattern", "said"),
    [
        (15.0, "", "15"),
        (0.1 + 0.2, "General", "0.3"),
        (0.985, "0.0%", "98.5%"),
        (1, "0%", "100%"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (12.5, "0.##", "12.5"),
        (12, "0.##", "12"),
        (7, "000", "007"),
        (15, '0"个工作日"', "15个工作日"),
        (15, "0\\个_ ", "15个"),
        (-3, "0;(0)", "(3)"),
        (43891, "yyyy/m/d", "2020年3月1日"),
        (43891, 'yyyy"年"m"月"d"日";@', "2020年3月1日"),
        (43891, "[$-804]yyyy年m月", "2020年3月"),
        (43891, "m月d日", "3月1日"),
        (43891.5, "yyyy/m/d h:mm", "2020年3月1日 12:00"),
        (0.375, "h:mm", "09:00"),
        (43891, "@", "43891"),
        (1e20, "0", "100000000000000000000"),
        (-5, "yyyy/m/d", "-5"),
        (3, "[Red]0", "3"),
        (3, "[$￥-804]#,##0", "￥3"),
    ],
)
def test_a_number_is_written_as_its_format_prints_it(value: float, pattern: str, said: str) -> None:
    assert number_text(value, pattern) == said


def test_days_may_be_counted_from_1904() -> None:
    assert number_text(42429, "yyyy/m/d", from_1904=True) == "2020年3月1日"


def _raw(sheet: str, strings: str = "", space: str = X, merges: str = "") -> Document:
    sheets = '<sheets><sheet name="Sheet1" r:id="a"/></sheets>'
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{R}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": relations({"a": "worksheet worksheets/s.xml", "b": "sharedStrings t.xml"}),
        "xl/worksheets/s.xml": f'<worksheet xmlns="{space}"><sheetData>{sheet}</sheetData>{merges}</worksheet>',
        "xl/t.xml": f'<sst xmlns="{space}">{strings}</sst>',
    }
    return read_xlsx("n.xlsx", zipped(parts))


@pytest.mark.parametrize("space", [X, "http://purl.oclc.org/ooxml/spreadsheetml/main"])
def test_strings_of_every_kind_are_read_without_styles_and_in_the_strict_form(space: str) -> None:
    cells = (
        '<c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r></is></c>'
        '<c t="str"><f>A1</f><v>丁_x000D_戊</v></c><c t="b"><v>1</v></c><c t="d"><v>2020-03-01T00:00:00</v></c>'
    )
    strings = "<si><r><t>甲</t></r><rPh><t>jiǎ</t></rPh></si>"
    assert _raw(f"<row>{cells}</row>", strings, space).raw == "1．甲 | 乙丙 | 丁 戊 | 是 | 2020年3月1日"


@pytest.mark.parametrize(
    "cell",
    ['<c t="s"><v>99</v></c>', '<c t="s"><v>x</v></c>', '<c s="7"><v>12</v></c>', "<c><v>1e999</v></c>", '<c r="??"/>'],
)
def test_a_cell_that_points_nowhere_breaks_nothing(cell: str) -> None:
    document = _raw(f'<row>{cell}<c t="inlineStr"><is><t>甲</t></is></c></row>')
    assert "甲" in document.raw


def any_text(**parts: Any) -> bytes:
    return zipped({name.replace("_", "/", 1) + ".xml": part for name, part in parts.items()})


GOOD = _stored(_task_list())
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\0" * 99, "empty", id="zero bytes"),
        pytest.param("序号,任务\n1,甲".encode(), "ZIP", id="text"),
        pytest.param(b"<html><table><tr><td>1</td></tr></table></html>", "ZIP", id="a web page"),
        pytest.param(GOOD[:-60], "ZIP", id="cut off"),
        pytest.param(GOOD[: len(GOOD) // 2], "ZIP", id="half"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", "password", id="password"),
        pytest.param(OLE + "Workbook".encode("utf-16-le") + b"\0\0", "xls by its bytes", id="Excel 2003"),
        pytest.param(any_text(word_document="<a/>"), "no part xl/workbook.xml", id="a Word file"),
        pytest.param(any_text(xl_workbook="<workbook"), "well-formed", id="broken XML"),
        pytest.param(any_text(xl_workbook="<a/>"), "no Excel workbook", id="another root"),
        pytest.param(any_text(xl_workbook=f'<workbook xmlns="{X}"/>'), "no sheet", id="no sheet"),
        pytest.param(any_text(xl_workbook=f'<!DOCTYPE a []><workbook xmlns="{X}"/>'), "document type", id="entities"),
        pytest.param(any_text(xl_workbook=b" " * (66 << 20)), "unpacks", id="ZIP bomb"),
    ],
)
def test_a_malformed_workbook_is_refused_with_the_finding_and_the_remedy(data: bytes, finding: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_xlsx("n.xlsx", data)
    assert finding in caught.value.reason
    assert caught.value.remedy


def test_a_workbook_whose_only_sheet_is_hidden_is_refused() -> None:
    book = _task_list()
    book.create_sheet("空")
    book.active.sheet_state = "hidden"
    with pytest.raises(UnreadableFile, match="no sheet that is shown"):
        read_xlsx("n.xlsx", _stored(book))


def test_a_cell_merged_over_every_column_is_read_once() -> None:
    rows = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + "</row>"
        for row in (["标题"], ["甲", "乙"])
    )
    document = _raw(rows, merges='<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A9:A1048576"/></mergeCells>')
    assert document.raw.splitlines() == ["标题", "2．甲 | 乙"]
