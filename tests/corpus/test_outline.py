"""Outline: every numbering style, at every depth, running on, starting again, and in annexes."""

from __future__ import annotations

import pytest
from corpus_builders import clause_at, dropped, paths, read_lines

from corpus.markers import Numbering, match_marker


@pytest.mark.parametrize(
    ("line", "style", "step"),
    [
        ("第一编 总则", "part", "第一编"),
        ("第二分编 物权", "subpart", "第二分编"),
        ("第三部分：保障措施", "division", "第三部分"),
        ("第二篇　保障措施", "volume", "第二篇"),
        ("一、五年工作的回顾", "han", "一"),
        ("二、二〇二〇年的主要任务", "han", "二"),
        ("三、五次会议确定的任务", "han", "三"),
        ("第三章 附则", "chapter", "第三章"),
        ("第 四 章 附 则", "chapter", "第四章"),
        ("第一节 一般规定", "section", "第一节"),
        ("第二十六条 应当公开", "article", "第二十六条"),
        ("第十二条之一 应当公开", "article", "第十二条之一"),
        ("一、总体要求", "han", "一"),
        ("十一．其他", "han", "十一"),
        ("（五）公开时限", "han-bracket", "（五）"),
        ("(五) 公开时限", "han-bracket", "（五）"),
        ("1.公开时限", "digit", "1"),
        ("18．公开时限", "digit", "18"),
        ("3、公开时限", "digit", "3"),
        ("1.2 公开时限", "decimal", "1.2"),
        ("(1)公开时限", "digit-bracket", "（1）"),
        ("2）公开时限", "digit-half-bracket", "2）"),
        ("③公开时限", "circled", "③"),
    ],
)
def test_a_marker_is_read_in_every_style_with_its_step_in_full_width(line: str, style: str, step: str) -> None:
    marker = match_marker(line)
    assert marker is not None
    assert (marker.style.name, marker.step) == (style, step)


@pytest.mark.parametrize(
    "line",
    [
        "一二三产业融合",
        "一、二、三季度",
        "一、二年级",
        "三、四次会议",
        "一、二级公路",
        "2019年工作",
        "第十条规定",
        "一是加强",
        "12345热线",
        "第三方评估",
        "十佳案例",
    ],
)
def test_what_only_looks_like_a_number_is_no_marker(line: str) -> None:
    assert match_marker(line) is None


@pytest.mark.parametrize(
    ("lines", "steps"),
    [
        pytest.param(
            ["1.总体要求", "2.2024年底前完成", "3.3个试点"], ["1", "2", "3"], id="a number before a year or a count"
        ),
        pytest.param(["1.2024年底前完成", "2.加强督查"], ["1", "2"], id="the first before a year"),
        pytest.param(["1.1 目标", "1.2 任务", "2.1 组织"], ["1.1", "1.2", "2.1"], id="decimals alone"),
        pytest.param(
            ["1.目标", "1.1 任务", "1.2 组织", "2.其他"], ["1", "1.1", "1.2", "2"], id="decimals below a number"
        ),
        pytest.param(["1.目标", "2.5万人以上参加"], ["1", None], id="a quantity"),
        pytest.param(["1.目标", "3.2家企业"], ["1", None], id="out of turn"),
    ],
)
def test_the_lines_above_settle_what_a_number_before_a_figure_is(lines: list[str], steps: list[str | None]) -> None:
    numbering = Numbering()
    markers = [numbering.read(line, begins=True) for line in lines]
    assert [marker.step if marker else None for marker in markers] == steps


def test_all_four_levels_of_official_numbering_nest() -> None:
    reading = read_lines("一、甲", "（一）乙", "1.丙", "（1）丁", "①戊", "（二）己", "二、庚")
    assert paths(reading) == [
        "一",
        "一/（一）",
        "一/（一）/1",
        "一/（一）/1/（1）",
        "一/（一）/1/（1）/①",
        "一/（二）",
        "二",
    ]


