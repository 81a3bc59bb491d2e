"""Rich text files: Chinese in each of its spellings, stored numbers, tables, changes; hostile ones are refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from office_builders import SPECIMENS, header, lines_of, sample, specimen_lines, tree, understood

from corpus import UnreadableFile, read_file
from corpus.read.docx import read_docx
from corpus.read.rtf import read_rtf

SAVED = (Path(__file__).parent / "files" / "sample.rtf").read_bytes()


def _in_code_page(line: str) -> bytes:
    encoded = line.encode("gb18030")
    return b"".join(bytes([one]) if one < 128 and one not in b"\\{}" else b"\\'%02x" % one for one in encoded)


def _in_unicode(line: str) -> bytes:
    units = [int.from_bytes(line.encode("utf-16-be")[at : at + 2], "big") for at in range(0, 2 * len(line), 2)]
    return b"".join(b"\\u%d\\'3f" % (one - 65536 if one > 32767 else one) for one in units)


def _rtf(lines: list[bytes]) -> bytes:
    fonts = rb"{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}"
    body = b"".join(b"\\pard\\f1 " + line + b"\\par\r\n" for line in lines)
    return b"{\\rtf1\\ansi\\ansicpg936\\uc1" + fonts + body + b"}"


@pytest.mark.parametrize("spell", [_in_code_page, _in_unicode])
@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem[:12])
def test_a_notice_in_rich_text_has_the_clauses_and_the_header_of_its_text(
    path: Path, spell: Callable[[str], bytes]
) -> None:
    read = understood(read_rtf("n.rtf", _rtf([spell(line) for line in specimen_lines(path)])), path.name)
    text = read_file(path)
    assert [pair for pair in zip(tree(read), tree(text), strict=True) if pair[0] != pair[1]] == []
    assert header(read) == header(text)


def test_numbers_tables_notes_changes_and_hidden_text_are_read_as_from_docx() -> None:
    rich, word = read_rtf("n.rtf", SAVED), read_docx("n.docx", sample())
    assert rich.raw == word.raw
    assert rich.medium.revisions == word.medium.revisions
    assert [problem.code for problem in rich.problems] == ["tracked changes", "hidden text"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(rb"a\line b\tab c\~d\_e\-f\{\}\\", ["a", "b c d-ef{}\\"], id="signs"),
        pytest.param(rb"\uc2\u19968\'d2\'bb!", ["一!"], id="a fallback of two bytes"),
        pytest.param(rb"\uc0\u19968 !", ["一!"], id="no fallback"),
        pytest.param(rb"\u-10176?\u-9216?", ["\U00020000"], id="a pair of surrogates"),
        pytest.param(rb"{\v secret}shown\v hidden\v0  again", ["shown again"], id="hidden"),
        pytest.param(rb"{\field{\*\fldinst PAGE}{\fldrslt 7}}x", ["x"], id="page number"),
        pytest.param(rb"{\field{\*\fldinst REF a}{\fldrslt seven}}x", ["sevenx"], id="reference"),
        pytest.param(rb"{\field{\*\fldinst PAGE}}x", ["x"], id="field without a result"),
        pytest.param(rb"{\*\unknown gone}{\info{\title t}}{\pict\bin5 }}}}}}x", ["x"], id="passed over"),
        pytest.param(rb"{\header \'bb\'fa\'c3\'dc\par other\par}x", ["机密", "x"], id="mark of secrecy"),
        pytest.param(rb"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt box\par}}{\shprslt box}}x", ["box", "x"], id="box"),
        pytest.param(
            rb"\trowd\clvmgf\cellx100\cellx900\pard\intbl A\cell B\cell\row"
            rb"\trowd\clvmrg\cellx100\cellx900\pard\intbl\cell C\cell\row\pard end",
            ["A | B", "A | C", "end"],
            id="cells merged downwards",
        ),
        pytest.param(rb"\trowd\cellx100\pard\intbl only\cell\row", ["only"], id="a frame of one cell"),
        pytest.param(rb"a}}}}b", ["ab"], id="too many ends"),
        pytest.param(rb"{{{{a", ["a"], id="no ends"),
        pytest.param(rb"a\'b", ["ab"], id="half a character"),
    ],
)
def test_each_spelling_is_read(body: bytes, lines: list[str]) -> None:
    assert lines_of(read_rtf("n.rtf", rb"{\rtf1\ansi\ansicpg936 " + body + b"}")) == lines


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\0\0", "empty", id="zeros"),
        pytest.param("一、公开。".encode(), "text", id="text"),
        pytest.param(sample(), "docx", id="a Word file"),
        pytest.param(b"%PDF-1.4", "pdf", id="PDF"),
        pytest.param(b"<html>", "html", id="a web page"),
        pytest.param(b"{\\rtf1}", "no text", id="nothing"),
        pytest.param(b"{\\rtf1{\\pict 00}}", "no text", id="a picture only"),
        pytest.param(b"{\\rtf1\\v all}", "no text", id="all hidden"),
        pytest.param(b"{\\rtf1{\\fonttbl{\\f0 a;}", "no text", id="cut off"),
        pytest.param(b"{\\rtf1" + b"{" * 5000 + b"x", "nested", id="nested too deep"),
        pytest.param(b"{\\rtf1\\bin9999999999 x}", "no text", id="more bytes than there are"),
    ],
)
def test_malformed_rich_text_is_refused_with_the_finding_and_the_remedy(data: bytes, finding: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_rtf("n.rtf", data)
    assert finding in caught.value.reason
    assert caught.value.remedy


def test_an_unknown_code_page_is_read_as_chinese() -> None:
    assert read_rtf("n.rtf", rb"{\rtf1\ansi\ansicpg77777 \'d2\'bb}").raw == "一"
