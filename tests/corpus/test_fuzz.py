"""Whatever stands in a file, it is read or refused: every character keeps its one owner, and nothing else is raised."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from corpus_builders import INVENTED, NOTICES, paths, squeeze
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from span_checks import check_spans, check_tree

from corpus import UnreadableFile
from corpus.read.text import read_plain
from corpus.reading import Reading, read_text

TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
"""How many times as many examples to try; above 1 they are other ones at each run."""

BASE = settings(deadline=None, derandomize=TIMES == 1, database=None, suppress_health_check=list(HealthCheck))
REAL = sorted([*NOTICES.glob("*.txt"), *INVENTED.glob("x*.*")])

_HAN = "一 二 三 四 五 十 十一 二十 九十九 一百零一 〇 千 十十".split()
_ARABIC = "1 2 3 9 10 99 100 0 007 2020 99999 １２ ٣ ²".split()
_STYLES = (
    "{}、 {}. {}． （{}） ({}) {}） {}.1 第{}条 第{}条　 第{}章 第{}节\t 第{}编 第{}分编 第{}部分： 第{}款 "
    "第（{}）项 第{}条之一　 （{}、 【{}】 附件{} 附件{}： {}是 表{} 第 {} 页 - {} -"
).split(" ")
_MARKERS = st.one_of(
    st.builds(str.format, st.sampled_from(_STYLES), st.sampled_from(_HAN + _ARABIC)),
    st.sampled_from([*"①⑨⑳㈠⒈Ⅰ⓪㉑", "1.1.1 ", "3.5万", "1.2020年", "第十条规定", "第三条第二款"]),
)
_LETTERHEADS = st.sampled_from(
    """
青木市人民政府办公室文件|青政办发〔2020〕1号|青政办发[2020]第１号|〔2020〕号|发文字号：青政〔2020〕2号
关于印发2020年政务公开工作要点的通知|青木市2020年工作要点|索引号 000|title: 要点|---|发布日期：2020-02-30
各县区人民政府，市政府各部门：|主送：各单位|（2020年1月1日青木市第一届人民代表大会第一次会议通过）
根据《政府信息公开条例》和上级要求，制定本要点。|首页 > 政务公开 > 正文|字号：[大 中 小] 打印本页|<!-- a|-->|目录
""".strip().replace("\n", "|").split("|")
)  # fmt: skip
_ENDINGS = st.sampled_from(
    """
青木市人民政府办公室|2020年1月1日|二〇二〇年一月一日|2020年13月45日|9999年12月31日|0000.0.0|（此件公开发布）
特此通知。|附件：1.任务分工表|2.责任清单|附件|附件2|附件一：清单|附：|附表 1|抄送：市委、市人大。|责任编辑：乙
青木市人民政府办公室 2020年1月2日印发|联系人：甲 联系电话：0000-1234567|来源：市政府网|版权所有：青木市人民政府
主办单位：甲|备注：无|上一篇：无|自9999年12月31日起施行，有效期99年。|自印发之日起施行，有效期五年。|预览已结束
""".strip().replace("\n", "|").split("|")
)  # fmt: skip
_BODY = st.sampled_from(
    """
