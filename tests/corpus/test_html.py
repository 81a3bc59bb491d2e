"""Saved web pages: the notice's clauses come back as from its text file, whatever site made the page."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest
from web_pages import STYLES, TEXTS, Made, breaks, divisions, editor, paragraphs_of, told, word

from corpus.read.document import Document
from corpus.read.html import read_html
from corpus.reading import read_file, understand

_TEXT = (
    "<p>各有关单位：</p><p>一、加强公开。各单位应当及时公开政府信息。</p><p>二、加强解读。政策文件应当同步解读。</p>"
)
_GBK = (breaks, word)


@cache
def _of_text(path: Path) -> object:
    return told(read_file(path))


def _read(markup: str) -> Document:
    return read_html("page.html", markup.encode())


def _lines(body: str) -> list[str]:
    return _read(f"<html><body><div>{body}</div></body></html>").raw.split("\n")


@pytest.mark.parametrize("made", STYLES, ids=lambda made: made.__name__)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name[:3])
def test_a_page_has_the_clauses_of_its_text(made: Made, path: Path) -> None:
    data = made(paragraphs_of(path)).encode("gb18030" if made in _GBK else "utf-8")
    assert told(understand(read_html("page.html", data), "page.html")) == _of_text(path)


def test_nothing_of_the_page_around_it_is_taken_for_the_notice() -> None:
    raw = read_html("page.html", editor(paragraphs_of(TEXTS[1])).encode()).raw
    strange = (
        "当前位置 走进某某 公开目录 字号 打印本页 上一篇 防汛 没有了 图解 ICP备 分辨率 脚本里 隐藏的 "
        "附表.xls .TRS_Editor"
    )
    assert [words for words in strange.split() if words in raw] == []


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "utf-8", "big5", "iso-8859-1", "x-user-defined", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_is_read_whatever_encoding_it_declares(encoding: str, declared: str) -> None:
    markup = f'<html><head><meta charset="{declared}"></head><body>{_TEXT}</body></html>'
    assert read_html("page.html", markup.encode(encoding)).raw.startswith("各有关单位：\n一、加强公开。")


FIELDS = {
    "索引号": "LX-2021-01",
    "发文字号": "澜政发〔2021〕3号",
    "发文机关": "澜溪市人民政府",
    "成文日期": "2021年3月5日",
    "标题": "澜溪市公开办法",
    "发布日期": "2021-04-01",
    "有效性": "有效",
}


def _fields(each: str, around: str = "<div>{}</div>") -> str:
    return around.format("".join(each.format(label, value) for label, value in FIELDS.items()))


FIELD_PAGES = {
    "a table": _fields("<tr><td>{}：</td><td colspan=3>{}</td></tr>", "<table>{}</table>"),
    "a table of one row": _fields("<td>{}</td><td>{}</td>", "<table><tr>{}</tr></table>"),
    "cells with both": _fields("<td>【{}】{}</td>", "<table><tr>{}</tr></table>"),
    "a list": _fields("<li><span>{}：</span>{}</li>", "<ul>{}</ul>"),
    "a list of bold labels": _fields("<li><b>{}</b><i>：</i><em> {} </em></li>", "<ul>{}</ul>"),
    "definitions": _fields("<dt>{}</dt><dd>{}</dd>", "<dl>{}<dt>废止日期</dt><dd></dd></dl>"),
    "one line": _fields("[{}]{}　"),
    "one line with colons": _fields("<span>{}：{}</span>\n"),
    "divisions": _fields("<div><div>{}：</div><div>{}</div></div>"),
    "blanks in the labels": _fields("<p>{}：{}</p>").replace("索引号", "索&nbsp;引&nbsp;号").replace("标题", "标　题"),
}


@pytest.mark.parametrize("fields", FIELD_PAGES.values(), ids=FIELD_PAGES)
def test_the_fields_above_a_notice_are_stated_and_not_its_text(fields: str) -> None:
    document = _read(f"<html><body>{fields}<div>{_TEXT}</div></body></html>")
    stated = document.stated
    assert stated is not None
    assert (stated.doc_number, stated.issuer, stated.title) == ("澜政发〔2021〕3号", "澜溪市人民政府", "澜溪市公开办法")
    assert stated.date == dt.date(2021, 3, 5)
    assert document.raw.split("\n")[0] == "各有关单位："


def test_the_fields_below_a_notice_are_stated_too() -> None:
    document = _read(f"<html><body><div>{_TEXT}</div>{FIELD_PAGES['a table']}</body></html>")
    assert document.stated and document.stated.doc_number == "澜政发〔2021〕3号"
    assert document.raw.endswith("政策文件应当同步解读。")


def test_the_day_a_page_was_put_up_counts_only_where_no_other_is_given() -> None:
    posted = "<p>发布时间：2021-04-01 10:00　来源：澜溪市人民政府办公室　浏览次数：12</p>"
    alone, both = _read(posted + _TEXT), _read(posted + "<p>成文日期：2021-03-05</p>" + _TEXT)
    assert alone.stated and alone.stated.date == dt.date(2021, 4, 1)
    assert alone.stated.issuer == "澜溪市人民政府办公室"
    assert both.stated and both.stated.date == dt.date(2021, 3, 5)


def test_what_the_head_of_a_page_says_is_stated() -> None:
    head = (
        '<meta name="ArticleTitle" content="澜溪市公开办法"><meta name="PubDate" content="2021-04-01 10:00">'
        '<meta name="ContentSource" content="新华社">'
    )
    stated = _read(f"<html><head>{head}</head><body>{_TEXT}</body></html>").stated
    assert stated and (stated.title, stated.date, stated.issuer) == ("澜溪市公开办法", dt.date(2021, 4, 1), None)


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("有效性：失效", "失效"),
        ("时效性：已废止", "已废止"),
        ("是否有效：否", "否"),
        ("废止日期：2022年1月1日", "2022-01-01"),
        ("有效性：部分失效", "引用前应当核对"),
        ("有效性：有效", ""),
        ("有效性：未废止", ""),
        ("废止日期：", ""),
    ],
)
def test_a_page_that_calls_its_notice_repealed_is_flagged(field: str, found: str) -> None:
    problems = _read(f"<p>索引号：1</p><p>{field}</p>{_TEXT}").problems
    assert len(problems) == bool(found)
    assert all(problem.code == "not in force" and found in problem.message for problem in problems)


def test_a_sentence_that_opens_like_a_field_stays_in_its_clause() -> None:
    lines = _lines(f"{_TEXT}<p>名称：以登记的为准。</p><p>三、加强监督。市政府办公室应当每年检查。</p>")
    assert lines[3] == "名称：以登记的为准。"


def test_the_title_of_the_page_stands_above_the_text_that_lacks_it_and_only_once() -> None:
    page = (
        "<html><head><title>关于做好公开的通知_澜溪市人民政府</title></head><body><h1>关于做好公开的通知</h1>"
        "<div>{}{}</div></body></html>"
    )
    first, second = _read(page.format("", _TEXT)), _read(page.format("<p>关于做好公开的通知</p>", _TEXT))
    assert first.raw == second.raw
    assert first.raw.startswith("关于做好公开的通知\n各有关单位：")


def test_numbers_that_the_browser_writes_are_written_out() -> None:
    assert _lines("<ol><li>编制清单。<li><p>公开清单。</p><p>逐年更新。</p></li></ol><ol start=3 type=a><li>"
"报送清单。</li></ol>") == [
        "1. 编制清单。", "2. 公开清单。", "逐年更新。", "c. 报送清单。",
    ]  # fmt: skip
    assert _lines('<ol style="list-style-type:cjk-ideographic"><li value=11>编制清单。<li>公开清单。</ol>') == [
        "十一、编制清单。", "十二、公开清单。",
    ]  # fmt: skip


def test_a_list_whose_items_say_their_numbers_gets_no_others() -> None:
    assert _lines("<ol><li>1.编制清单。</li><li>2.公开清单。</li></ol>") == ["1.编制清单。", "2.公开清单。"]
    assert _lines("<ol style='list-style:none'><li>编制清单。</li></ol><ul><li>公开清单。</ul>") == [
        "编制清单。",
        "公开清单。",
    ]


@pytest.mark.parametrize(
    "marked",
    [
        (
            "<![if !supportLists]><span style='mso-list:Ignore'>一、<span style='font:7.0pt'>&nbsp; </span>"
            "</span><![endif]>"
        ),
        "<!--[if !supportLists]-->一、<!--[endif]-->",
        "<!--[if !supportLists]><span>一、</span><![endif]-->",
    ],
)
def test_the_number_that_word_keeps_beside_a_list_item_is_read(marked: str) -> None:
    (line,) = _lines(f"<p class=MsoListParagraph>{marked}编制清单。<o:p></o:p></p>")
    assert line.replace(" ", "") == "一、编制清单。"


def test_a_bullet_of_a_symbol_font_is_no_letter() -> None:
    assert _lines(
        "<p><span style='font-family:Wingdings;mso-list:Ignore'>l<span>&nbsp;</span></span>编制清单。</p>"
    ) == ["编制清单。"]


def test_a_table_stands_in_its_place_row_by_row_with_merged_cells_filled() -> None:
    table = (
        "<table><thead><tr><th>序<br>号</th><th>任务</th><th>责任<br>单位</th></tr></thead>"
        "<tr><td>1</td><td>编制清单</td>"
        "<td rowspan=2><p>市教育局</p><p>市财政局</p></td></tr><tr><td>2</td><td>公开清单</td></tr>"
        "<tr><td colspan=3>说明：逐年更新</td></tr></table>"
    )
    assert _lines(f"<p>一、任务如下。</p>{table}<p>二、逐年更新。</p>") == [
        "一、任务如下。", "1．任务：编制清单；责任单位：市教育局 市财政局。",
        "2．任务：公开清单；责任单位：市教育局 市财政局。", "说明：逐年更新", "二、逐年更新。",
    ]  # fmt: skip


def test_a_table_that_only_arranges_the_page_is_seen_through() -> None:
    page = (
        f"<table><tr><td><table><tr><td>菜单</td></tr></table></td><td><table><tr><td>{_TEXT}</td></tr>"
        "</table></td></tr></table>"
    )
    assert "一、加强公开。各单位应当及时公开政府信息。" in _lines(page)


def test_words_that_are_crossed_out_are_flagged_and_do_not_count() -> None:
    document = _read(
        f"<div>{_TEXT}<p>三、应当于<del>3月</del><span style='text-decoration: line-through'>4月</span>"
        "5月底前公开。</p></div>"
    )
    assert document.raw.endswith("三、应当于5月底前公开。")
    assert [(one.code, "“3月”“4月”" in one.message) for one in document.problems] == [("struck out", True)]


def test_what_stands_under_a_heading_of_related_readings_is_left_out() -> None:
    assert (
        _lines(f"{_TEXT}<h3>相关解读</h3><p>一图读懂：本次通知共两条，要求及时公开。</p>")[-1]
        == "二、加强解读。政策文件应当同步解读。"
    )


def test_a_text_that_goes_on_on_another_page_is_flagged() -> None:
    page = (
        f"<div>{_TEXT}<p><a href='a_2.html'>2</a> <a href='a_2.html'>下一页</a></p></div><p>下一篇：<a "
        "href='b.html'>没有了</a></p>"
    )
    assert [problem.code for problem in _read(page).problems] == ["more pages"]
    assert _read(page.replace("下一页", "末条")).problems == ()


def test_prose_in_a_column_beside_a_short_notice_is_not_its_preamble() -> None:
    column = "<div><ul><li>澜溪市位于某省东部，面积一千平方公里，人口五十万人，是著名的旅游城市。</li></ul></div>"
    assert _lines(f"{column}<div><div>{_TEXT}</div></div>")[0] == "各有关单位："


def test_a_letter_above_the_one_with_the_clauses_is_kept() -> None:
    letter = "<div><p>各乡镇人民政府：</p><p>现将上级通知转发给你们，请认真贯彻落实。</p><p>2021年4月1日</p></div>"
    assert _lines(f"{letter}<div>{_TEXT}</div>")[:2] == ["各乡镇人民政府：", "现将上级通知转发给你们，请认真贯彻落实。"]


def test_fields_and_text_in_the_cells_of_one_table_are_told_apart() -> None:
    table = _fields("<tr><td>{}</td><td>{}</td></tr>", f"<table>{{}}<tr><td colspan=2>{_TEXT}</td></tr></table>")
    document = _read(table)
    assert document.stated and document.stated.doc_number == "澜政发〔2021〕3号"
    assert document.raw.split("\n")[0] == "各有关单位："


def test_a_title_broken_over_lines_and_a_number_in_elements_of_their_own_are_kept() -> None:
    head = "<div class=xl_tit>澜溪市人民政府办公室<br>关于做好公开的通知</div><div class=wh>澜政办发〔2021〕3号</div>"
    posted = "<div><span>2021-03-05 10:00</span> <span>来源：市政府办</span></div>"
    assert _lines(f"{head}{posted}<div id=zoom>{_TEXT}</div>")[:4] == [
        "澜溪市人民政府办公室", "关于做好公开的通知", "澜政办发〔2021〕3号", "各有关单位：",
    ]  # fmt: skip


def test_a_table_of_contents_does_not_double_the_headings() -> None:
    contents = "<ul><li><a href='#a'>一、加强公开</a></li><li><a href='#b'>二、加强解读</a></li></ul>"
    text = (
        "<h2 id=a>一、加强公开</h2><p>各单位应当及时公开政府信息。</p><h2 id=b>二、加强解读</h2><p>"
        "政策文件应当同步解读。</p>"
    )
    assert _lines(contents + text) == [
        "一、加强公开",
        "各单位应当及时公开政府信息。",
        "二、加强解读",
        "政策文件应当同步解读。",
    ]


def test_clauses_that_stand_apart_from_the_rest_are_kept() -> None:
    prose = "".join(f"<p>一是切实加强组织领导，第{n}项工作应当落实到人，并逐级报告办理的结果。</p>" for n in range(60))
    page = (
        f"<div class=a><p>一、总则。本办法适用于全市。</p></div><div class=b>{prose}</div><div class=c>"
        "<p>二、附则。自印发之日起施行。</p></div>"
    )
    lines = _read(page).raw.split("\n")
    assert (lines[0], lines[-1], len(lines)) == ("一、总则。本办法适用于全市。", "二、附则。自印发之日起施行。", 62)


def test_a_signature_in_an_element_of_its_own_is_kept() -> None:
    page = divisions(["一、加强公开。各单位应当及时公开政府信息。"]).replace(
        "</section>", "</section><div>澜溪市人民政府</div><div>2021年3月5日</div>"
    )
    assert _read(page).raw.split("\n")[-2:] == ["澜溪市人民政府", "2021年3月5日"]
