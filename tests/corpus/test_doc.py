"""Word files of 2003 and before, and of WPS: read without another program, as the same file in docx is."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from office_builders import SPECIMENS, header, lines_of, sample, specimen_lines, tree, understood

from corpus import UnreadableFile, read_file
from corpus.read.doc import read_doc
from corpus.read.docx import read_docx
from corpus.read.office.word97 import properties_of
from tests.tools.compound import compound, word97

SAVED = (Path(__file__).parent / "files" / "sample.doc").read_bytes()


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem[:12])
def test_a_notice_in_an_old_word_file_has_the_clauses_and_the_header_of_its_text(path: Path) -> None:
    read = understood(read_doc("n.doc", word97("\n".join(specimen_lines(path)))), path.name)
    text = read_file(path)
    assert [pair for pair in zip(tree(read), tree(text), strict=True) if pair[0] != pair[1]] == []
    assert header(read) == header(text)


def test_numbers_tables_notes_changes_and_hidden_text_are_read_as_from_docx() -> None:
    old, new = read_doc("n.doc", SAVED), read_docx("n.docx", sample())
    assert old.raw == new.raw
    assert old.medium.revisions == new.medium.revisions
    assert [problem.code for problem in old.problems] == ["tracked changes", "hidden text"]
    assert lines_of(old)[1:8] == [
        "一、公开",
        "1. 甲项。",
        "2. 乙项。",
        "二、任务",
        "1．任务：公开目录；责任单位：市教育局。",
        "2．任务：公开 指南；责任单位：市教育局。",
        "3．任务：各部门；责任单位：各部门。",
    ]


def test_fields_breaks_and_special_signs_are_read_as_characters() -> None:
    text = "甲\x13 PAGE \x147\x15\x0b乙\x13 REF a \x14第三条\x15\x1e丙\x1f\x13eq \\o\\ac(○,2)\x15\x0c丁\x13 REF b"
    assert lines_of(read_doc("n.doc", word97(text))) == ["甲", "乙第三条-丙②", "丁"]


def test_what_a_wps_file_holds_as_a_word_document_is_read() -> None:
    assert read_doc("n.wps", word97("一、公开。公开。")).raw == "一、公开。公开。"


def test_a_list_of_properties_may_say_its_length_and_may_end_too_soon() -> None:
    cut = bytes.fromhex("0a2601" + "0b460200" + "08d60500" + "0102") + b"\x0b"
    assert properties_of(cut) == {0x260A: b"\x01", 0x460B: b"\x02\x00", 0xD608: b"\x01\x02\x0b"}


def _patched(at: int, form: str, value: int) -> bytes:
    """Return the saved file with one number of its first stream changed."""
    data = bytearray(SAVED)
    begin = data.index(struct.pack("<H", 0xA5EC), 512)
    struct.pack_into(form, data, begin + at, value)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param("一、公开。".encode(), "text by its bytes", id="text"),
        pytest.param(sample(), "docx by its bytes", id="a newer Word file"),
        pytest.param(b"{\\rtf1 x}", "rtf by its bytes", id="rich text"),
        pytest.param(b"<html><body>x</body></html>", "html by its bytes", id="a web page"),
        pytest.param(compound({"Workbook": b"x"}), "xls by its bytes", id="a workbook"),
        pytest.param(compound({"Contents": b"x"}), "ole by its bytes", id="no Word stream, as WPS before 2002"),
        pytest.param(compound({"EncryptedPackage": b"x"}), "password", id="a newer file under a password"),
        pytest.param(_patched(10, "<H", 0x0300), "password", id="password"),
        pytest.param(_patched(0, "<H", 0xA5DC), "older than Word 97", id="Word 6"),
        pytest.param(word97("甲", version=0x68), "older than Word 97", id="Word 95"),
        pytest.param(word97("甲", flags=0), "missing", id="no table stream"),
        pytest.param(SAVED[:1500], "", id="cut off"),
        pytest.param(SAVED[: len(SAVED) // 2], "", id="half"),
        pytest.param(_patched(0x1A2, "<I", 0x7FFFFFFF), "damaged", id="no pieces"),
        pytest.param(_patched(0x4C, "<I", 0x7FFFFFFF), "characters", id="too many characters"),
        pytest.param(word97("\n\n"), "no text", id="no text"),
        pytest.param(compound({"WordDocument": b"\xec\xa5"}), "", id="a stream of zeros"),
    ],
)
def test_a_malformed_word_file_is_refused_with_the_finding_and_the_remedy(data: bytes, finding: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_doc("n.doc", data)
    assert finding in caught.value.reason
    assert caught.value.remedy


@pytest.mark.parametrize("step", [97, 131, 257])
def test_bytes_damaged_anywhere_never_raise_anything_else(step: int) -> None:
    outcomes: set[object] = set()
    for at in range(512, len(SAVED), step):
        damaged = bytearray(SAVED)
        damaged[at : at + 4] = bytes(byte ^ 0xFF for byte in damaged[at : at + 4])
        try:
            outcomes.add(bool(read_doc("n.doc", bytes(damaged)).raw))
        except UnreadableFile as error:
            outcomes.add(error.remedy)
    assert outcomes
