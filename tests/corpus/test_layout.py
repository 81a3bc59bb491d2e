"""Layout: page breaks and fixed widths are joined, furniture is left out, cross references open nothing."""

from __future__ import annotations

import pytest
from corpus_builders import clause_at, dropped, paths, read_lines

from corpus.furniture import furniture_kind, inline_furniture
from corpus.layout import read_layout


def _paragraphs(raw: str) -> list[str]:
    return [paragraph.text for paragraph in read_layout(raw)[0]]


def test_a_paragraph_cut_by_a_page_break_and_a_page_number_is_joined() -> None:
    reading = read_lines(
        "一、公开时限",
        "各单位应当自文件印发之日起20个工作日内在门户网站的",
        "",
        "- 3 -",
        "",
        "信息公开专栏发布。",
        "二、其他",
        "无。",
    )
    assert "门户网站的信息公开专栏发布。" in clause_at(reading, "一").text
    assert dropped(reading) == "- 3 -"


def test_a_comma_at_the_end_of_a_line_carries_the_paragraph_on() -> None:
    assert _paragraphs("一、加强领导。各单位要高度重视，\n\n落实责任。\n二、其他") == [
        "一、加强领导。各单位要高度重视，落实责任。",
        "二、其他",
    ]


def test_lines_wrapped_at_a_fixed_width_are_joined() -> None:
    sentence = "各单位要按照全面推进政务公开的要求及时准确公开政府信息并做好解读回应工作不断提高公开质量"
    lines = [sentence[:30], sentence[10:40], sentence[5:35], sentence[12:42]] * 3 + [sentence[:9] + "。"]
    (paragraph,) = _paragraphs("\n".join(lines))
    assert paragraph == "".join(lines)


def test_a_finished_sentence_is_not_joined_to_the_next_line() -> None:
    assert len(_paragraphs("各单位要高度重视政务公开工作，落实责任。\n市政府办公室负责督促检查，定期通报。")) == 2


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("- 12 -", "page mark", id="page number between dashes"),
        pytest.param("第 3 页 共 9 页", "page mark", id="page of pages"),
        pytest.param("3/9", "page mark", id="page over pages"),
        pytest.param("您当前的位置：首页 > 政务公开 > 政策文件", "navigation", id="bread crumbs"),
        pytest.param("上一篇：关于放假的通知", "navigation", id="previous page"),
        pytest.param("返回顶部", "navigation", id="back to the top"),
        pytest.param("网站地图 | 联系我们 | 隐私声明", "navigation", id="links of a footer"),
        pytest.param("扫一扫在手机打开当前页", "navigation", id="QR code"),
        pytest.param("版权所有：某市人民政府 陇ICP备12345678号", "footer", id="copyright"),
        pytest.param("网站标识码：6201000001", "footer", id="site code"),
        pytest.param("https://www.example.gov.cn/art/2020.html", "address", id="address"),
        pytest.param("无障碍阅读和适老化改造", None, id="a heading that begins like navigation"),
        pytest.param("规范政府网站标识码、ICP备案编号的标注位置", None, id="a line cut from a duty about site codes"),
        pytest.param("依法保护版权所有者的权益", None, id="copyright holders"),
        pytest.param("无障碍改造", None, id="a heading that begins with a word of navigation"),
        pytest.param("下一步，各单位要抓好落实", None, id="next steps"),
        pytest.param("主办单位：市水务局", None, id="who carries a task out"),
    ],
)
def test_furniture_is_known_by_the_whole_line(line: str, kind: str | None) -> None:
    assert furniture_kind(line) == kind


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("发布日期：2019-07-02 浏览次数：12 字号：[大 中 小]", "发布日期：2019-07-02"),
        ("打印本页关闭窗口", ""),
        ("【打印本页】 【关闭窗口】 【返回顶部】", ""),
        ("经批准可以责令停业、关闭：", "经批准可以责令停业、关闭："),
        ("（二）擅自关闭、闲置公开设施2019年以来的；", "（二）擅自关闭、闲置公开设施2019年以来的；"),
        ("网站访问量：年度不低于10万次", "网站访问量：年度不低于10万次"),
        ("标题字体：二号小标宋", "标题字体：二号小标宋"),
        ("经验分享：2020年以来的做法", "经验分享：2020年以来的做法"),
    ],
)
def test_page_controls_are_cut_out_of_a_line_only_where_they_stand_alone(line: str, left: str) -> None:
    for start, end in reversed(inline_furniture(line)):
        line = line[:start] + line[end:]
    assert line.strip() == left


