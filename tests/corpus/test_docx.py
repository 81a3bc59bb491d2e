"""Word files: the same clauses as from the text, with the numbers, tables, boxes and changes that Word keeps apart."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from corpus_builders import paths
from office_builders import (
    SPECIMENS,
    STRICT_W,
    W,
    abstract,
    cell,
    header,
    level,
    lines_of,
    num,
    numbered,
    para,
    run,
    self_numbered,
    specimen_lines,
    table,
    tree,
    understood,
    word,
    zipped,
)

from corpus import read_file
from corpus.medium import Revision
from corpus.read.docx import read_docx

TWO = abstract(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))


def _by_library(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def _in_split_runs(lines: list[str]) -> bytes:
    """Return a file as Word leaves it after editing: a run for every few characters, blanks as indents."""
    pieces = [[line.strip()[at : at + 3] for at in range(0, len(line.strip()), 3)] for line in lines]
    body = "".join(para("".join(run(piece) for piece in line) or run("")) for line in pieces)
    return word(body.replace("<w:t ", "<w:lastRenderedPageBreak/><w:t ", 1))


def _in_one_cell(lines: list[str]) -> bytes:
    return word(table(cell("".join(para(line) for line in lines))))


def _with_line_breaks(lines: list[str]) -> bytes:
    runs = "<w:r><w:br/></w:r>".join(run(line) for line in lines)
    return word(f"<w:p>{runs}</w:p>")


@pytest.mark.parametrize("make", [_by_library, _in_split_runs, _in_one_cell, _with_line_breaks, self_numbered])
@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem[:12])
def test_a_notice_in_a_word_file_has_the_clauses_and_the_header_of_its_text(
    path: Path, make: Callable[[list[str]], bytes]
) -> None:
    read, text = understood(read_docx("n.docx", make(specimen_lines(path))), path.name), read_file(path)
    wrong = [(got, want) for got, want in zip(tree(read), tree(text), strict=True) if got != want]
    assert wrong[:3] == []
    assert header(read) == header(text)


def test_an_insertion_is_kept_a_deletion_left_out_and_both_are_listed() -> None:
    body = para(
        run("自收到申请之日起")
        + f'<w:del w:id="1"><w:r><w:delText>15</w:delText></w:r></w:del><w:ins w:id="2">{run("20")}</w:ins>'
        + run("个工作日内答复。")
    )
    document = read_docx("n.docx", word(body))
    assert document.raw == "自收到申请之日起20个工作日内答复。"
    assert document.medium.revisions == (Revision("deleted", 8, 8, "15"), Revision("inserted", 8, 10, "20"))
    assert [problem.code for problem in document.problems] == ["tracked changes"]
    assert "插入1处、删除1处" in document.problems[0].message


def test_text_that_was_moved_stands_once_where_it_was_moved_to() -> None:
    body = para(f"<w:moveFrom>{run('甲')}</w:moveFrom>{run('乙')}<w:moveTo>{run('甲')}</w:moveTo>")
    assert read_docx("n.docx", word(body)).raw == "乙甲"


def test_a_paragraph_whose_end_was_deleted_runs_on_and_takes_one_number() -> None:
    joined = numbered("加强", 1).replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>", 1)
    document = read_docx("n.docx", word(joined + numbered("公开", 1), numbering=TWO + num(1, 0)))
    assert document.raw == "一、加强公开"


def test_a_deleted_row_and_a_deleted_numbered_paragraph_leave_nothing() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>旧条</w:delText></w:r></w:del></w:p>"
    )
    document = read_docx("n.docx", word(gone + numbered("新条", 1), numbering=TWO + num(1, 0)))
    assert document.raw == "一、新条"


def test_hidden_text_is_left_out_and_flagged_whether_by_run_or_by_style() -> None:
    styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = para(
        run("甲") + run("乙", "<w:vanish/>") + run("丙", '<w:rStyle w:val="h"/>') + run("丁", '<w:vanish w:val="0"/>')
    )
    document = read_docx("n.docx", word(body, styles=styles))
    assert (document.raw, [p.code for p in document.problems]) == ("甲丁", ["hidden text"])


def test_a_text_box_is_read_once_before_the_paragraph_that_holds_it() -> None:
    box = f"<w:txbxContent>{para('兰溪市人民政府文件')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines_of(read_docx("n.docx", word(para(both + run("关于公开的通知"))))) == [
        "兰溪市人民政府文件",
        "关于公开的通知",
    ]


def test_a_page_field_is_dropped_and_a_reference_and_a_ringed_number_are_kept() -> None:
    def field(code: str, result: str) -> str:
        marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        shown = marks[1] + run(result) if result else ""
        return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{shown}{marks[2]}"

    body = para(
        run("见")
        + field(" REF a \\h", "第三条")
        + field(" PAGE ", "7")
        + field("eq \\o\\ac(○,2)", "")
        + '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple>'
        + run("。")
    )
    assert read_docx("n.docx", word(body)).raw == "见第三条②。"


def test_a_table_of_contents_is_no_second_set_of_clauses() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = (
        f"<w:sdt>{gallery}<w:sdtContent>{para('一、加强公开	1')}</w:sdtContent></w:sdt>"
        + para("二、加强解读\t2", '<w:pStyle w:val="TOC1"/>')
        + para("一、加强公开。公开。")
        + para("二、加强解读。解读。")
    )
    assert paths(understood(read_docx("n.docx", word(body, styles=styles)))) == ["一", "二"]


def test_content_controls_links_smart_tags_and_ruby_are_read_through() -> None:
    linked = f"<w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag>"
    body = (
        f"<w:sdt><w:sdtContent>{para(linked)}</w:sdtContent></w:sdt>"
        + para(f"<w:r><w:ruby><w:rt>{run('pīn')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>")
        + para(f"<w:sdt><w:sdtContent>{run('丙')}</w:sdtContent></w:sdt>")
    )
    assert lines_of(read_docx("n.docx", word(body))) == ["甲乙", "拼", "丙"]


def test_hyphens_tabs_signs_and_formulas_are_written_as_characters() -> None:
    body = para(
        run("A")
        + "<w:r><w:noBreakHyphen/><w:softHyphen/><w:tab/></w:r>"
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        + "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert read_docx("n.docx", word(body)).raw == "A-\t☑a/b"


def test_a_footnote_follows_the_paragraph_that_refers_to_it() -> None:
    notes = f'<w:footnote w:id="2">{para("指省级以上。")}</w:footnote>'
    body = para(run("上级文件") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("适用。")) + para("后文。")
    document = read_docx("n.docx", word(body, footnotes=notes))
    assert lines_of(document) == ["上级文件适用。", "注：指省级以上。", "后文。"]


def test_of_a_header_only_the_mark_of_secrecy_and_the_number_are_read() -> None:
    top = para("机密★1年") + para("某市人民政府办公室") + para("兰政办发〔2021〕3号")
    document = read_docx("n.docx", word(para("正文。"), header1=top, header2=top))
    assert lines_of(document) == ["机密★1年", "兰政办发〔2021〕3号", "正文。"]


@pytest.mark.parametrize("mark", ['<w:br w:type="page"/>', "<w:lastRenderedPageBreak/>"])
def test_a_page_break_is_where_a_page_begins(mark: str) -> None:
    body = para("第一页。") + para(f"<w:r>{mark}</w:r>" + run("第二页。"))
    document = read_docx("n.docx", word(body))
    assert len(document.medium.pages) == 2
    assert document.raw[document.medium.pages[1] :].strip() == "第二页。"


def test_the_breaks_of_the_last_print_count_and_not_the_same_ones_again() -> None:
    body = (
        para("甲。")
        + para('<w:r><w:br w:type="page"/></w:r>')
        + para("<w:r><w:lastRenderedPageBreak/></w:r>" + run("乙。"))
    )
    assert len(read_docx("n.docx", word(body)).medium.pages) == 2


def test_merged_cells_are_filled_in_and_rows_become_items() -> None:
    unit = cell("市教育局", '<w:vMerge w:val="restart"/>')
    goes_on = cell("", "<w:vMerge/>")
    body = para("一、任务。") + table(
        cell("序号") + cell("任务") + cell("责任单位"),
        cell("2020年度", '<w:gridSpan w:val="3"/>'),
        cell("1") + cell("公开目录") + unit,
        cell("2") + cell("公开指南") + goes_on,
    )
    reading = understood(read_docx("n.docx", word(body)))
    assert paths(reading) == ["一", "一/1", "一/2"]
    assert reading.clauses[2].text == "2．类别：2020年度；任务：公开指南；责任单位：市教育局。"


def test_a_table_in_a_cell_and_numbers_in_cells_are_read() -> None:
    inner = table(cell("甲") + cell("乙"))
    body = table(cell("序号") + cell("任务内容"), cell(numbered("", 1)) + cell(inner + para("丙")))
    document = read_docx("n.docx", word(body, numbering=abstract(0, level(0, "decimal", "%1")) + num(1, 0)))
    assert lines_of(document) == ["1．任务内容：甲 乙 丙。"]


@pytest.mark.parametrize("suffix", ["strict", "utf-16"])
def test_the_strict_form_and_other_encodings_of_the_standard_are_read(suffix: str) -> None:
    document = f'<w:document xmlns:w="{W}"><w:body>{para("一、公开。公开。")}</w:body></w:document>'
    data = (
        document.replace(W, STRICT_W).encode()
        if suffix == "strict"
        else ('<?xml version="1.0" encoding="utf-16"?>' + document).encode("utf-16")
    )
    assert read_docx("n.docx", zipped({"word/document.xml": data})).raw == "一、公开。公开。"


def test_a_picture_alone_in_its_paragraph_and_an_embedded_file_are_flagged() -> None:
    body = para("正文。") + para("<w:r><w:drawing><a:blip/></w:drawing></w:r>") + '<w:altChunk r:id="x"/>'
    codes = [problem.code for problem in read_docx("n.docx", word(body)).problems]
    assert codes == ["picture not read", "embedded file"]


def test_a_letterhead_and_an_imprint_arranged_in_tables_are_read_as_lines() -> None:
    top = table(cell("特急")) + para("兰溪市人民政府办公室文件")
    signer = table(cell("兰政办发〔2021〕3号") + cell("签发人：王某"))
    letter = "".join(
        para(line)
        for line in (
            "兰溪市人民政府办公室关于做好公开工作的通知",
            "现就有关事项通知如下。",
            "一、加强公开。公开。",
            "兰溪市人民政府办公室",
            "2021年3月1日",
        )
    )
    imprint = table(
        cell("抄送：市委办公室。", '<w:gridSpan w:val="2"/>'), cell("兰溪市人民政府办公室") + cell("2021年3月2日印发")
    )
    notice = understood(read_docx("n.docx", word(top + signer + letter + imprint))).notice
    assert (notice.title, notice.doc_number, str(notice.issued_on)) == (
        "兰溪市人民政府办公室关于做好公开工作的通知",
        "兰政办发〔2021〕3号",
        "2021-03-01",
    )
