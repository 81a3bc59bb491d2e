"""Exports: what is taken along holds question, answer, the clauses word for word, generation and time."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.answer import Answer, Deadline
from assistant.citation import Citation
from assistant.errors import ExportError
from assistant.export.clipboard import copied
from assistant.export.save import FORMS, exported, save
from assistant.export.sheet import workbook
from assistant.export.slip import docx_slip, markdown_slip
from assistant.row import Row
from tests.assistant.fake_answerer import FakeLibrary, reading

MADE = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
CLAUSE = "（一）上网发布。印发后20个工作日内上网。定期核对。\n"
QUOTE = "印发后20个工作日内上网。"
NOTICE = reading("甲", "关于公开的通知", f"一、任务\n{CLAUSE}（二）归档。", "甲政办〔2020〕1号")
LIBRARY = FakeLibrary({"甲": NOTICE})


def answer(
    question: str = "几天内上网？", words: str = "20个工作日", rows: tuple[Row, ...] = (), body: str = ""
) -> Answer:
    clause = next(clause for clause in NOTICE.clauses if clause.path[-1] == "（一）")
    start = NOTICE.notice.text.index(QUOTE)
    citation = Citation(
        1, "甲", "甲.txt", "关于公开的通知", "甲政办〔2020〕1号", "甲市人民政府办公室", clause.id, clause.path, None,
        QUOTE, start, start + len(QUOTE),
    )  # fmt: skip
    note = "请注意：附件缺失。"
    parts = [
        f"{words}[1]。",
        *([body] if body else []),
        f"[1] 甲市人民政府办公室 甲政办〔2020〕1号 一（一）\n「{QUOTE}」",
        note,
    ]
    return Answer(
        question, words, "\n\n".join(parts), "zh", True, "value", (citation,), (), (note,), dt.date(2026, 11, 22), "g1",
        {}, rows=rows,
    )  # fmt: skip


def cells(content: bytes) -> tuple[Worksheet, Worksheet]:
    book = load_workbook(io.BytesIO(content))
    return book.worksheets[0], book.worksheets[1]


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])


def test_both_slips_hold_question_answer_clause_number_path_generation_and_time() -> None:
    for slip in (markdown_slip(answer(), MADE, LIBRARY), words_of(docx_slip(answer(), MADE, LIBRARY))):
        for words in (
            "几天内上网？",
            "20个工作日",
            CLAUSE.strip(),
            "甲政办〔2020〕1号",
            "一（一）",
            "g1",
            "2026-11-22 09:30:00",
        ):
            assert words in slip
        assert "附件缺失" in slip


def test_a_slip_without_the_library_shows_what_is_quoted() -> None:
    slip = markdown_slip(answer(), MADE)
    assert QUOTE in slip and "定期核对" not in slip


def test_a_slip_of_an_older_generation_does_not_take_clauses_from_a_newer_one() -> None:
    assert "定期核对" not in markdown_slip(answer(), MADE, FakeLibrary({"甲": NOTICE}, "g2"))


def test_markdown_in_a_question_is_shown_not_obeyed() -> None:
    slip = markdown_slip(answer("<b>几天</b> [x](http://a) # 上网？"), MADE)
    assert "\\<b\\>" in slip and "\n# 上网" not in slip


def test_a_control_character_does_not_break_an_office_file() -> None:
    content = docx_slip(answer("几天\x0b内上网？"), MADE)
    assert "几天内上网？" in words_of(content)
    assert cells(workbook(answer("几天\x0b内上网？"), MADE))[1]["B1"].value == "几天内上网？"


def test_a_comparison_is_a_table_in_both_slips() -> None:
    grid = "| 通知 | 规定 |\n| --- | --- |\n| 甲市 | 20个工作日 [1] |\n| 乙市 | 未规定 |"
    made = answer(body=grid)
    assert grid in markdown_slip(made, MADE)
    table = Document(io.BytesIO(docx_slip(made, MADE))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["甲市", "20个工作日 [1]"],
        ["乙市", "未规定"],
    ]


def test_a_list_is_a_row_an_item_with_its_citation() -> None:
    rows = (Row("点名负责1项", "甲市", "上网发布", (1,)), Row("", "乙市", "未规定", ()))
    items, about = cells(workbook(answer(rows=rows), MADE, LIBRARY))
    listed = [[cell.value for cell in row] for row in items.iter_rows(min_row=2)]
    assert listed[0][:4] == ["1", "点名负责1项", "甲市", "上网发布"]
    assert listed[0][4:] == [
        "甲市人民政府办公室",
        "甲政办〔2020〕1号",
        "关于公开的通知",
        "一（一）",
        CLAUSE.strip(),
        "甲.txt",
    ]
    assert listed[1][:4] == ["2", None, "乙市", "未规定"]
    assert about["B1"].value == "几天内上网？"
    assert "g1" in [row[1].value for row in about.iter_rows()]


@pytest.mark.parametrize("words", ['=HYPERLINK("http://a","b")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1"])
def test_what_begins_like_a_formula_is_text(words: str) -> None:
    items, about = cells(workbook(answer(words, rows=(Row(words, words, words, (1,)),)), MADE))
    for cell in (items["B2"], items["C2"], items["D2"], about["B1"]):
        assert cell.data_type == "s"
        assert cell.value == words
        assert cell.quotePrefix


def test_an_answer_without_a_list_has_a_row_a_citation() -> None:
    items, _ = cells(workbook(answer(), MADE))
    assert [row[3].value for row in items.iter_rows(min_row=2)] == [QUOTE]


def test_a_copied_answer_has_number_clause_and_quote_of_each_source() -> None:
    text = copied(answer())
    assert text.startswith("20个工作日[1]。")
    assert f"[1] 甲市人民政府办公室 甲政办〔2020〕1号 《关于公开的通知》 一（一）：“{QUOTE}”" in text
    assert text.count(QUOTE) == 1 and "g1" in text


def test_the_form_follows_the_files_name(tmp_path: Path) -> None:
    dated = replace(answer(), deadlines=(Deadline(dt.date(2026, 12, 18), 1),))
    for form in FORMS:
        save(dated, tmp_path / f"答复{form}", MADE)
        assert (tmp_path / f"答复{form}").stat().st_size > 100


def test_an_unknown_form_is_named_with_those_that_there_are() -> None:
    with pytest.raises(ExportError, match=r"\.pdf: expected one of \.docx"):
        exported(answer(), ".pdf", MADE)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        save(answer(), tmp_path / "none" / "a.md", MADE)