def test_articles_nest_in_sections_and_chapters_and_hold_their_items() -> None:
    reading = read_lines(
        "第一章 总则",
        "第一条 为了公开。",
        "第二章 公开",
        "第一节 范围",
        "第二条 下列信息：",
        "（一）规划；",
        "1.年度规划。",
        "第三条 其他。",
    )
    assert paths(reading) == [
        "第一章", "第一章/第一条", "第二章", "第二章/第一节", "第二章/第一节/第二条", "第二章/第一节/第二条/（一）",
        "第二章/第一节/第二条/（一）/1", "第二章/第一节/第三条",
    ]  # fmt: skip


def test_numbering_that_runs_on_across_headings_keeps_its_numbers() -> None:
    reading = read_lines("一、甲", "（一）乙", "1.丙。", "2.丁。", "（二）戊", "3.己。", "二、庚", "（一）辛", "4.壬。")
    assert [path for path in paths(reading) if path[-1].isdigit()] == [
        "一/（一）/1",
        "一/（一）/2",
        "一/（二）/3",
        "二/（一）/4",
    ]


def test_numbering_that_starts_again_gives_clauses_of_one_path_different_ids() -> None:
    reading = read_lines("一、甲。", "二、乙。", "下面是今年的工作。", "一、丙。", "二、丁。")
    assert paths(reading) == ["一", "二", "一", "二"]
    assert len({clause.id for clause in reading.clauses}) == 4


def test_markdown_levels_do_not_change_the_outline() -> None:
    reading = read_lines("### 一、甲", "# （一）乙", "###### 二、丙")
    assert paths(reading) == ["一", "一/（一）", "二"]


def test_headings_in_han_numerals_above_articles_that_run_on_stand_above_them() -> None:
    reading = read_lines(
        "一、关于管辖", "第一条 由甲负责。", "第二条 由乙负责。", "二、关于程序", "第三条 应当公开。", "（一）规划；"
    )
    assert paths(reading) == ["一", "一/第一条", "一/第二条", "二", "二/第三条", "二/第三条/（一）"]


def test_han_numerals_inside_an_article_stand_below_it() -> None:
    reading = read_lines("第一条 公开内容：", "一、规划；", "二、计划。", "第二条 其他。")
    assert paths(reading) == ["第一条", "第一条/一", "第一条/二", "第二条"]


def test_paragraphs_without_a_number_belong_to_the_clause_above() -> None:
    reading = read_lines("一、甲。", "说到甲的第二段。", "二、乙。")
    clause = clause_at(reading, "一")
    assert clause.own_text == "一、甲。\n说到甲的第二段。"
    assert clause.is_leaf


def test_a_clause_covers_the_clauses_below_it_but_owns_only_its_own_words() -> None:
    reading = read_lines("一、甲", "引言有好几个字。", "（一）乙。", "二、丙。")
    clause = clause_at(reading, "一")
    assert (clause.text, clause.own_text) == ("一、甲\n引言有好几个字。\n（一）乙。", "一、甲\n引言有好几个字。")
    assert clause_at(reading, "一/（一）").parent == clause.id


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("一、加强组织领导", "加强组织领导"),
        ("一、加强组织领导。各单位要明确责任。", "加强组织领导"),
        ("一、各单位要明确责任。", ""),
        ("第五条 【公开时限】应当自信息形成之日起公开。", "公开时限"),
        ("第五条 应当公开。不得延误。", ""),
    ],
)
def test_a_heading_stands_alone_or_is_a_short_first_sentence(line: str, heading: str) -> None:
    assert read_lines(line).clauses[0].heading == heading


@pytest.mark.parametrize("line", ["一、目标任务", "（一）项目建设", "1.目录编制", "二、规定动作", "（三）款式要求"])
def test_words_that_also_name_parts_of_articles_may_open_a_heading(line: str) -> None:
    assert match_marker(line) is not None


