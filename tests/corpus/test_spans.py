"""The two span properties: a clause is a piece of the text, and every character of the file is accounted for once."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_builders import INVENTED, NOTICES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from span_checks import check_spans, check_tree

from corpus import UnreadableFile, read_file
from corpus.reading import read_text

FILES = sorted([*NOTICES.glob("*.txt"), *INVENTED.glob("x*.*")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:6])
def test_every_character_of_a_notice_has_one_owner(path: Path) -> None:
    reading = read_file(path)
    check_spans(reading)
    check_tree(reading)


_MARKERS = [
    "一、",
    "二、",
    "（一）",
    "(二)",
    "1.",
    "2．",
    "1.1 ",
    "（1）",
    "①",
    "第一章 ",
    "第一条 ",
    "第十条",
    "1.2020年",
    "3.5个",
]
_WORDS = """
总体要求 加强公开。 各单位应当在20个工作日内公开， 依照第十条规定 责任单位：市司法局、市财政局等。 是重要的
2019年6月14日 青木市人民政府办公室 关于印发工作要点的通知 各县区人民政府： 青政办发〔2020〕1号 附件：1.任务表
附件1 抄送：市委。 2019年6月14日印发 （此件公开发布） -3- 12 打印本页 首页>政务公开 特此通知。
|表|12| <!--x--> 版权所有 联系电话：0000 https://example.gov.cn/a 第三条第二款规定的 每年不少于3次 《办法》
预览已结束 说明：无 title:通知 地址：某路1号 编号十一、十二 二〇一九年六月十四日
""".split()
_ODD = [
    "\u200b",
    "\ufeff",
    "\u3000",
    "\t",
    "\xa0",
    "\x0b",
    "\x0c",
    "\u2028",
    "\x00",
    "𠮷",
    "é",
    "②",
    "〇",
    "|",
    "**",
    "`",
    "__",
    "#",
]
_BREAKS = ["\n", "\r\n", "\n\n", "\r", "\f", "\n# ", "\n## ", "\n- ", "\n> ", "\n\n    ", "", " "]
_MIXTURE = st.lists(st.sampled_from(_MARKERS + _WORDS * 2 + _ODD + _BREAKS * 5), max_size=60).map("".join)


@settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(_MIXTURE)
def test_any_mixture_of_lines_is_read_or_refused_and_nothing_is_lost(raw: str) -> None:
    try:
        reading = read_text(raw, "mixture.txt")
    except UnreadableFile:
        return
    check_spans(reading)
    check_tree(reading)


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200))
def test_any_characters_at_all_behind_a_clause_are_read_and_nothing_is_lost(tail: str) -> None:
    reading = read_text("一、总则\n" + tail, "tail.txt")
    check_spans(reading)
    check_tree(reading)


@pytest.mark.parametrize("run", ["一", "1", " ", "由市局", "每年", "《", "第一条", "（", "百分之", "市局、"])
def test_a_long_run_of_one_thing_does_not_hang_the_reader(run: str) -> None:
    check_spans(read_text("一、总则\n二、" + run * (3000 // len(run)), "run.txt"))