加强公开|应当在20个工作日内公开，|责任单位：市司法局、市财政局等。|总体要求。各单位要明确责任。|依照第十条、第（三）项办理；
每年不少于3次|百分之七十以上|2020年6月底前完成|由市政府办公室牵头，市司法局配合|向市政府报告|《办法》|“引文：|12|7|（一）
网站：https://example.gov.cn/a?b=1|邮箱a@example.cn|热线12345|— 3 —|3/9|第1页 共9页|***|* * *|** **|x|<!--x-->
""".strip().replace("\n", "|").split("|")
)  # fmt: skip
_CELLS = st.sampled_from(["序号", "任务", "一", "1", "", "---", ":--:", "市局", "2020年底前", "完成。"])
_TABLE = st.lists(_CELLS, max_size=6).map(lambda cells: "|" + "|".join(cells) + "|")
_UNSEEN = "\u200b \ufeff \u00ad \u2060 \x00 \x01 \x1b \x7f \ufffd \uffff \U0010ffff \U000e0001 \u202e \u0301 \ufdfd"
_ODD = st.sampled_from([*_UNSEEN.split(" "), "é", "𠮷", "👩\u200d👧", "Ａ", "ｱ", "㌔", "\\*"])
_SPACES = st.sampled_from([" ", "\t", "\u3000", "\xa0", "\u2009", "\u180e", "\x1c", "\x1f", "        ", ""])
_BREAKS = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\n\r",
        "\f",
        "\v",
        "\x85",
        "\u2028",
        "\u2029",
        "\n# ",
        "\n- ",
        "\n> ",
        "\n\u3000\u3000",
    ]
)
_LINE = st.tuples(
    st.one_of(_SPACES, _SPACES, _ODD),
    st.one_of(_MARKERS, _MARKERS, _BODY, _ODD),
    _SPACES,
    st.one_of(_BODY, _BODY, _ODD, _TABLE),
).map("".join)
_PIECE = st.one_of(_LINE, _LINE, _LINE, _LINE, _LETTERHEADS, _ENDINGS, _TABLE)
_NOTICE = st.tuples(
    st.lists(_LETTERHEADS, max_size=5),
    st.lists(_PIECE, max_size=25),
    st.lists(_ENDINGS, max_size=4),
    st.lists(_PIECE, max_size=6),
    _BREAKS,
).map(lambda parts: parts[4].join([*parts[0], *parts[1], *parts[2], *parts[3]]))
_LOOSE = st.lists(st.one_of(_PIECE, _BREAKS, _BREAKS, _ODD, _SPACES), max_size=40).map("".join)


def _read(raw: str) -> Reading | None:
    """Return the reading of `raw` with its properties checked, None when it is refused."""
    try:
        reading = read_text(raw, "fuzz.txt")
    except UnreadableFile:
        return None
    check_spans(reading)
    check_tree(reading)
    assert reading.notice.title
    return reading


@settings(BASE, max_examples=250 * TIMES)
@given(st.text(max_size=300))
def test_free_text_is_read_or_refused(raw: str) -> None:
    _read(raw)
    assert _read("一、总则\n" + raw) is not None


@settings(BASE, max_examples=300 * TIMES)
@given(_NOTICE)
def test_a_notice_of_any_parts_is_read_or_refused(raw: str) -> None:
    _read(raw)
    assert _read("一、总则\n" + raw) is not None


@settings(BASE, max_examples=200 * TIMES)
@given(_LOOSE)
def test_parts_in_any_disorder_are_read_or_refused(raw: str) -> None:
    _read(raw)
    assert _read("第一条 总则\n" + raw) is not None


@settings(BASE, max_examples=60 * TIMES)
@given(
    st.lists(st.tuples(_MARKERS, _BODY), min_size=1, max_size=30),
    st.sampled_from(["\r\n", "\r", "\u2028", "\x85", "\f"]),
)
def test_another_line_break_gives_the_same_clauses(lines: list[tuple[str, str]], line_break: str) -> None:
    text = "一、总则\n" + "\n".join(marker + body for marker, body in lines)
    one, other = _read(text), _read(text.replace("\n", line_break))
    assert one and other
    assert paths(one) == paths(other)
    assert [squeeze(clause.own_text) for clause in one.clauses] == [
        squeeze(clause.own_text) for clause in other.clauses
    ]


@settings(BASE, max_examples=60 * TIMES)
@given(st.sampled_from(REAL), st.data())
def test_a_real_notice_that_was_cut_doubled_and_soiled_is_read_or_refused(path: Path, data: st.DataObject) -> None:
    raw = read_plain(path.name, path.read_bytes()).raw[:4000]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw)))
        to = min(len(raw), at + data.draw(st.integers(0, 400)))
        middle = data.draw(st.one_of(st.just(""), st.just(raw[at:to] * 2), _PIECE, _BREAKS, _ODD, st.text(max_size=20)))
        raw = raw[:at] + middle + raw[to:]
    reading = _read(raw)
    assert reading is None or reading.notice.raw == raw


_ENCODED = st.tuples(
    _NOTICE, st.sampled_from(["utf-8", "utf-16", "utf-16-be", "gb18030", "big5"]), st.integers(0, 40)
).map(lambda drawn: drawn[0].encode(drawn[1], "replace")[drawn[2] :])


@settings(BASE, max_examples=150 * TIMES)
@given(st.one_of(st.binary(max_size=300), _ENCODED))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    raw, refusal = _decoded(data)
    assert (raw is None) == bool(refusal)
    if raw is not None:
        _read(raw)


def _decoded(data: bytes) -> tuple[str | None, str]:
    """Return the characters of a file of these bytes, or None and what its refusal tells the keeper to do."""
    try:
        return read_plain("fuzz.txt", data).raw, ""
    except UnreadableFile as error:
        return None, error.remedy


@pytest.mark.parametrize("line_break", ["\n", "\n\n", "\r\n", "。\n"])
def test_thousands_of_markers_of_every_style_are_read(line_break: str) -> None:
    numbers = range(1, 120)
    lines = [style.format(number) for number in numbers for style in _STYLES[:12]]
    reading = _read(line_break.join(["一、总则", *lines]))
    assert reading is not None
    assert len(reading.clauses) > len(numbers)


def test_a_file_nested_as_deep_as_the_styles_go_is_read() -> None:
    styles = [
        "第{}编 总",
        "第{}分编 总",
        "第{}章 总",
        "第{}节 总",
        "第{}条 总：",
        "{}、甲",
        "（{}）乙",
        "1.丙",
        "1.1 丁",
        "（1）戊",
        "1）己",
        "①庚",
    ]
    reading = _read("\n".join(style.format("一") for style in styles * 40))
    assert reading is not None
    assert max(len(clause.path) for clause in reading.clauses) == len(styles)
