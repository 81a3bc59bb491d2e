"""Encodings: the notices come back in every encoding of official texts; a damaged byte is flagged, many are refused."""

from __future__ import annotations

import codecs

import pytest
from corpus_builders import NOTICES

from corpus.errors import UnreadableFile
from corpus.read.encoding import read_characters
from corpus.read.text import read_markdown, read_plain

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(NOTICES.glob("*.txt"))]
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("at", range(len(TEXTS)))
def test_a_notice_comes_back_from_any_encoding(at: int, encoding: str) -> None:
    read = read_characters("a.txt", TEXTS[at].encode(encoding))
    assert (read.text, read.lost, read.problems) == (TEXTS[at], 0, ())


def test_characters_of_four_bytes_are_read() -> None:
    text = "一、地名用字：㙟、㛃、𠅤、䢺。各单位应当在系统中正确显示这些汉字。\n" * 3
    assert read_characters("a.txt", text.encode("gb18030")).text == text


def test_traditional_text_is_read_from_big5_and_from_gbk() -> None:
    text = "一、加強公開。各單位應當及時公開政府資訊，主動回應社會關切，並於每年一月三十一日前公布年報。\n" * 20
    for encoding in ("big5", "gbk"):
        assert read_characters("a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
@pytest.mark.parametrize("at", range(len(TEXTS)))
def test_a_stray_byte_costs_a_character_or_two_and_is_flagged(at: int, encoding: str) -> None:
    data = TEXTS[at].encode(encoding, "ignore")
    middle = data.index("一、".encode(encoding))
    read = read_characters("a.txt", data[:middle] + b"\xff" + data[middle:])
    assert read.encoding in (encoding, "gb18030")
    assert read.text.replace("\ufffd", "") == data.decode(encoding)
    assert [problem.code for problem in read.problems] == ["bad characters"]
    assert "1处" in read.problems[0].message


def test_a_text_that_ends_within_a_character_is_flagged() -> None:
    read = read_characters("a.txt", TEXTS[0].encode()[:-1] + "公".encode()[:2])
    assert (read.encoding, read.lost) == ("utf-8", 1)


def test_zero_bytes_at_the_end_are_padding_and_within_the_text_are_flagged() -> None:
    data = TEXTS[1].encode()
    assert read_characters("a.txt", data + bytes(512)).problems == ()
    line = data.index(b"\n", 300)
    within = read_characters("a.txt", data[:line] + b"\0" + data[line:])
    assert (within.lost, "\0" in within.text) == (1, False)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(bytes(600), id="zeros"),
        pytest.param(codecs.BOM_UTF8, id="a mark alone"),
        pytest.param(bytes(range(256)) * 30, id="binary"),
        pytest.param(bytes(range(128, 256)) * 30, id="noise"),
        pytest.param(TEXTS[0].encode().replace("的".encode(), b"\xff\xfe\xff"), id="many bad bytes"),
        pytest.param(b"\xff" + TEXTS[0].encode("gbk", "ignore").replace("的".encode("gbk"), b"\xff\xff"), id="in GBK"),
        pytest.param(codecs.BOM_UTF16_LE + TEXTS[0].encode(), id="wrong mark"),
        pytest.param("Une année étrange, déjà vécue à l’été.\n".encode("latin-1", "replace") * 30, id="French"),
        pytest.param(TEXTS[0].encode("utf-16-le")[1:], id="out of step"),
    ],
)
def test_what_is_no_chinese_text_is_refused_with_the_remedy(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_plain("a.txt", data)
    assert caught.value.name == "a.txt" and caught.value.reason and caught.value.remedy


def test_the_fields_above_a_markdown_text_are_stated() -> None:
    text = "# 标题\n\n一、加强公开。\n"
    front = '---\ntitle: "澜溪市公开办法"\n文号: 澜政发〔2021〕3号\ndate: 2021-03-05\ntags:\n  - 政务公开\n---\n'
    document = read_markdown("a.md", (front + text).encode())
    assert document.raw == text
    assert document.stated is not None
    assert (document.stated.title, document.stated.doc_number) == ("澜溪市公开办法", "澜政发〔2021〕3号")
    assert str(document.stated.date) == "2021-03-05"


@pytest.mark.parametrize(
    "text", ["---\n一、加强公开。\n---\n二、加强解读。\n", "一、加强公开。\n---\ntitle: 二\n---\n", "---\n---\n"]
)
def test_a_rule_in_a_markdown_text_is_no_field(text: str) -> None:
    document = read_markdown("a.md", text.encode())
    assert (document.raw, document.stated) == (text, None)


def test_a_table_in_a_markdown_text_is_written_out_row_by_row() -> None:
    table = (
        "| 序号 | 任务 | 责任单位 |\n|:---|---|--:|\n| 1 | 编制清单 | 市教育局<br>市财政局 |\n|2|公开\\|清单|市司法"
        "局|\n"
    )
    document = read_markdown("a.md", f"一、任务如下。\n\n{table}\n二、逐年更新。\n".encode())
    assert document.raw.split("\n") == [
        "一、任务如下。",
        "",
        "1．任务：编制清单；责任单位：市教育局 市财政局。",
        "2．任务：公开|清单；责任单位：市司法局。",
        "",
        "二、逐年更新。",
        "",
    ]


def test_a_bar_in_a_markdown_text_makes_no_table() -> None:
    text = "责任单位：市教育局 | 市财政局\n\n一、加强公开。\n---\n"
    assert read_markdown("a.md", text.encode()).raw == text