def test_a_column_of_figures_is_not_a_run_of_page_numbers() -> None:
    reading = read_lines("一、本年收到申请", "12", "7", "二、上年结转", "0", "3")
    assert (clause_at(reading, "一").text, clause_at(reading, "二").text) == (
        "一、本年收到申请\n12\n7",
        "二、上年结转\n0\n3",
    )


def test_a_year_cut_off_from_its_sentence_is_no_page_number() -> None:
    reading = read_lines("一、目标。各单位要不断完善工作机制，加强协调配合，到", "2025", "年底前全部实现在线办理。")
    assert clause_at(reading, "一").text.endswith("到2025年底前全部实现在线办理。")


@pytest.mark.parametrize(
    "line",
    [
        "第十条规定的情形除外，",
        "第十条第二款规定的，由主管部门处理。",
        "第三条的决定自公布之日起施行。",
        "第（三）项所列事项，应当公开。",
    ],
)
def test_a_cross_reference_at_the_start_of_a_line_opens_no_clause(line: str) -> None:
    reading = read_lines("第一条 本办法所称的公开事项，是指依照《条例》", line, "第二条 各单位应当公开。")
    assert paths(reading) == ["第一条", "第二条"]


def test_first_second_third_in_running_text_open_no_clause() -> None:
    reading = read_lines(
        "一、加强领导。一是明确责任；二是配备人员；三是保障经费。", "二、其他。依照第十条、第（三）项办理。"
    )
    assert paths(reading) == ["一", "二"]


def test_markdown_marks_and_invisible_characters_are_left_out_of_the_text() -> None:
    reading = read_lines("# 工作要点", "## 一、**总体要求**", "- （一）加强\u200b公开。", "> （二）加强解读。")
    assert reading.notice.text == "工作要点\n一、总体要求\n（一）加强公开。\n（二）加强解读。"


def test_a_comment_of_a_page_is_in_no_clause_wherever_it_begins_and_ends() -> None:
    reading = read_lines(
        "一、甲", "<!-- 编者按。有一句话 -->", "二、乙<!-- 行内 -->丙。", "<!--", "多行。", "-->", "丁。<!-- 没有结尾"
    )
    assert reading.notice.text == "一、甲\n二、乙丙。\n丁。<!-- 没有结尾"
    assert dropped(reading) == "<!-- 编者按。有一句话 -->\n<!-- 行内 -->\n<!--\n多行。\n-->"


def test_a_heading_whose_last_word_stands_in_the_next_line_is_joined() -> None:
    assert _paragraphs("一、围绕深化改革、优化营商环境，切实抓好信息公\n开。各单位要明确责任。\n二、其他") == [
        "一、围绕深化改革、优化营商环境，切实抓好信息公开。各单位要明确责任。",
        "二、其他",
    ]


@pytest.mark.parametrize(
    "sentence", ["去年，我们完成了任务。", "一年来，工作有进展。", "第一，坚决执行。", "首先，要明确责任。"]
)
@pytest.mark.parametrize("heading", ["二、工作回顾", "二、主动应对经济下行压力，经济社会发展实现新突破"])
def test_a_heading_is_not_joined_to_the_sentence_below_it(heading: str, sentence: str) -> None:
    lines = ["一、总体要求。要加强公开。", heading, sentence]
    assert _paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize("mark", ["**{}**", "## {}", "__{}__"])
def test_a_line_that_markdown_sets_apart_is_a_paragraph_of_its_own(mark: str) -> None:
    heading = "（二）突出人民至上，擦亮最具幸福感城市的“金名片”"
    lines = ["（一）加强公开。各单位要明确责任。", heading, "疫情防控更加精准有力。工作有进展。"]
    assert _paragraphs(f"{lines[0]}\n{mark.format(lines[1])}\n{lines[2]}") == lines
