"""The numbers that Word generates: each format, restarts, styles and lists that share a definition."""

from __future__ import annotations

import pytest
from office_builders import abstract, level, lines_of, num, numbered, para, word

from corpus.read.docx import read_docx


@pytest.mark.parametrize(
    ("style", "text", "expected"),
    [
        ("chineseCounting", "%1、", ["一、", "二、", "三、"]),
        ("chineseCountingThousand", "第%1条", ["第一条 ", "第二条 ", "第三条 "]),
        ("decimal", "（%1）", ["（1）", "（2）", "（3）"]),
        ("decimalFullWidth", "%1．", ["１．", "２．", "３．"]),
        ("decimalEnclosedCircle", "%1", ["① ", "② ", "③ "]),
        ("decimalEnclosedParen", "%1", ["（1）", "（2）", "（3）"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、", "丙、"]),
        ("lowerLetter", "%1)", ["a) ", "b) ", "c) "]),
        ("upperRoman", "%1.", ["I. ", "II. ", "III. "]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、", "叁、"]),
        ("bullet", "\uf0b7", ["", "", ""]),
        ("none", "", ["", "", ""]),
    ],
)
def test_a_number_that_word_generates_is_written_out(style: str, text: str, expected: list[str]) -> None:
    body = "".join(numbered("加强公开", 1) for _ in range(3))
    document = read_docx("n.docx", word(body, numbering=abstract(0, level(0, style, text)) + num(1, 0)))
    assert document.raw.splitlines() == [f"{label}加强公开" for label in expected]


def _numbers(body: str, numbering: str, styles: str = "") -> list[str]:
    document = read_docx("n.docx", word(body, numbering=numbering, styles=styles))
    return [line.removesuffix("项") for line in lines_of(document)]


TWO = abstract(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))


def test_the_deeper_level_begins_anew_and_prints_the_upper_number_in_digits() -> None:
    body = "".join(numbered("项", 1, at) for at in (0, 1, 1, 0, 1))
    assert _numbers(body, TWO + num(1, 0)) == ["一、", "1.1 ", "1.2 ", "二、", "2.1 "]


def test_a_level_that_never_restarts_counts_on() -> None:
    on = abstract(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
    body = "".join(numbered("项", 1, at) for at in (0, 1, 0, 1))
    assert _numbers(body, on + num(1, 0)) == ["一、", "1. ", "二、", "2. "]


def test_lists_of_one_definition_count_on_unless_one_begins_anew() -> None:
    body = "".join(numbered("项", which) for which in (1, 2, 3, 1))
    lists = TWO + num(1, 0) + num(2, 0) + num(3, 0, {0: 1})
    assert _numbers(body, lists) == ["一、", "二、", "一、", "二、"]


def test_a_style_that_another_is_based_on_numbers_its_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="below"><w:basedOn w:val="base"/></w:style>'
    )
    lists = abstract(
        0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2．", '<w:pStyle w:val="below"/>')
    ) + num(1, 0)
    body = (
        para("项", '<w:pStyle w:val="own"/>')
        + para("项", '<w:pStyle w:val="below"/>')
        + para("项", '<w:pStyle w:val="own"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + para("项", '<w:pStyle w:val="own"/>')
    )
    assert _numbers(body, lists, styles) == ["一、", "1．", "", "二、"]


def test_a_list_style_lends_its_definition() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
    assert _numbers(numbered("项", 1), TWO + linked + num(1, 5) + num(2, 0), styles) == ["一、"]


def test_an_empty_numbered_paragraph_takes_its_number_as_in_word_but_makes_no_line() -> None:
    assert _numbers(numbered("项", 1) + numbered("", 1) + numbered("项", 1), TWO + num(1, 0)) == ["一、", "三、"]


def test_a_level_that_is_passed_over_counts_as_used_as_in_word() -> None:
    body = numbered("项", 1, 1) + numbered("项", 1, 0)
    assert _numbers(body, TWO + num(1, 0)) == ["1.1 ", "二、"]


def test_text_boxes_are_counted_apart_from_the_text() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{numbered('项', 1)}</w:txbxContent></w:pict></w:r>"
    body = numbered("项", 1) + para(box) + numbered("项", 1)
    assert _numbers(body, TWO + num(1, 0)) == ["一、", "一、", "二、"]