def test_an_annex_begins_its_own_outline_under_its_name() -> None:
    signed = ("一、甲。", "二、乙。", "某市人民政府办公室", "2020年3月1日")
    annexes = ("附件1", "任务分工表", "一、丙。", "（一）丁。", "附件2", "责任清单", "1.戊。")
    reading = read_lines(*signed, *annexes)
    assert paths(reading) == ["一", "二", "落款", "附件1", "附件1/一", "附件1/一/（一）", "附件2", "附件2/1"]
    assert clause_at(reading, "附件1").heading == "任务分工表"


def test_a_task_list_with_offices_keeps_each_office_in_its_clause() -> None:
    reading = read_lines("一、新建学校", "主办单位：市教育局", "二、改造管网", "主办单位：市水务局")
    assert [clause.text for clause in reading.clauses] == [
        "一、新建学校\n主办单位：市教育局",
        "二、改造管网\n主办单位：市水务局",
    ]


def test_an_annex_named_in_its_own_line_begins_an_outline_behind_the_signature() -> None:
    signed = ("一、甲。", "附件：1.任务分工表", "2.责任清单", "某市人民政府办公室", "2020年3月1日")
    annexes = ("附件1：任务分工表", "一、丙。", "（一）丁。", "附件2：责任清单", "1.戊。")
    reading = read_lines(*signed, *annexes)
    assert paths(reading) == ["一", "结尾", "落款", "附件1", "附件1/一", "附件1/一/（一）", "附件2", "附件2/1"]
    assert [clause_at(reading, name).heading for name in ("附件1", "附件2")] == ["任务分工表", "责任清单"]


def test_an_annex_that_begins_without_a_signature_starts_at_one_again() -> None:
    reading = read_lines(
        "一、甲。", "二、乙。", "附件一：实事项目", "（一）丙。", "附件二：名词解释", "1.丁。", "2.戊。"
    )
    assert paths(reading) == ["一", "二", "附件一", "附件一/（一）", "附件二", "附件二/1", "附件二/2"]


def test_annexes_that_are_only_named_above_the_signature_begin_nothing() -> None:
    reading = read_lines("一、甲。", "附件1：任务分工表", "附件2：责任清单", "某市人民政府办公室", "2020年3月1日")
    assert paths(reading) == ["一", "结尾", "落款"]


def test_a_table_of_contents_is_no_clause() -> None:
    contents = ("目 录", "第一章 总则……1", "第一节 目的……1", "第二章 附则……2")
    reading = read_lines("办法", *contents, "第一章 总则", "第一节 目的", "第一条 甲。", "第二章 附则", "第二条 乙。")
    assert paths(reading) == ["文头", "第一章", "第一章/第一节", "第一章/第一节/第一条", "第二章", "第二章/第二条"]
    assert dropped(reading) == "\n".join(contents)


def test_headings_that_come_again_with_words_of_their_own_are_no_contents() -> None:
    reading = read_lines("一、甲", "有一段话。", "二、乙", "又一段话。", "一、甲", "第二次。")
    assert paths(reading) == ["一", "二", "一"]


@pytest.mark.parametrize(
    ("line", "name"), [("《要点》名词解释", "名词解释"), ("注解：", "注解"), ("《要点》注释", "注释")]
)
def test_explanations_of_words_behind_the_last_clause_are_an_annex(line: str, name: str) -> None:
    reading = read_lines("一、甲。", "（一）乙。", line, "1.主动公开：丙。", "2.依申请公开：丁。")
    assert paths(reading) == ["一", "一/（一）", name, f"{name}/1", f"{name}/2"]
    assert line in clause_at(reading, name).text


def test_a_clause_about_explaining_words_is_no_annex() -> None:
    reading = read_lines("一、名词解释", "（一）公开，是指甲。", "二、其他", "（一）用语说明另行印发。")
    assert paths(reading) == ["一", "一/（一）", "二", "二/（一）"]
